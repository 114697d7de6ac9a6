package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.min;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.AttributionLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.spark.Actions;
import mrs.jobs.spark.Settled;
import mrs.transforms.attribution.ChangedContext;
import mrs.transforms.attribution.ProposeCauses;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What came since attribution last read it that may change what it settled, and the earliest day
 * with reports that it touches.
 *
 * @param earliest empty where nothing is new
 */
record NewEvidence(ProposeCauses.Unseen unseen, Optional<LocalDate> earliest) {

  static NewEvidence of(RunInputs inputs, MrsConfig config) {
    Seen seen = new Seen(inputs, Stage.ATTRIBUTION);
    if (seen.last().isEmpty()) {
      return new NewEvidence(ProposeCauses.Unseen.NOTHING, Optional.empty());
    }
    Optional<Dataset<Row>> context =
        Stream.of(
                inputs.optional(OptionalInput.CONTEXTUAL_EVENTS).flatMap(c -> changed(seen, c)),
                KnownFeasts.changed(seen, config))
            .flatMap(Optional::stream)
            .reduce(Dataset::unionAll);
    Optional<Dataset<Row>> edits =
        seen.newEdits(OptionalInput.USER_EDITS)
            .map(ProposeCauses::causeEdits)
            .filter(e -> !Settled.isEmpty(e));
    Optional<LocalDate> told = context.flatMap(c -> first(c, ContextualEvents.STARTS_ON));
    Optional<LocalDate> judged = edits.flatMap(e -> judged(inputs, e));
    return new NewEvidence(
        new ProposeCauses.Unseen(context, edits),
        Stream.of(told, judged).flatMap(Optional::stream).min(Comparator.naturalOrder()));
  }

  private static Optional<Dataset<Row>> changed(Seen seen, Dataset<Row> context) {
    Dataset<Row> unseen =
        Settled.of(
            seen.newOf(
                OptionalInput.CONTEXTUAL_EVENTS,
                context,
                Optional.of(col(ContextualEvents.RECEIVED_AT))));
    if (Settled.isEmpty(unseen)) {
      return Optional.empty();
    }
    Dataset<Row> changed =
        Settled.of(new ChangedContext().apply(new ChangedContext.Inputs(context, unseen)));
    return Optional.of(changed).filter(c -> !Settled.isEmpty(c));
  }

  /** Where the first report is that was proposed from the same evidence, or looks alike. */
  private static Optional<LocalDate> judged(RunInputs inputs, Dataset<Row> edits) {
    Dataset<Row> own = inputs.own(AttributionLog.TABLE);
    Optional<LocalDate> evidence = alike(own, edits, AttributionLog.EVIDENCE_PATTERN);
    Optional<LocalDate> looks =
        inputs.optional(OptionalInput.MRCL).flatMap(c -> alike(c, edits, ClusteredLog.CLUSTER_ID));
    return Stream.of(evidence, looks).flatMap(Optional::stream).min(Comparator.naturalOrder());
  }

  private static Optional<LocalDate> alike(Dataset<Row> log, Dataset<Row> edits, Field by) {
    Object[] values =
        log
            .as("r")
            .join(
                edits.as("e"),
                col(DetectionLog.REPORT_ID, "r").equalTo(col(DetectionLog.REPORT_ID, "e")),
                "left_semi")
            .where(col(by).isNotNull())
            .select(col(by))
            .distinct()
            .collectAsList()
            .stream()
            .map(r -> r.get(0))
            .toArray();
    return values.length == 0
        ? Optional.empty()
        : first(log.where(col(by).isin(values)), LogColumns.WEEK_START);
  }

  private static Optional<LocalDate> first(Dataset<Row> rows, Field day) {
    return Reports.day(Actions.figures(rows.agg(min(col(day)))), 0);
  }
}
