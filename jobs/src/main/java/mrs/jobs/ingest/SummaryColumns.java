package mrs.jobs.ingest;

import java.util.List;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.Field;

/** The columns of a delivery's summary, as parsing hands it from the task to the driver. */
final class SummaryColumns {
  static final Field RECORDS = DeliveriesLog.RECORDS;
  static final Field DEAD_LETTERS = DeliveriesLog.DEAD_LETTERS;
  static final Field COLUMNS = DeliveriesLog.COLUMNS;
  static final Field WITHOUT_ZONE =
      Field.counts("without_zone", "Per column, times that came without a zone.");
  static final Field NEWEST_MICROS =
      Field.bigint("newest_micros", "Latest received_at in microseconds; NULL without rows.");
  static final Field UNUSABLE = Field.bool("unusable", "Whether the original goes to quarantine.");

  static final List<Field> ALL =
      List.of(RECORDS, DEAD_LETTERS, COLUMNS, WITHOUT_ZONE, NEWEST_MICROS, UNUSABLE);

  private SummaryColumns() {}
}
