package mrs.jobs.ingest.failures;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import mrs.contracts.DeliveryFailuresLog;
import mrs.contracts.DeliveryState;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Words;
import mrs.jobs.ingest.feed.Content;
import org.apache.spark.sql.Row;

/**
 * What became of one delivery in one ingest that could not bring it in.
 *
 * @param attempts how often it has failed since somebody last asked for it
 * @param rowsLanded rows of it that count all the same
 */
public record DeliveryFailure(
    FailedDelivery place, DeliveryState state, int attempts, String reason, long rowsLanded) {

  /**
   * The delivery.
   *
   * @param ingestSeq the number that it had
   * @param file its name in the feed folder
   * @param folder the feed folder
   */
  public record FailedDelivery(long ingestSeq, Content content, String file, String folder) {}

  /** One row, with the run that wrote it and that run's logical time. */
  record Entry(DeliveryFailure failure, String runId, Instant time) {
    static Entry of(Row row) {
      Content content =
          new Content(
              row.getAs(DeliveryFailuresLog.TABLE_NAME.name()),
              row.getAs(DeliveryFailuresLog.SOURCE_HASH.name()));
      FailedDelivery place =
          new FailedDelivery(
              row.<Long>getAs(DeliveryFailuresLog.INGEST_SEQ.name()),
              content,
              row.getAs(DeliveryFailuresLog.SOURCE_FILE.name()),
              row.getAs(DeliveryFailuresLog.FOLDER.name()));
      DeliveryFailure failure =
          new DeliveryFailure(
              place,
              Words.of(DeliveryState.class, row.getAs(DeliveryFailuresLog.STATE.name())),
              row.<Integer>getAs(DeliveryFailuresLog.ATTEMPTS.name()),
              row.getAs(DeliveryFailuresLog.REASON.name()),
              row.<Long>getAs(DeliveryFailuresLog.ROWS_LANDED.name()));
      return new Entry(
          failure,
          row.getAs(LogColumns.RUN_ID.name()),
          row.<java.sql.Timestamp>getAs(LogColumns.WRITTEN_AT.name()).toInstant());
    }
  }

  /** Its columns in the log, without those of the run. */
  public Map<Field, Object> values() {
    Map<Field, Object> values = new HashMap<>();
    values.put(DeliveryFailuresLog.TABLE_NAME, place.content().tableName());
    values.put(DeliveryFailuresLog.SOURCE_HASH, place.content().sha256());
    values.put(DeliveryFailuresLog.SOURCE_FILE, place.file());
    values.put(DeliveryFailuresLog.FOLDER, place.folder());
    values.put(DeliveryFailuresLog.STATE, state.word());
    values.put(DeliveryFailuresLog.INGEST_SEQ, place.ingestSeq());
    values.put(DeliveryFailuresLog.ATTEMPTS, attempts);
    values.put(DeliveryFailuresLog.REASON, reason);
    values.put(DeliveryFailuresLog.ROWS_LANDED, rowsLanded);
    return values;
  }
}
