package mrs.jobs.ingest.batch;

import java.util.List;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.Field;
import mrs.contracts.SchemaDriftLog;

/** The columns of a delivery's summary, as parsing hands it from the task to the driver. */
final class SummaryColumns {
  static final Field RECORDS = DeliveriesLog.RECORDS;
  static final Field DEAD_LETTERS = DeliveriesLog.DEAD_LETTERS;
  static final Field COLUMNS = DeliveriesLog.COLUMNS;
  static final Field REMARK_COLUMN = SchemaDriftLog.COLUMN_NAME;
  static final Field REMARK_KIND = SchemaDriftLog.DRIFT;
  static final Field REMARK_RECORDS = SchemaDriftLog.RECORDS;
  static final Field REMARK_EXAMPLE = Field.string("example", "The first such value, quoted.");
  static final Field REMARKS =
      Field.structs(
          "remarks",
          List.of(REMARK_COLUMN, REMARK_KIND, REMARK_RECORDS, REMARK_EXAMPLE),
          "How values of its rows depart from the contract, by column and kind.");
  static final Field NEWEST_MICROS =
      Field.bigint("newest_micros", "Latest received_at in microseconds; NULL without rows.");
  static final Field KEEP_ORIGINAL =
      Field.bool("keep_original", "Whether the original goes to quarantine.");

  static final List<Field> ALL =
      List.of(RECORDS, DEAD_LETTERS, COLUMNS, REMARKS, NEWEST_MICROS, KEEP_ORIGINAL);

  private SummaryColumns() {}
}
