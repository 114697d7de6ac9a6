package mrs.jobs.ingest.quality;

import java.util.Map;
import mrs.contracts.DataQualityLog;
import mrs.contracts.Field;

/** What one check said of one delivery. */
public record DeliveryVerdict(
    long ingestSeq,
    String tableName,
    String constraint,
    boolean passed,
    double metric,
    String text) {

  /** The same in other words. */
  DeliveryVerdict saying(String otherText) {
    return new DeliveryVerdict(ingestSeq, tableName, constraint, passed, metric, otherText);
  }

  /** Its columns in the log, without those of the run. */
  public Map<Field, Object> values() {
    return Map.of(
        DataQualityLog.INGEST_SEQ,
        ingestSeq,
        DataQualityLog.TABLE_NAME,
        tableName,
        DataQualityLog.CONSTRAINT,
        constraint,
        DataQualityLog.PASSED,
        passed,
        DataQualityLog.METRIC,
        metric,
        DataQualityLog.TEXT,
        text);
  }
}
