package mrs.hydrate.finalisation;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import mrs.contracts.ClusteredLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.MinorityReports;
import mrs.contracts.Source;
import mrs.hydrate.consolidation.OfferedValues;
import mrs.hydrate.consolidation.Precedence;
import mrs.transforms.EffectiveEdits;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a report's record says now: {@link FinalisedLog#CONTENT} as one struct, from the gathered
 * logs by the chains of hydration.
 */
final class ConsolidatedRecord {
  private ConsolidatedRecord() {}

  /** {@code gathered} with the record as the struct column {@code name}. */
  static Dataset<Row> onto(Dataset<Row> gathered, String name) {
    return Precedence.merge(
            gathered, OfferedValues.of(List.of(FieldGroup.ATTRIBUTION, FieldGroup.FINAL)))
        .withColumn(name, of(ConsolidatedRecord::now));
  }

  /** The record that stands, as a struct of the same type. */
  static Column standing() {
    return of(f -> OfferedValues.read(Source.FINALISED, f));
  }

  /** Whether a person decided anything that holds; never NULL. */
  static Column decided() {
    return accepted().or(attributed());
  }

  private static Column of(Function<Field, Column> read) {
    return struct(
        FinalisedLog.CONTENT.stream().map(f -> as(f, read.apply(f))).toArray(Column[]::new));
  }

  private static Column now(Field field) {
    Map<Field, Column> columns =
        Map.of(
            FinalisedLog.REPORT_STATE,
            OfferedValues.read(Source.DETECTED, DetectionLog.REPORT_STATE),
            FinalisedLog.CLUSTER_ID,
            OfferedValues.read(Source.CLUSTERED, ClusteredLog.CLUSTER_ID),
            FinalisedLog.PROPOSED_CAUSE,
            Precedence.merged(FieldGroup.ATTRIBUTION, FinalisedLog.PROPOSED_CAUSE),
            FinalisedLog.CONFIDENCE_SCORE,
            Precedence.merged(FieldGroup.ATTRIBUTION, FinalisedLog.CONFIDENCE_SCORE),
            FinalisedLog.REPORT_GROUP_ID,
            OfferedValues.read(Source.COHORT, CohortHistory.REPORT_GROUP_ID),
            FinalisedLog.DECISION,
            Precedence.merged(FieldGroup.FINAL, FinalisedLog.DECISION),
            FinalisedLog.DECIDED_BY,
            last(FinalisedLog.DECIDED_BY, EffectiveEdits.CAUSE_BY),
            FinalisedLog.DECIDED_AT,
            last(FinalisedLog.DECIDED_AT, EffectiveEdits.CAUSE_AT),
            FinalisedLog.DECIDED_GROUPS,
            decidedGroups(),
            FinalisedLog.RESOLUTION_REASON,
            OfferedValues.read(Source.COHORT, MinorityReports.RESOLUTION_REASON));
    return Objects.requireNonNull(columns.get(field));
  }

  /** Of the accept or reject, else of the cause that was set. */
  private static Column last(Field recorded, Field ofCause) {
    Column causeSource = col(FieldGroup.ATTRIBUTION.sourceUsed());
    return when(accepted(), Precedence.merged(FieldGroup.FINAL, recorded))
        .when(causeSource.equalTo(Source.UI.word()), OfferedValues.read(Source.UI, ofCause))
        .when(
            causeSource.equalTo(Source.FINALISED.word()),
            OfferedValues.read(Source.FINALISED, recorded));
  }

  private static Column decidedGroups() {
    Column none = array().cast(SparkSchema.type(FinalisedLog.DECIDED_GROUPS));
    Column attribution = array(lit(FieldGroup.ATTRIBUTION.word()));
    Column decision = array(lit(FieldGroup.FINAL.word()), lit(FieldGroup.STATUS.word()));
    return concat(
        when(attributed(), attribution).otherwise(none),
        when(accepted(), decision).otherwise(none));
  }

  private static Column accepted() {
    return col(FieldGroup.FINAL.sourceUsed()).isNotNull();
  }

  private static Column attributed() {
    Column source = col(FieldGroup.ATTRIBUTION.sourceUsed());
    Column machine = source.eqNullSafe(lit(Source.ATTRIBUTION.word()));
    return source.isNotNull().and(not(machine));
  }
}
