package mrs.jobs.spark;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.Function0;
import scala.Option;

/**
 * Computes datasets now. Spark's own actions describe each plan at length for the UI, twice, and
 * plan how to make Java objects of its rows: on a night's plans that takes as long as the jobs.
 * Where there is no UI nobody reads it.
 */
public final class Actions {
  private static final String UI = "spark.ui.enabled";

  private Actions() {}

  /** All rows. */
  public static List<Row> rows(Dataset<Row> rows) {
    StructType schema = rows.schema();
    InternalRow[] found =
        on(rows, "rows", () -> rows.queryExecution().executedPlan().executeCollect());
    return Arrays.stream(found)
        .map(row -> (Row) CatalystTypeConverters.convertToScala(row, schema))
        .toList();
  }

  /** The row that there is, of figures over a whole dataset. */
  public static Row figures(Dataset<Row> figures) {
    return rows(figures).get(0);
  }

  /** How many rows there are. */
  public static long count(Dataset<Row> rows) {
    return figures(rows.agg(functions.count(functions.lit(1)))).getLong(0);
  }

  /** Does {@code work}, which computes {@code rows}, under the settings of their session. */
  public static <T> T on(Dataset<Row> rows, String name, Function0<T> work) {
    SparkSession session = rows.sparkSession();
    return session.sparkContext().getConf().getBoolean(UI, true)
        ? SQLExecution.withNewExecutionId(rows.queryExecution(), Option.apply(name), work)
        : SQLExecution.withSQLConfPropagated(session, work);
  }
}
