package mrs.jobs.ingest.batch;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import mrs.contracts.DriftKind;
import mrs.contracts.Words;
import mrs.jobs.ingest.parse.Remark;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What parsing found out about one delivery.
 *
 * @param records rows and dead letters
 * @param columns names of the columns that it had, in its order
 * @param remarks how values of its rows depart from the contract, by column and kind
 * @param newest latest received_at of its rows, null if there is none
 * @param keepOriginal whether its original goes to quarantine
 */
public record DeliverySummary(
    long ingestSeq,
    long records,
    long deadLetters,
    List<String> columns,
    List<Remark> remarks,
    @Nullable Timestamp newest,
    boolean keepOriginal) {

  static DeliverySummary of(long ingestSeq, Row row) {
    @Nullable Long micros = row.getAs(SummaryColumns.NEWEST_MICROS.name());
    return new DeliverySummary(
        ingestSeq,
        row.<Long>getAs(SummaryColumns.RECORDS.name()),
        row.<Long>getAs(SummaryColumns.DEAD_LETTERS.name()),
        row.getList(row.fieldIndex(SummaryColumns.COLUMNS.name())),
        row.<Row>getList(row.fieldIndex(SummaryColumns.REMARKS.name())).stream()
            .map(DeliverySummary::remark)
            .toList(),
        micros == null ? null : Timestamp.from(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)),
        row.<Boolean>getAs(SummaryColumns.KEEP_ORIGINAL.name()));
  }

  private static Remark remark(Row row) {
    return new Remark(
        row.getAs(SummaryColumns.REMARK_COLUMN.name()),
        Words.of(DriftKind.class, row.getAs(SummaryColumns.REMARK_KIND.name())),
        row.<Long>getAs(SummaryColumns.REMARK_RECORDS.name()),
        row.getAs(SummaryColumns.REMARK_EXAMPLE.name()));
  }

  /** Records that can be rows. */
  public long rows() {
    return records - deadLetters;
  }
}
