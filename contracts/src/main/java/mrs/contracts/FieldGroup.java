package mrs.contracts;

import java.util.List;

/**
 * The groups of a report's hydrated fields, each merged as one by its precedence chain: the
 * strongest source that has a value gives the whole group, and {@code source_used_<group>} names
 * it. This is the one place that declares these chains. Events have no groups: where an event's
 * field has two sources, {@link MinorityEvents} says which is the stronger one.
 */
public enum FieldGroup implements Words {
  /** Which series, which way. */
  IDENTITY(
      List.of(Source.DETECTED),
      List.of(
          DetectionLog.REPORT_ID,
          DetectionLog.STORE_ID,
          DetectionLog.SKU,
          DetectionLog.REGION,
          DetectionLog.DIRECTION)),
  /** What was found. */
  DETECTION(
      List.of(Source.DETECTED),
      List.of(
          DetectionLog.WINDOW_START,
          DetectionLog.WINDOW_END,
          DetectionLog.OBSERVED_UNITS,
          DetectionLog.EXPECTED_UNITS,
          DetectionLog.EXPECTED_LEVEL,
          DetectionLog.DAY_FACTOR,
          DetectionLog.PROMOTION_FACTOR,
          DetectionLog.STORE_FACTOR,
          DetectionLog.SKU_FACTOR,
          DetectionLog.LOWER_BOUND,
          DetectionLog.UPPER_BOUND,
          DetectionLog.TEST,
          DetectionLog.GROUP_KEY,
          DetectionLog.GROUP_START,
          DetectionLog.STATISTIC,
          DetectionLog.COMPARED_WITH,
          DetectionLog.METHOD,
          DetectionLog.PRIORITY)),
  /** How rare it is: what holds of its event, else what was found of itself. */
  SEVERITY(List.of(Source.DETECTED, Source.COHORT), List.of(DetectionLog.SEVERITY)),
  /** What it looks like. */
  CLUSTER(
      List.of(Source.CLUSTERED),
      List.of(ClusteredLog.CLUSTER_ID, ClusteredLog.CLUSTER_NAME, ClusteredLog.SIMILARITY)),
  /** Why it may have happened. */
  ATTRIBUTION(
      List.of(Source.ATTRIBUTION, Source.FINALISED, Source.UI),
      List.of(AttributionLog.PROPOSED_CAUSE, AttributionLog.CONFIDENCE_SCORE)),
  /** What it belongs to. */
  EVENT(List.of(Source.COHORT), List.of(CohortHistory.REPORT_GROUP_ID)),
  /** Where it stands; {@code report_status} is computed, the source is the one that decided it. */
  STATUS(
      List.of(Source.DETECTED, Source.COHORT, Source.FINALISED, Source.UI),
      List.of(ReportStatus.FIELD)),
  /** What a person decided. */
  FINAL(
      List.of(Source.FINALISED, Source.UI),
      List.of(FinalisedLog.DECISION, FinalisedLog.DECIDED_BY, FinalisedLog.DECIDED_AT));

  private final List<Source> chain;
  private final List<Field> fields;

  FieldGroup(List<Source> chain, List<Field> fields) {
    this.chain = chain;
    this.fields = fields;
  }

  /** The sources that may give the group, weakest first. */
  public List<Source> chain() {
    return chain;
  }

  /** The group's columns. */
  public List<Field> fields() {
    return fields;
  }

  /** The column that names the source that gave the group; NULL where none did. */
  public Field sourceUsed() {
    return Field.string(
        "source_used_" + word(), "Source of the '" + word() + "' fields; NULL where none had any.");
  }
}
