package mrs.jobs.ingest;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import mrs.jobs.warehouse.TableRows;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What parsing found out about one delivery.
 *
 * @param records rows and dead letters
 * @param columns names of the columns that it had, in its order
 * @param withoutZone per column, times that came without a zone
 * @param newest latest received_at of its rows, null if there is none
 * @param unusable whether its original goes to quarantine
 */
record DeliverySummary(
    long ingestSeq,
    long records,
    long deadLetters,
    List<String> columns,
    Map<String, Long> withoutZone,
    @Nullable Timestamp newest,
    boolean unusable) {

  static DeliverySummary of(long ingestSeq, Row row) {
    @Nullable Long micros = row.getAs(SummaryColumns.NEWEST_MICROS.name());
    return new DeliverySummary(
        ingestSeq,
        row.<Long>getAs(SummaryColumns.RECORDS.name()),
        row.<Long>getAs(SummaryColumns.DEAD_LETTERS.name()),
        row.getList(row.fieldIndex(SummaryColumns.COLUMNS.name())),
        TableRows.counts(row, SummaryColumns.WITHOUT_ZONE),
        micros == null ? null : Timestamp.from(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)),
        row.<Boolean>getAs(SummaryColumns.UNUSABLE.name()));
  }

  /** Records that can be rows. */
  long rows() {
    return records - deadLetters;
  }
}
