package mrs.transforms;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;

import java.sql.Date;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The group of a report, which is what one test found together from one day on, as one value: its
 * key and its first day, such as {@code store_day|S1|up@2024-06-03}. Stages that look at groups,
 * and the logs that list them, tell groups apart by it.
 */
public final class ReportGroup {
  /** The value as a column. */
  public static final Field FIELD =
      Field.string("group", "Key and first day of the report's group.");

  private static final String BETWEEN = "@";

  private ReportGroup() {}

  /** That of the rows of MRDL that were aliased {@code alias}, as {@link #FIELD}. */
  public static Column of(String alias) {
    return as(
        FIELD,
        functions.concat_ws(
            BETWEEN, col(DetectionLog.GROUP_KEY, alias), col(DetectionLog.GROUP_START, alias)));
  }

  /** That of a row that has the two columns of MRDL. */
  public static String of(Row report) {
    String key = report.getAs(DetectionLog.GROUP_KEY.name());
    Date start = report.getAs(DetectionLog.GROUP_START.name());
    return key + BETWEEN + start.toLocalDate();
  }
}
