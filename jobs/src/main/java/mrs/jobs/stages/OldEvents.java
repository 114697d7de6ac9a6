package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.min;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.CohortHistory;
import mrs.contracts.EventsLog;
import mrs.contracts.OptionalInput;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.UserEventEditsLog;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.spark.Actions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How far back cohorting has to read its own events: to those of the reports that it looks at,
 * those that may still go on, and those that a person has decided about since.
 */
record OldEvents(Seen seen, MrsConfig config) {

  /**
   * First day of the events about which there are new decisions; an old one may end or, once its
   * ending is undone, go on. Looks such events up in the whole log, and only where there are any.
   */
  Optional<LocalDate> firstDecided() {
    if (seen.last().isEmpty()) {
      return Optional.empty();
    }
    return seen.newEdits(OptionalInput.USER_EVENT_EDITS).flatMap(this::first);
  }

  private Optional<LocalDate> first(Dataset<Row> edits) {
    Column same =
        col(CohortHistory.REPORT_GROUP_ID, "m")
            .equalTo(col(UserEventEditsLog.REPORT_GROUP_ID, "e"));
    Dataset<Row> decided =
        seen.inputs().own(EventsLog.TABLE).as("m").join(edits.as("e"), same, "left_semi");
    return Reports.day(Actions.figures(decided.agg(min(col(EventsLog.STARTS_ON)))), 0);
  }

  /** Which rows of MELOG and MEEL are wanted, by their week. */
  Column wanted(Reports reports) {
    LocalDate members = reports.from();
    LocalDate open = judgedBy(reports).minusDays(EventRows.span(config));
    return EventRows.wanted(
        seen.inputs().own(EventsLog.TABLE),
        reports.own(CohortHistory.TABLE),
        (open.isBefore(members) ? open : members).minusDays(config.cohorting().maxDays()),
        Optional.empty());
  }

  /**
   * The day by which the last run ended events, or an earlier one: what was quiet or had gone on
   * too long by then is over. Days that have passed since have cells that are new.
   */
  private LocalDate judgedBy(Reports reports) {
    RunInputs inputs = seen.inputs();
    Optional<LocalDate> cells =
        seen.last()
            .map(a -> seen.newIn(SalesTimeseries.TABLE))
            .flatMap(
                c -> Reports.day(Actions.figures(c.agg(min(col(SalesTimeseries.SALES_DATE)))), 0));
    Optional<LocalDate> to = inputs.previous(seen.stage()).flatMap(r -> r.window().to());
    return Stream.of(cells, to, Optional.of(reports.lastDay()))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }
}
