package mrs.jobs.health;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.Catalogue;
import mrs.contracts.LogColumns;
import mrs.contracts.RunKind;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.relations.Relations;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.runs.StageRun;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How long ago each log was really written: the age of its stage's last committed attempt. The
 * newest row's {@code written_at} stands beside it; that is logical time, which may lie in the
 * past. No objective is set here, so an old log is told, not blamed; one that is missing is.
 */
record Freshness(Relations relations, RunLedger ledger, Instant now) {

  List<Finding> findings() {
    List<Table> logs =
        Stream.concat(Stream.of(SalesTimeseries.TABLE), Catalogue.STAGE_LOGS.stream()).toList();
    List<Table> there = logs.stream().filter(relations.warehouse()::has).toList();
    Map<String, Instant> newest = newest(there);
    List<Finding> findings = new ArrayList<>();
    for (Table log : logs) {
      findings.add(
          there.contains(log)
              ? finding(log, Optional.ofNullable(newest.get(log.name())))
              : Finding.bad(
                  "freshness", log.name(), "missing", "'mrs maintain' creates it, empty"));
    }
    return findings;
  }

  private Finding finding(Table log, Optional<Instant> newest) {
    String rows =
        newest.map(t -> "newest row of logical time " + t).orElse("no row was ever written");
    Stage writer = Objects.requireNonNull(Catalogue.WRITERS.get(log));
    return ledger
        .lastCommitted(writer)
        .map(last -> aged(log, last, rows))
        .orElseGet(() -> never(log, writer, rows));
  }

  /** Before the first run nothing is amiss; afterwards, a stage that never committed is. */
  private Finding never(Table log, Stage writer, String rows) {
    if (ledger.runs(RunKind.NIGHTLY).isEmpty()) {
      return Finding.good("freshness", log.name(), "never", rows);
    }
    String tried =
        ledger.attempts(writer).stream()
            .reduce((earlier, later) -> later)
            .map(last -> "run " + last.runId() + " failed: " + last.error().orElse(""))
            .orElse("no run came to it");
    return Finding.bad(
        "freshness",
        log.name(),
        "never",
        "the stage " + writer.word() + " was never committed; " + tried);
  }

  private Finding aged(Table log, StageRun last, String rows) {
    Duration age = Duration.between(last.finishedAt(), now);
    String says = "run " + last.runId() + " at " + last.finishedAt() + "; " + rows;
    return Finding.good("freshness", log.name(), Ages.of(age), says).with(age.toSeconds());
  }

  /** One job over all logs. */
  private Map<String, Instant> newest(List<Table> logs) {
    Map<String, Instant> newest = new HashMap<>();
    logs.stream()
        .map(this::newest)
        .reduce(Dataset::union)
        .ifPresent(
            all -> {
              for (Row row : all.collectAsList()) {
                if (!row.isNullAt(1)) {
                  newest.put(row.getString(0), row.<Timestamp>getAs(1).toInstant());
                }
              }
            });
    return newest;
  }

  private Dataset<Row> newest(Table log) {
    return relations
        .read(log)
        .agg(max(col(LogColumns.WRITTEN_AT)).as(LogColumns.WRITTEN_AT.name()))
        .select(lit(log.name()), col(LogColumns.WRITTEN_AT));
  }
}
