package mrs.hydrate;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mrs.contracts.FieldGroup;
import mrs.contracts.ReportStatus;
import mrs.contracts.Source;
import mrs.contracts.Stage;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.hydrate.consolidation.RowReasons;
import mrs.transforms.Availability;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a hydrated report had to do without: codes that its latest log rows carry, codes of logs
 * that have no row for it, and codes of logs that hydration itself does without. {@link
 * Contributor#stage} lays each to a stage.
 *
 * @param availability how the logs were found
 * @param logs those that are used
 * @param pending whether the report waits to be judged again
 */
record ReportReasons(Availability availability, ReportLogs logs, Column pending) {
  private static final List<Stage> STAGES =
      Arrays.stream(Stage.values()).filter(s -> !Contributor.of(s).isEmpty()).toList();

  /** {@code rows} with {@code another} column and one column of codes a stage. */
  Dataset<Row> onto(Dataset<Row> rows, Column another) {
    Stream<Column> codes = STAGES.stream().map(s -> codes(s).as(column(s)));
    return rows.select(Stream.concat(Stream.of(col("*"), another), codes).toArray(Column[]::new));
  }

  /** All of a row's codes, sorted and distinct. */
  static Column all() {
    return RowReasons.union(STAGES.stream().map(s -> col(column(s))).toList());
  }

  /**
   * The status word of the earliest stage that lacked something, with its first code; NULL if none
   * did.
   */
  static Column degradedStatus() {
    return coalesce(
        STAGES.stream()
            .map(s -> concat(lit(ReportStatus.degraded(s, "")), array_min(col(column(s)))))
            .toArray(Column[]::new));
  }

  /** Whether MRFL gave any of the row's fields. */
  static Column recordContributed() {
    Column word = lit(Source.FINALISED.word());
    return col(FieldGroup.FINAL.sourceUsed())
        .eqNullSafe(word)
        .or(col(FieldGroup.ATTRIBUTION.sourceUsed()).eqNullSafe(word));
  }

  private Column codes(Stage stage) {
    List<Column> some = new ArrayList<>();
    for (Contributor log : Contributor.of(stage)) {
      Column own = RowReasons.of(log, logs);
      Column none = RunStamp.literal(List.of());
      some.add(log == Contributor.MRFL ? when(recordContributed(), own).otherwise(none) : own);
      log.input().ifPresent(i -> some.add(RunStamp.literal(availability.codes(i))));
    }
    if (stage == Stage.DETECTION) {
      some.add(
          when(pending, RunStamp.literal(List.of(ReportStatus.RESTATED_PENDING)))
              .otherwise(RunStamp.literal(List.of())));
    }
    return RowReasons.together(some);
  }

  private static String column(Stage stage) {
    return stage.word() + "_codes";
  }
}
