package mrs.jobs.relations;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.function.Function;
import mrs.contracts.Catalogue;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.RunKind;
import mrs.contracts.SourceColumns;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.messages.Problem;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.runs.RunConfig;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The moment whose state is asked for: rows count that had been written, or received, by then. */
public record AsOf(Instant time) {

  /**
   * Reads an ISO-8601 time, or a run's id, which means its logical time. A time without a zone is
   * UTC.
   *
   * @param logicalTimes of runs, by id
   * @throws Problem if it is neither
   */
  public static AsOf parse(String text, Function<String, Optional<Instant>> logicalTimes) {
    try {
      TemporalAccessor time =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      return new AsOf(
          time instanceof OffsetDateTime zoned
              ? zoned.toInstant()
              : LocalDateTime.from(time).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return logicalTimes
          .apply(text)
          .map(AsOf::new)
          .orElseThrow(
              () ->
                  Problem.refused(
                      "--as-of '" + text + "' is neither a time nor the id of a run",
                      "give one such as 2024-06-26T02:00:00Z, or an id that 'mrs runs ls' lists"));
    }
  }

  /** Those of {@code rows}, of {@code table}, that were there at the time. */
  Dataset<Row> of(Table table, Dataset<Row> rows, CommittedRows committed) {
    for (Field time : new Field[] {UnifiedSalesData.RECEIVED_AT, LogColumns.WRITTEN_AT}) {
      boolean counts = time == LogColumns.WRITTEN_AT || Catalogue.FEEDS.contains(table);
      if (counts && table.field(time.name()).isPresent()) {
        return rows.where(col(time).leq(literal()));
      }
    }
    return rows.where(col(SourceColumns.INGEST_SEQ).leq(lastDelivery(table, committed)));
  }

  /**
   * The last delivery of a table whose rows carry no time: that which the newest run could read, or
   * that had come in, whichever is later.
   */
  private long lastDelivery(Table table, CommittedRows committed) {
    long frozen =
        committed.ledger().runs(RunKind.NIGHTLY).stream()
            .filter(r -> !r.logicalTime().isAfter(time))
            .map(RunConfig::inputSeqs)
            .mapToLong(seqs -> seqs.getOrDefault(table.name(), 0L))
            .max()
            .orElse(0L);
    Row arrived =
        committed
            .writtenBy(Stage.INGEST, DeliveriesLog.TABLE)
            .where(col(DeliveriesLog.TABLE_NAME).equalTo(lit(table.name())))
            .where(col(LogColumns.WRITTEN_AT).leq(literal()))
            .agg(max(col(DeliveriesLog.INGEST_SEQ)))
            .head();
    return arrived.isNullAt(0) ? frozen : Math.max(frozen, arrived.getLong(0));
  }

  private Column literal() {
    return lit(Timestamp.from(time));
  }
}
