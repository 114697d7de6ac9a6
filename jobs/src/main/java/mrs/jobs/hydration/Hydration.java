package mrs.jobs.hydration;

import java.sql.Date;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mrs.contracts.DetectionLog;
import mrs.contracts.InputState;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityEvents;
import mrs.contracts.MinorityReports;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.contracts.Table;
import mrs.hydrate.ChangedWeeks;
import mrs.hydrate.HydrateEvents;
import mrs.hydrate.HydrateReports;
import mrs.hydrate.Weeks;
import mrs.jobs.runs.Edge;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.runs.StageRun;
import mrs.jobs.runs.StageRun.Books;
import mrs.jobs.warehouse.TableCommit;
import mrs.transforms.Availability;
import mrs.transforms.ReportLogs;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Computes the hydrated tables from the logs and swaps the weeks that changed: one commit a table,
 * none where no week changed. They are the current state, of all that is committed; a replay of an
 * old run leaves them alone.
 */
public final class Hydration {
  private final Edge edge;
  private final Availability availability;

  private Hydration(Edge edge, Availability availability) {
    this.edge = edge;
    this.availability = availability;
  }

  /** Both hydrated tables. */
  public record Hydrated(Dataset<Row> reports, Dataset<Row> events) {}

  /** Hydrates what changed since the last hydration, or everything; gives the books, in reports. */
  public static Books run(RunInputs inputs, boolean everything) {
    return new Hydration(inputs.edge(), inputs.availability()).swap(everything);
  }

  /**
   * The hydrated tables as they were at {@code time}: from the log rows that had been written by
   * then.
   */
  public static Hydrated asOf(Edge edge, Availability availability, Instant time) {
    Hydration hydration = new Hydration(edge, availability);
    ReportLogs logs = new TrustedLogs(edge, availability).asOf(time);
    return hydration.hydrated(logs, Weeks.ALL, Weeks.ALL, Optional.empty());
  }

  private Books swap(boolean everything) {
    TrustedLogs trusted = new TrustedLogs(edge, availability);
    ReportLogs logs = trusted.all();
    Optional<Dataset<Row>> restated = Restated.waiting(edge, edge.clock().instant());
    Optional<StageRun> previous =
        edge.ledger().attempts(Stage.HYDRATION).stream()
            .filter(a -> a.state() == StageState.COMMITTED)
            .reduce((a, b) -> b);
    if (everything || previous.isEmpty()) {
      return swap(hydrated(logs, Weeks.ALL, Weeks.ALL, restated), logs, Weeks.ALL, Weeks.ALL);
    }
    ChangedWeeks changed = new ChangedWeeks(before(previous.get()), availability);
    if (changed.everything()) {
      return swap(hydrated(logs, Weeks.ALL, Weeks.ALL, restated), logs, Weeks.ALL, Weeks.ALL);
    }
    ChangedWeeks.Marked marked =
        changed.apply(
            new ChangedWeeks.Inputs(
                logs,
                trusted.since(previous.get()),
                Restated.waiting(edge, previous.get().startedAt()),
                restated));
    Weeks reports = weeks(marked.reports());
    Weeks events = weeks(marked.events());
    return swap(hydrated(logs, reports, events, restated), logs, reports, events);
  }

  private Hydrated hydrated(
      ReportLogs logs, Weeks reports, Weeks events, Optional<Dataset<Row>> restated) {
    return new Hydrated(
        new HydrateReports(availability, reports).apply(new HydrateReports.Inputs(logs, restated)),
        new HydrateEvents(availability, events).apply(logs));
  }

  private Books swap(Hydrated hydrated, ReportLogs logs, Weeks reports, Weeks events) {
    long known =
        reports.ofReports(logs).detected().select(DetectionLog.REPORT_ID.col()).distinct().count();
    overwrite(MinorityEvents.TABLE, hydrated.events(), events);
    long written = overwrite(MinorityReports.TABLE, hydrated.reports(), reports);
    return new Books(known, written, 0, 0, Map.of());
  }

  private long overwrite(Table table, Dataset<Row> rows, Weeks weeks) {
    if (weeks.some().map(List::isEmpty).orElse(false)) {
      return 0;
    }
    return TableCommit.replace(
        edge.warehouse(),
        table,
        rows.repartition(LogColumns.WEEK_START.col()),
        weeks.some().map(Set::copyOf));
  }

  private static Weeks weeks(Dataset<Row> mondays) {
    return Weeks.of(
        mondays.distinct().collectAsList().stream()
            .map(r -> r.<Date>getAs(0).toLocalDate())
            .toList());
  }

  /** How the previous hydration had found the logs. */
  private static Availability before(StageRun previous) {
    Map<OptionalInput, InputState> states = new EnumMap<>(OptionalInput.class);
    Map<OptionalInput, List<String>> drift = new EnumMap<>(OptionalInput.class);
    for (OptionalInput input : OptionalInput.of(Stage.HYDRATION)) {
      for (StageRun.FoundInput found : previous.inputs()) {
        if (found.input().equals(input.table().name())) {
          InputState state = InputState.valueOf(found.state().toUpperCase(Locale.ROOT));
          states.put(input, state);
          if (state == InputState.DRIFTED) {
            drift.put(input, found.code().stream().toList());
          }
        }
      }
    }
    return new Availability(states, drift);
  }
}
