package mrs.jobs.evaluate;

import static mrs.transforms.SparkSchema.col;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mrs.contracts.AttributionLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A report as it was answered.
 *
 * @param event the event that it was put into
 * @param cause the proposed cause
 * @param confidence in the cause; empty where nothing spoke
 * @param evidence what the cause was proposed from
 */
public record Answered(
    String id,
    String storeId,
    String sku,
    LocalDate first,
    LocalDate last,
    double severity,
    double priority,
    Optional<String> event,
    Optional<String> cause,
    Optional<Double> confidence,
    Optional<String> evidence) {

  private static final List<Field> FIELDS =
      List.of(
          DetectionLog.REPORT_ID,
          DetectionLog.STORE_ID,
          DetectionLog.SKU,
          DetectionLog.WINDOW_START,
          DetectionLog.WINDOW_END,
          DetectionLog.SEVERITY,
          DetectionLog.PRIORITY,
          CohortHistory.REPORT_GROUP_ID,
          AttributionLog.PROPOSED_CAUSE,
          AttributionLog.CONFIDENCE_SCORE,
          AttributionLog.EVIDENCE_PATTERN);

  /** Those of {@code hydrated}, those of most priority first. */
  static List<Answered> of(Dataset<Row> hydrated) {
    return hydrated
        .select(FIELDS.stream().map(SparkSchema::col).toArray(Column[]::new))
        .orderBy(col(DetectionLog.PRIORITY).desc(), col(DetectionLog.REPORT_ID))
        .collectAsList()
        .stream()
        .map(Answered::of)
        .toList();
  }

  private static Answered of(Row row) {
    return new Answered(
        row.getAs(DetectionLog.REPORT_ID.name()),
        row.getAs(DetectionLog.STORE_ID.name()),
        row.getAs(DetectionLog.SKU.name()),
        row.<Date>getAs(DetectionLog.WINDOW_START.name()).toLocalDate(),
        row.<Date>getAs(DetectionLog.WINDOW_END.name()).toLocalDate(),
        row.<Double>getAs(DetectionLog.SEVERITY.name()),
        row.<Double>getAs(DetectionLog.PRIORITY.name()),
        optional(row, CohortHistory.REPORT_GROUP_ID),
        optional(row, AttributionLog.PROPOSED_CAUSE),
        optional(row, AttributionLog.CONFIDENCE_SCORE),
        optional(row, AttributionLog.EVIDENCE_PATTERN));
  }

  private static <T> Optional<T> optional(Row row, Field field) {
    return Optional.ofNullable(row.<@Nullable T>getAs(field.name()));
  }

  /** The event that it was put into, or one of its own. */
  String eventOrSelf() {
    return event.orElse(id);
  }

  /** Its cells. */
  Stream<CellKey> cells() {
    return LongStream.rangeClosed(first.toEpochDay(), last.toEpochDay())
        .mapToObj(day -> new CellKey(storeId, sku, day));
  }
}
