package mrs.jobs.ingest;

import static mrs.transforms.SparkSchema.col;

import java.io.IOException;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.LogColumns;
import mrs.contracts.Stage;
import mrs.jobs.ingest.feed.Content;
import mrs.jobs.ingest.feed.FeedFile;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.runs.RunContext;
import mrs.jobs.spark.Actions;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Empty files that came anew. The same content is known as a rule and passed over; but a feed that
 * sends the same empty file every night has failed every night, so that each counts as a delivery.
 * It came anew if it was not entered under its name yet, or was modified since.
 */
final class EmptyDeliveries {
  /** A file without a record has a header at most. */
  private static final long MOST_BYTES = 64 * 1024;

  private static final String NO_BYTES = DigestUtils.sha256Hex(new byte[0]);

  private EmptyDeliveries() {}

  /** Which files of {@code feed}, of those whose content is {@code known}, are such deliveries. */
  static Set<FeedFile> anew(RunContext context, IdentifiedFeed feed, Set<Content> known) {
    List<FeedFile> small =
        feed.hashed().stream()
            .filter(f -> f.bytes() <= MOST_BYTES && known.contains(feed.content(f)))
            .toList();
    if (small.isEmpty()) {
      return Set.of();
    }
    Map<Entry, Instant> entered = entered(context, feed, small);
    Set<Content> empty = new HashSet<>();
    entered.keySet().forEach(e -> empty.add(e.content()));
    Instant now = context.clock().instant();
    Configuration hadoop = context.warehouse().spark().sessionState().newHadoopConf();
    return small.stream()
        .filter(f -> empty.contains(feed.content(f)))
        .filter(f -> isNew(f, entered.get(new Entry(feed.content(f), f.name())), now, hadoop))
        .collect(Collectors.toSet());
  }

  /** An empty delivery as the log has it. */
  private record Entry(Content content, String name) {}

  /** When each empty delivery with the content of one of {@code files} was entered last. */
  private static Map<Entry, Instant> entered(
      RunContext context, IdentifiedFeed feed, List<FeedFile> files) {
    Object[] hashes = files.stream().map(f -> feed.content(f).sha256()).distinct().toArray();
    Column hash = col(DeliveriesLog.SOURCE_HASH);
    Column empty = col(DeliveriesLog.RECORDS).equalTo(0).or(hash.equalTo(NO_BYTES));
    Dataset<Row> log =
        CommittedRows.newest(context.warehouse(), context.ledger())
            .writtenBy(Stage.INGEST, DeliveriesLog.TABLE)
            .where(hash.isin(hashes));
    Map<Entry, Instant> entered = new HashMap<>();
    for (Row row : Actions.rows(log.where(empty))) {
      Content content =
          new Content(
              row.getAs(DeliveriesLog.TABLE_NAME.name()),
              row.getAs(DeliveriesLog.SOURCE_HASH.name()));
      Instant time = row.<Timestamp>getAs(LogColumns.WRITTEN_AT.name()).toInstant();
      String name = row.getAs(DeliveriesLog.SOURCE_FILE.name());
      entered.merge(new Entry(content, name), time, (a, b) -> a.isAfter(b) ? a : b);
    }
    return entered;
  }

  /** A time that is yet to come says nothing. */
  private static boolean isNew(
      FeedFile file, @Nullable Instant entered, Instant now, Configuration hadoop) {
    if (entered == null) {
      return true;
    }
    try {
      Path path = new Path(URI.create(file.uri()));
      long millis = path.getFileSystem(hadoop).getFileStatus(path).getModificationTime();
      Instant modified = Instant.ofEpochMilli(millis);
      return modified.isAfter(entered) && !modified.isAfter(now);
    } catch (IOException e) {
      return false;
    }
  }
}
