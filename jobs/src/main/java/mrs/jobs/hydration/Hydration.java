package mrs.jobs.hydration;

import static mrs.transforms.SparkSchema.col;

import java.sql.Date;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mrs.contracts.ConflictsLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityEvents;
import mrs.contracts.MinorityReports;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.hydrate.ChangedWeeks;
import mrs.hydrate.HydrateEvents;
import mrs.hydrate.HydrateReports;
import mrs.hydrate.Weeks;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.jobs.conflicts.EnterConflicts;
import mrs.jobs.relations.Hydrated;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.runs.StageRun;
import mrs.jobs.spark.Actions;
import mrs.transforms.Availability;
import mrs.transforms.RunStamp;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Computes the hydrated tables from the logs and swaps the weeks that changed: one commit a table,
 * none where no week changed; and enters which sources disagree, in one commit more where that
 * changed. The tables are the current state, of all that is committed; a replay of an old run
 * leaves them alone.
 */
public final class Hydration {
  private static final Logger LOG = LogManager.getLogger(Hydration.class);

  private final CommittedRows committed;
  private final Availability availability;
  private final Optional<RunStamp> stamp;

  private Hydration(CommittedRows committed, Availability availability, Optional<RunStamp> stamp) {
    this.committed = committed;
    this.availability = availability;
    this.stamp = stamp;
  }

  /** Hydrates what changed since the last hydration, or everything; gives the books, in reports. */
  public static Books run(RunInputs inputs, boolean everything) {
    return new Hydration(
            inputs.committed(), inputs.availability(), Optional.of(inputs.stamp(Stage.HYDRATION)))
        .swap(everything);
  }

  /**
   * The hydrated tables as they were at {@code time}: from the log rows that had been written by
   * then.
   */
  public static Hydrated asOf(CommittedRows committed, Availability availability, Instant time) {
    Hydration hydration = new Hydration(committed, availability, Optional.empty());
    ReportLogs logs = new CommittedLogs(committed, availability).all().asOf(time);
    return hydration.hydrated(logs, Weeks.ALL, Weeks.ALL, Optional.empty());
  }

  private Books swap(boolean everything) {
    CommittedLogs trusted = new CommittedLogs(committed, availability);
    ReportLogs logs = trusted.all();
    RunLedger ledger = committed.ledger();
    Optional<Dataset<Row>> restated = new RestatedCells(committed).waiting(ledger.lastEntry());
    Optional<StageRun> previous = ledger.lastCommitted(Stage.HYDRATION);
    if (everything
        || previous.isEmpty()
        || isOfOtherLogic(previous.get())
        || ledger.isAnyDisregardedSince(previous.get().entry())) {
      return swap(hydrated(logs, Weeks.ALL, Weeks.ALL, restated), logs, Weeks.ALL, Weeks.ALL);
    }
    ChangedWeeks changed = new ChangedWeeks(previous.get().found().availability(), availability);
    if (changed.everything()) {
      return swap(hydrated(logs, Weeks.ALL, Weeks.ALL, restated), logs, Weeks.ALL, Weeks.ALL);
    }
    ChangedWeeks.Marked marked =
        changed.apply(
            new ChangedWeeks.Inputs(
                logs,
                trusted.since(previous.get()),
                new RestatedCells(committed).waiting(previous.get().entry()),
                restated));
    Weeks reports = weeks(marked.reports());
    Weeks events = weeks(marked.events());
    return swap(hydrated(logs, reports, events, restated), logs, reports, events);
  }

  /** Whether weeks that did not change would be hydrated to other rows now. */
  private boolean isOfOtherLogic(StageRun previous) {
    Optional<Long> version =
        committed
            .ledger()
            .run(previous.runId())
            .map(r -> r.logicVersions().get(Stage.HYDRATION.word()));
    return !version.equals(Optional.of((long) Stage.HYDRATION.version()));
  }

  private Hydrated hydrated(
      ReportLogs logs, Weeks reports, Weeks events, Optional<Dataset<Row>> restated) {
    return new Hydrated(
        new HydrateReports(availability, reports).apply(new HydrateReports.Inputs(logs, restated)),
        new HydrateEvents(availability, events).apply(logs));
  }

  private Books swap(Hydrated hydrated, ReportLogs logs, Weeks reports, Weeks events) {
    long known =
        Actions.count(
            reports.ofReports(logs).detected().select(col(DetectionLog.REPORT_ID)).distinct());
    overwrite(MinorityEvents.TABLE, hydrated.events(), events);
    long written = overwrite(MinorityReports.TABLE, hydrated.reports(), reports);
    stamp.ifPresent(s -> enterConflicts(s, logs, reports));
    return new Books(known, written, 0, 0, Map.of());
  }

  /** They are told beside the answer, which does not wait for a log of theirs that is broken. */
  private void enterConflicts(RunStamp run, ReportLogs logs, Weeks reports) {
    try {
      int entered = new EnterConflicts(committed.tables(), availability, run).from(logs, reports);
      LOG.info("{} rows in {}", entered, ConflictsLog.TABLE.name());
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      LOG.warn(
          "conflicts cannot be entered; the next hydration of their weeks does, or hydrate --full",
          e);
    }
  }

  private long overwrite(Table table, Dataset<Row> rows, Weeks weeks) {
    if (weeks.some().map(List::isEmpty).orElse(false)) {
      return 0;
    }
    return committed
        .tables()
        .warehouse()
        .replace(
            table, rows.repartition(col(LogColumns.WEEK_START)), weeks.some().map(Set::copyOf));
  }

  private static Weeks weeks(Dataset<Row> mondays) {
    return Weeks.of(
        Actions.rows(mondays.distinct()).stream()
            .map(r -> r.<Date>getAs(0).toLocalDate())
            .toList());
  }
}
