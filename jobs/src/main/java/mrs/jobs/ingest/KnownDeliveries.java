package mrs.jobs.ingest;

import static mrs.transforms.SparkSchema.col;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.ingest.feed.Content;
import mrs.jobs.ingest.quality.Trailing;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunContext;
import mrs.jobs.spark.Actions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What committed ingests brought in: looked up, never loaded, as it grows with every night. */
record KnownDeliveries(RunContext context) {
  /** Among so many newest deliveries the last few of a table are as a rule. */
  private static final long RECENT = 256;

  /** Those of {@code contents} that are in. */
  Set<Content> among(Collection<Content> contents) {
    Set<Content> in = new HashSet<>();
    if (contents.isEmpty()) {
      return in;
    }
    Object[] hashes = contents.stream().map(Content::sha256).distinct().toArray();
    Actions.rows(
            committed(0)
                .where(col(DeliveriesLog.SOURCE_HASH).isin(hashes))
                .select(col(DeliveriesLog.TABLE_NAME), col(DeliveriesLog.SOURCE_HASH)))
        .forEach(r -> in.add(new Content(r.getString(0), r.getString(1))));
    in.retainAll(Set.copyOf(contents));
    return in;
  }

  /** The greatest number given so far, to unfinished ingests too: numbers only grow. */
  long lastSeq() {
    List<RunConfig> newestFirst = new ArrayList<>(context.ledger().runs(RunKind.INGEST));
    Collections.reverse(newestFirst);
    return newestFirst.stream()
        .flatMap(r -> Optional.ofNullable(r.inputSeqs().get(DeliveriesLog.TABLE.name())).stream())
        .findFirst()
        .orElse(0L);
  }

  /** Per table name, the last deliveries of {@code tables} that had rows. */
  Map<String, Trailing> trailing(Collection<Table> tables) {
    long recent = Math.max(0, lastSeq() - RECENT);
    List<Row> rows = Actions.rows(withRows(committed(recent)));
    Map<String, Trailing> trailing = new HashMap<>();
    for (Table table : tables) {
      List<Row> own = rows.stream().filter(r -> r.getString(0).equals(table.name())).toList();
      if (recent > 0 && own.size() < Trailing.DELIVERIES) {
        own =
            withRows(committed(0))
                .where(col(DeliveriesLog.TABLE_NAME).equalTo(table.name()))
                .orderBy(col(DeliveriesLog.INGEST_SEQ).desc())
                .limit(Trailing.DELIVERIES)
                .collectAsList();
      }
      trailing.put(table.name(), trailing(own));
    }
    return trailing;
  }

  private static Trailing trailing(List<Row> deliveries) {
    Trailing trailing = Trailing.NONE;
    for (Row row : deliveries.stream().sorted(Comparator.comparing(r -> r.getLong(1))).toList()) {
      List<String> columns = row.getList(3);
      trailing = trailing.after(row.getLong(2), Set.copyOf(columns));
    }
    return trailing;
  }

  private static Dataset<Row> withRows(Dataset<Row> log) {
    return log.where(col(DeliveriesLog.RECORDS).gt(col(DeliveriesLog.DEAD_LETTERS)))
        .select(
            col(DeliveriesLog.TABLE_NAME),
            col(DeliveriesLog.INGEST_SEQ),
            col(DeliveriesLog.RECORDS),
            col(DeliveriesLog.COLUMNS));
  }

  /** Committed deliveries with numbers greater than {@code seq}; older files are left unread. */
  private Dataset<Row> committed(long seq) {
    return CommittedRows.newest(context.warehouse(), context.ledger())
        .writtenBy(
            Stage.INGEST, DeliveriesLog.TABLE, f -> f.mayExceed(DeliveriesLog.INGEST_SEQ, seq))
        .where(col(DeliveriesLog.INGEST_SEQ).gt(seq));
  }

  /** What {@code run}, an ingest, is to bring in. */
  static FrozenIngest frozen(RunConfig run) {
    return FrozenIngest.fromJson(run.deliveries().orElseThrow());
  }
}
