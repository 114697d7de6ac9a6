package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.DetectionLog;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.hydrate.ChangedWeeks;
import mrs.hydrate.Weeks;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.spark.Actions;
import mrs.transforms.Availability;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What finalisation reads: the weeks in which something is new to it, and those in which its last
 * run left reports waiting; all of them when an input came or went.
 *
 * @param all every row that it may read
 */
record ConcernedReports(Seen seen, MrsConfig config, ReportLogs all) {

  /** The edits that no run has checked yet, with all that they may refer to. */
  ReportLogs unchecked() {
    return edited(
        all, newEdits(OptionalInput.USER_EDITS), newEdits(OptionalInput.USER_EVENT_EDITS));
  }

  /**
   * The rows of the reports that may have to be recorded.
   *
   * @param unchecked what {@link #unchecked} gives
   */
  ReportLogs logs(ReportLogs unchecked) {
    if (seen.last().isEmpty() || inputChanged()) {
      return all;
    }
    List<LocalDate> mondays = new ArrayList<>(changed(unchecked));
    mondays.addAll(waiting());
    ReportLogs concerned = Weeks.of(mondays).ofReports(all);
    return all.events().isPresent() && concerned.cohort().isPresent()
        ? near(concerned, mondays)
        : concerned;
  }

  /** Whether an optional input is read now and was not when the stage last ran, or the reverse. */
  private boolean inputChanged() {
    Availability now = seen.inputs().availability();
    List<String> codes = now.codes(Stage.FINALISATION);
    return !seen.last().orElseThrow().reasons().equals(codes)
        || OptionalInput.of(Stage.FINALISATION).stream()
            .anyMatch(i -> seen.hadRead(i) != now.isRead(i));
  }

  private Optional<Dataset<Row>> newEdits(OptionalInput input) {
    return seen.newEdits(input);
  }

  private List<LocalDate> changed(ReportLogs unchecked) {
    ReportLogs fresh =
        new ReportLogs(
            seen.newIn(DetectionLog.TABLE),
            newIn(OptionalInput.MRCL),
            newIn(OptionalInput.MRPAL),
            newIn(OptionalInput.MRCH),
            newIn(OptionalInput.MELOG),
            newIn(OptionalInput.MEEL),
            Optional.empty(),
            unchecked.edits(),
            unchecked.eventEdits());
    ChangedWeeks changed = new ChangedWeeks(Availability.ALL, Availability.ALL);
    return mondays(
        changed
            .apply(
                new ChangedWeeks.Inputs(
                    whereFreshMayBe(fresh), fresh, Optional.empty(), Optional.empty()))
            .reports());
  }

  private Optional<Dataset<Row>> newIn(OptionalInput input) {
    return all.get(contributor(input)).map(rows -> seen.newIn(input.table()));
  }

  private static Contributor contributor(OptionalInput input) {
    return Stream.of(Contributor.values())
        .filter(c -> c.input().filter(i -> i == input).isPresent())
        .findFirst()
        .orElseThrow();
  }

  /**
   * The rows by which it shows which weeks have something new: an edit may be of any report or
   * event; without edits, of the reports of events that changed.
   */
  private ReportLogs whereFreshMayBe(ReportLogs fresh) {
    if (fresh.edits().isPresent() || fresh.eventEdits().isPresent()) {
      return all;
    }
    Optional<LocalDate> first =
        Stream.of(fresh.events(), fresh.ended())
            .flatMap(Optional::stream)
            .map(rows -> rows.select(col(LogColumns.WEEK_START)))
            .reduce(Dataset::unionAll)
            .flatMap(
                weeks ->
                    Reports.day(Actions.figures(weeks.agg(min(col(LogColumns.WEEK_START)))), 0));
    return all.map((log, rows) -> log == Contributor.MRCH ? since(rows, first) : rows);
  }

  /** Rows of reports that an event of {@code first}, or a later one, may have. */
  private Dataset<Row> since(Dataset<Row> rows, Optional<LocalDate> first) {
    return first
        .map(d -> Since.week(rows, d.minusDays(EventRows.span(config))))
        .orElseGet(() -> rows.where(lit(false)));
  }

  /**
   * The weeks that may have reports that the last run left waiting. It went through the weeks in
   * order, so they are no earlier than the last one that it wrote in.
   */
  private List<LocalDate> waiting() {
    if (seen.last().filter(Reports::leftWaiting).isEmpty()) {
      return List.of();
    }
    RunInputs inputs = seen.inputs();
    RunConfig previous = inputs.previous(Stage.FINALISATION).orElseThrow();
    Row last =
        inputs
            .own(FinalisedLog.TABLE)
            .where(col(LogColumns.RUN_ID).equalTo(previous.runId()))
            .agg(max(col(LogColumns.WEEK_START)))
            .head();
    Dataset<Row> reports =
        Reports.day(last, 0).map(d -> Since.week(all.detected(), d)).orElse(all.detected());
    return mondays(reports.select(col(LogColumns.WEEK_START)));
  }

  private static List<LocalDate> mondays(Dataset<Row> weeks) {
    return Actions.rows(weeks.distinct()).stream()
        .map(r -> r.<Date>getAs(0).toLocalDate())
        .sorted()
        .toList();
  }

  /** Without the events that are too far from the reports to be theirs. */
  private ReportLogs near(ReportLogs concerned, List<LocalDate> mondays) {
    if (mondays.isEmpty()) {
      return concerned;
    }
    int span = EventRows.span(config);
    LocalDate first = mondays.stream().min(LocalDate::compareTo).orElseThrow();
    LocalDate last = mondays.stream().max(LocalDate::compareTo).orElseThrow();
    Column wanted =
        EventRows.wanted(
            all.events().orElseThrow(),
            concerned.cohort().orElseThrow(),
            first.minusDays(span),
            Optional.of(last.plusDays(span)));
    return concerned.map(
        (log, rows) ->
            log == Contributor.MELOG || log == Contributor.MEEL ? rows.where(wanted) : rows);
  }

  private static ReportLogs edited(
      ReportLogs logs, Optional<Dataset<Row>> edits, Optional<Dataset<Row>> eventEdits) {
    return new ReportLogs(
        logs.detected(),
        logs.clustered(),
        logs.attributed(),
        logs.cohort(),
        logs.events(),
        logs.ended(),
        logs.finalised(),
        edits,
        eventEdits);
  }
}
