package mrs.contracts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The inputs that stages can do without, and what their absence costs: the truth table of
 * degradation.
 *
 * <p>For each input and {@link InputState}: {@link #code} says which code the rows get that would
 * have used it, and {@link #nulls} which hydrated columns are NULL then. PRESENT and NOT_INSTALLED
 * cost nothing; a DRIFTED input is used, and costs {@code DRIFT_<table>_<column>}.
 */
public enum OptionalInput implements Words {
  /** What was known to happen. */
  CONTEXTUAL_EVENTS(
      ContextualEvents.TABLE, "CONTEXT_down", true, Stage.DETECTION, Stage.ATTRIBUTION),
  /** Feasts, known in advance; a day that it does not cover is as one that cannot be read. */
  CALENDAR(FeastCalendar.TABLE, "CALENDAR_down", true, Stage.ATTRIBUTION),
  /** Stores and regions. */
  STORES(Stores.TABLE, "STORES_down", true, Stage.DETECTION),
  /** SKUs and categories. */
  PRODUCTS(Products.TABLE, "PRODUCTS_down", true, Stage.CLUSTERING),
  /** What detection has learnt; none yet is how every warehouse starts. */
  BASELINE_MODELS(mrs.contracts.BaselineModels.TABLE, "BASELINE_down", false, Stage.DETECTION),
  /** What clustering has learnt; none yet is how every warehouse starts. */
  CLUSTER_MODELS(ClusterModelsLog.TABLE, "CLUSTER_MODEL_down", false, Stage.CLUSTERING),
  /** Decisions about reports; no row is silence. */
  USER_EDITS(
      UserEditsLog.TABLE,
      "UEL_down",
      false,
      Stage.DETECTION,
      Stage.ATTRIBUTION,
      Stage.FINALISATION,
      Stage.HYDRATION),
  /** Decisions about events; no row is silence. */
  USER_EVENT_EDITS(
      UserEventEditsLog.TABLE,
      "UMEEL_down",
      false,
      Stage.COHORTING,
      Stage.FINALISATION,
      Stage.HYDRATION),
  /** Report → cluster. */
  MRCL(
      ClusteredLog.TABLE,
      "MRCL_down",
      true,
      Stage.ATTRIBUTION,
      Stage.COHORTING,
      Stage.FINALISATION,
      Stage.HYDRATION),
  /** Report → cause. */
  MRPAL(
      AttributionLog.TABLE,
      "MRPAL_down",
      true,
      Stage.COHORTING,
      Stage.FINALISATION,
      Stage.HYDRATION),
  /** Report → event. */
  MRCH(CohortHistory.TABLE, "MRCH_down", true, Stage.FINALISATION, Stage.HYDRATION),
  /** Events. */
  MELOG(EventsLog.TABLE, "MELOG_down", true, Stage.FINALISATION, Stage.HYDRATION),
  /** Ends of events; no row is silence. */
  MEEL(EventsEndedLog.TABLE, "MEEL_down", false, Stage.FINALISATION, Stage.HYDRATION),
  /** Consolidated records; no row is silence. */
  MRFL(FinalisedLog.TABLE, "MRFL_down", false, Stage.HYDRATION);

  private final Table table;
  private final String downCode;
  private final boolean emptyIsDown;
  private final List<Stage> readers;

  OptionalInput(Table table, String downCode, boolean emptyIsDown, Stage... readers) {
    this.table = table;
    this.downCode = downCode;
    this.emptyIsDown = emptyIsDown;
    this.readers = List.of(readers);
  }

  /** The table that is read. */
  public Table table() {
    return table;
  }

  /** The code of rows that had to do without it. */
  public String downCode() {
    return downCode;
  }

  /**
   * Whether no row at all counts as down. For MRCL, MRPAL, MRCH and MELOG the rule holds row by
   * row: a report without a row is one whose source is down.
   */
  public boolean emptyIsDown() {
    return emptyIsDown;
  }

  /** The stages that read it. */
  public List<Stage> readers() {
    return readers;
  }

  /** Whether {@code state} means that stages go on without the input. */
  public boolean isDown(InputState state) {
    return switch (state) {
      case PRESENT, NOT_INSTALLED, DRIFTED -> false;
      case ABSENT, LATE, CORRUPT, BREAKER_OPEN -> true;
      case EMPTY -> emptyIsDown;
    };
  }

  /**
   * The code that {@code state} gives, if any; a drifted input's codes name its columns instead.
   */
  public Optional<String> code(InputState state) {
    return isDown(state) ? Optional.of(downCode) : Optional.empty();
  }

  /**
   * Hydrated columns of {@code minority_reports} that may be NULL for want of the input while it is
   * down. Without MRCH a report's event is not known, so nothing of the event is; the cause still
   * stands where a person set it. The severity is the report's own then, and never NULL.
   */
  public List<Field> nulls() {
    return switch (this) {
      case MRCL -> FieldGroup.CLUSTER.fields();
      case MRPAL ->
          List.of(
              AttributionLog.PROPOSED_CAUSE,
              AttributionLog.CONFIDENCE_SCORE,
              MinorityReports.RANKED_CAUSES,
              AttributionLog.EVIDENCE_PATTERN);
      case MRCH ->
          List.of(
              CohortHistory.REPORT_GROUP_ID,
              MinorityReports.EVENT_STATUS,
              MinorityReports.RESOLUTION_REASON);
      case MELOG -> List.of(MinorityReports.EVENT_STATUS);
      case MEEL -> List.of(MinorityReports.RESOLUTION_REASON);
      default -> List.of();
    };
  }

  /** The optional inputs of {@code stage}, in the order of this vocabulary. */
  public static List<OptionalInput> of(Stage stage) {
    return Arrays.stream(values()).filter(i -> i.readers.contains(stage)).toList();
  }

  /** The code of rows that rest on a table of which {@code column} was not there. */
  public static String driftCode(Table table, Field column) {
    return "DRIFT_" + table.name() + "_" + column.name();
  }
}
