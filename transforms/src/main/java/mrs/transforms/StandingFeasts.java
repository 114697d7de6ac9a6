package mrs.transforms;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.year;

import java.util.List;
import java.util.Set;
import mrs.contracts.FeastCalendar;
import mrs.contracts.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The feasts that stand: of each region and year those that were written last. What was written of
 * a region that has no place any more does not count.
 *
 * @param configured the regions that have a place, {@link FeastCalendar#OTHER_REGIONS} among them
 *     where that has one
 */
public record StandingFeasts(Set<String> configured)
    implements Transform<Dataset<Row>, Dataset<Row>> {
  /** What is given of each. */
  public static final List<Field> FIELDS =
      List.of(
          FeastCalendar.REGION, FeastCalendar.DAY, FeastCalendar.FEAST, FeastCalendar.FEAST_NAME);

  private static final String LAST = "last_written";
  private static final String OWN = "own";
  private static final String FEAST = "f";
  private static final String REGION = "r";

  /** Keeps a copy. */
  public StandingFeasts {
    configured = Set.copyOf(configured);
  }

  /** {@link #FIELDS} of the feasts that stand, of rows of {@code calendar}. */
  @Override
  public Dataset<Row> apply(Dataset<Row> calendar) {
    Column last =
        max(col(FeastCalendar.INGEST_SEQ))
            .over(Window.partitionBy(col(FeastCalendar.REGION), year(col(FeastCalendar.DAY))));
    return calendar
        .where(col(FeastCalendar.REGION).isin(configured.stream().sorted().toArray()))
        .withColumn(LAST, last)
        .where(col(FeastCalendar.INGEST_SEQ).equalTo(col(LAST)))
        .select(FIELDS.stream().map(SparkSchema::col).toArray(Column[]::new));
  }

  /**
   * The same, each with the region that keeps it: a region has its own, or those of the others.
   *
   * @param feasts what {@link #apply} gives
   * @param regions (region) of those that are asked for, each once
   */
  public static Dataset<Row> keptIn(Dataset<Row> regions, Dataset<Row> feasts) {
    Dataset<Row> own =
        feasts.select(col(FeastCalendar.REGION)).distinct().withColumn(OWN, lit(true));
    Dataset<Row> asked =
        regions
            .as(REGION)
            .join(own.as(FEAST), same(), "left")
            .select(col(FeastCalendar.REGION, REGION), coalesce(col(OWN), lit(false)).as(OWN));
    Column others =
        not(col(REGION + "." + OWN))
            .and(col(FeastCalendar.REGION, FEAST).equalTo(FeastCalendar.OTHER_REGIONS));
    return asked
        .as(REGION)
        .join(feasts.as(FEAST), same().or(others))
        .select(
            col(FeastCalendar.REGION, REGION),
            col(FeastCalendar.DAY, FEAST),
            col(FeastCalendar.FEAST, FEAST),
            col(FeastCalendar.FEAST_NAME, FEAST));
  }

  private static Column same() {
    return col(FeastCalendar.REGION, REGION).equalTo(col(FeastCalendar.REGION, FEAST));
  }
}
