package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;

import java.sql.Date;
import java.time.LocalDate;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.transforms.Mondays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Bounds how far back a stage reads, such that whole partitions are left unread. */
final class Since {
  private Since() {}

  /** Rows of {@code day} and later, of a table that is stored by the week of {@code field}. */
  static Dataset<Row> day(Dataset<Row> rows, Field field, LocalDate day) {
    return week(rows, day).where(col(field).geq(Date.valueOf(day)));
  }

  /** Rows that are stored under the week of {@code day}, or a later one. */
  static Dataset<Row> week(Dataset<Row> rows, LocalDate day) {
    return rows.where(col(LogColumns.WEEK_START).geq(Date.valueOf(Mondays.of(day))));
  }
}
