package mrs.hydrate;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.explode;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stage;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.transforms.Availability;
import mrs.transforms.Latest;
import mrs.transforms.SparkSchema;
import mrs.transforms.Transform;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which weeks of the hydrated tables may have changed since they were last computed. Computing
 * those anew, and leaving the others, gives the same tables as computing all.
 *
 * <p>A new row about a report marks the report's week; a new row about an event, or a decision
 * about it, marks the weeks of all its reports; a report that changed marks the weeks of every
 * event that it is or was in.
 *
 * @param before how the logs were found when the tables were last computed
 * @param now how they are found now
 */
public record ChangedWeeks(Availability before, Availability now)
    implements Transform<ChangedWeeks.Inputs, ChangedWeeks.Marked> {

  /**
   * The logs and what is new in them.
   *
   * @param logs all rows as they are read now
   * @param fresh those of them that the last computation did not see
   * @param restatedBefore cells that waited to be judged again then, see {@link
   *     HydrateReports.Inputs}
   * @param restatedNow cells that wait now
   */
  public record Inputs(
      ReportLogs logs,
      ReportLogs fresh,
      Optional<Dataset<Row>> restatedBefore,
      Optional<Dataset<Row>> restatedNow) {}

  /**
   * The weeks to compute anew, each a dataset of distinct {@code week_start}.
   *
   * @param reports of {@code minority_reports}
   * @param events of {@code minority_events}
   */
  public record Marked(Dataset<Row> reports, Dataset<Row> events) {}

  /**
   * Whether a log came, went or drifted, so that every row may have changed. Every week is marked
   * then; as rows of {@code minority_events} may change their week with the log that gave it, the
   * tables are better replaced whole.
   */
  public boolean everything() {
    return OptionalInput.of(Stage.HYDRATION).stream()
        .anyMatch(i -> before.isRead(i) != now.isRead(i) || !before.codes(i).equals(now.codes(i)));
  }

  @Override
  public Marked apply(Inputs in) {
    ReportLogs logs = in.logs().usable(now);
    if (everything()) {
      return new Marked(weeks(logs.detected()), weeks(EventWeeks.candidates(logs)));
    }
    ReportLogs fresh = in.fresh().usable(now);
    return new Marked(weeks(changedReports(logs, fresh, in)), weeks(changedEvents(logs, fresh)));
  }

  private static Dataset<Row> weeks(Dataset<Row> rows) {
    return rows.select(col(LogColumns.WEEK_START)).distinct();
  }

  private static Dataset<Row> changedReports(ReportLogs logs, ReportLogs fresh, Inputs in) {
    Stream<Dataset<Row>> own =
        present(
            fresh,
            Contributor.MRDL,
            Contributor.MRCL,
            Contributor.MRPAL,
            Contributor.MRCH,
            Contributor.MRFL);
    Stream<Dataset<Row>> edited =
        fresh.edits().stream().map(e -> having(logs.detected(), e, DetectionLog.REPORT_ID));
    Stream<Dataset<Row>> ofEvents =
        logs.cohort().stream()
            .map(c -> Latest.by(memberships(c), CohortHistory.REPORT_ID))
            .flatMap(
                c -> ids(fresh).map(e -> having(c, e, CohortHistory.REPORT_GROUP_ID)).stream());
    return Stream.of(own, edited, ofEvents, restated(logs, in))
        .flatMap(s -> s)
        .map(rows -> rows.select(col(LogColumns.WEEK_START)))
        .reduce(Dataset::unionAll)
        .orElseThrow();
  }

  private static Stream<Dataset<Row>> restated(ReportLogs logs, Inputs in) {
    Stream<Dataset<Row>> cells =
        in.restatedBefore().isPresent() && in.restatedNow().isPresent()
            ? Stream.of(Restatements.changed(in.restatedBefore().get(), in.restatedNow().get()))
            : Stream.concat(in.restatedBefore().stream(), in.restatedNow().stream());
    Column inWindow =
        col(DetectionLog.STORE_ID, "r")
            .equalTo(col(SalesTimeseries.STORE_ID, "c"))
            .and(col(DetectionLog.SKU, "r").equalTo(col(SalesTimeseries.SKU, "c")))
            .and(
                col(SalesTimeseries.SALES_DATE, "c")
                    .between(
                        col(DetectionLog.WINDOW_START, "r"), col(DetectionLog.WINDOW_END, "r")));
    return cells.map(c -> logs.detected().as("r").join(c.as("c"), inWindow, "left_semi"));
  }

  private static Dataset<Row> changedEvents(ReportLogs logs, ReportLogs fresh) {
    Dataset<Row> reports =
        present(fresh, Contributor.MRDL, Contributor.MRCH)
            .map(rows -> rows.select(col(DetectionLog.REPORT_ID)))
            .reduce(Dataset::unionAll)
            .orElseThrow();
    Stream<Dataset<Row>> ofReports =
        Stream.of(everMembers(logs).map(m -> having(m, reports, DetectionLog.REPORT_ID)))
            .flatMap(Optional::stream)
            .map(rows -> rows.select(col(CohortHistory.REPORT_GROUP_ID)));
    Dataset<Row> changed =
        Stream.concat(ids(fresh).stream(), ofReports)
            .reduce(Dataset::unionAll)
            .orElseGet(
                () -> EventWeeks.candidates(fresh).select(col(CohortHistory.REPORT_GROUP_ID)));
    return having(EventWeeks.candidates(logs), changed, CohortHistory.REPORT_GROUP_ID);
  }

  /** (report_id, report_group_id) of every report and event that ever belonged together. */
  private static Optional<Dataset<Row>> everMembers(ReportLogs logs) {
    return logs.cohort()
        .or(
            () ->
                logs.events()
                    .map(
                        e ->
                            e.select(
                                col(EventsLog.REPORT_GROUP_ID),
                                explode(col(EventsLog.REPORT_IDS))
                                    .as(DetectionLog.REPORT_ID.name()))));
  }

  /** report_group_id of the events that something new is said about. */
  private static Optional<Dataset<Row>> ids(ReportLogs fresh) {
    return present(fresh, Contributor.MELOG, Contributor.MEEL, Contributor.UMEEL)
        .map(rows -> rows.select(col(CohortHistory.REPORT_GROUP_ID)))
        .reduce(Dataset::unionAll);
  }

  private static Dataset<Row> memberships(Dataset<Row> cohort) {
    return cohort.select(
        Stream.of(
                CohortHistory.REPORT_ID,
                CohortHistory.REPORT_GROUP_ID,
                LogColumns.WRITTEN_AT,
                LogColumns.VERSION,
                LogColumns.CONTENT_HASH,
                LogColumns.WEEK_START)
            .map(SparkSchema::col)
            .toArray(Column[]::new));
  }

  private static Stream<Dataset<Row>> present(ReportLogs logs, Contributor... which) {
    return Arrays.stream(which).map(logs::get).flatMap(Optional::stream);
  }

  private static Dataset<Row> having(Dataset<Row> rows, Dataset<Row> ids, Field id) {
    return rows.as("r").join(ids.as("i"), col(id, "r").equalTo(col(id, "i")), "left_semi");
  }
}
