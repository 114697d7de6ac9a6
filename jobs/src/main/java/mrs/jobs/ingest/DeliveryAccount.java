package mrs.jobs.ingest;

import java.util.HashMap;
import java.util.Map;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.Field;
import mrs.jobs.ingest.batch.DeliverySummary;
import mrs.jobs.ingest.feed.Delivery;

/**
 * The books of one delivery: records = rows added + duplicates + dead letters.
 *
 * @param rowsAdded rows of the table that carry its number
 * @param suspect whether a quality check failed
 */
record DeliveryAccount(
    Delivery delivery, DeliverySummary summary, long rowsAdded, boolean suspect) {

  /** Records that the table, or an earlier line or delivery, had already. */
  long duplicates() {
    return summary.rows() - rowsAdded;
  }

  /** Its columns in the log, without those of the run. */
  Map<Field, Object> values() {
    Map<Field, Object> values = new HashMap<>();
    values.put(DeliveriesLog.INGEST_SEQ, delivery.ingestSeq());
    values.put(DeliveriesLog.TABLE_NAME, delivery.file().tableName());
    values.put(DeliveriesLog.SOURCE_HASH, delivery.identity().sha256());
    values.put(DeliveriesLog.SOURCE_FILE, delivery.file().name());
    values.put(DeliveriesLog.COLUMNS, summary.columns());
    values.put(DeliveriesLog.RECORDS, summary.records());
    values.put(DeliveriesLog.ROWS_ADDED, rowsAdded);
    values.put(DeliveriesLog.DUPLICATES, duplicates());
    values.put(DeliveriesLog.DEAD_LETTERS, summary.deadLetters());
    values.put(DeliveriesLog.SUSPECT, suspect);
    if (summary.newest() != null) {
      values.put(DeliveriesLog.NEWEST, summary.newest());
    }
    return values;
  }
}
