package mrs.jobs.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.Catalogue;
import mrs.contracts.LogColumns;
import mrs.contracts.RunKind;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.runs.StageRun;
import org.jspecify.annotations.Nullable;

/**
 * How long ago each log was really written: the age of its stage's last committed attempt. The
 * newest row's {@code written_at} stands beside it; that is logical time, which may lie in the
 * past. No objective is set here, so an old log is told, not blamed; one that is missing is.
 */
record Freshness(LogRows logs, RunLedger ledger, Instant now) {

  /** Those that are looked at. */
  static final List<Table> TABLES =
      Stream.concat(Stream.of(SalesTimeseries.TABLE), Catalogue.STAGE_LOGS.stream()).toList();

  private static final String WRITTEN_AT = LogColumns.WRITTEN_AT.name();

  List<Finding> findings() {
    List<Table> there = TABLES.stream().filter(logs::has).toList();
    Map<String, Instant> newest = newest(there);
    List<Finding> findings = new ArrayList<>();
    for (Table log : TABLES) {
      findings.add(
          there.contains(log)
              ? finding(log, Optional.ofNullable(newest.get(log.name())))
              : Finding.bad(
                  "freshness", log.name(), "missing", "'mrs maintain' creates it, empty"));
    }
    return findings;
  }

  private Finding finding(Table log, Optional<Instant> newest) {
    String rows =
        newest.map(t -> "newest row of logical time " + t).orElse("no row was ever written");
    Stage writer = Objects.requireNonNull(Catalogue.WRITERS.get(log));
    return ledger
        .lastCommitted(writer)
        .map(last -> aged(log, last, rows))
        .orElseGet(() -> never(log, writer, rows));
  }

  /** Before the first run nothing is amiss; afterwards, a stage that never committed is. */
  private Finding never(Table log, Stage writer, String rows) {
    if (ledger.runs(RunKind.NIGHTLY).isEmpty()) {
      return Finding.good("freshness", log.name(), "never", rows);
    }
    String tried =
        ledger.attempts(writer).stream()
            .reduce((earlier, later) -> later)
            .map(last -> "run " + last.runId() + " failed: " + last.error().orElse(""))
            .orElse("no run came to it");
    return Finding.bad(
        "freshness",
        log.name(),
        "never",
        "the stage " + writer.word() + " was never committed; " + tried);
  }

  private Finding aged(Table log, StageRun last, String rows) {
    Duration age = Duration.between(last.finishedAt(), now);
    String says = "run " + last.runId() + " at " + last.finishedAt() + "; " + rows;
    return Finding.good("freshness", log.name(), Ages.of(age), says).with(age.toSeconds());
  }

  private Map<String, Instant> newest(List<Table> there) {
    String question =
        there.stream()
            .map(t -> "SELECT '" + t.name() + "', max(" + WRITTEN_AT + ") FROM " + t.name())
            .collect(Collectors.joining(" UNION ALL "));
    Map<String, Instant> newest = new HashMap<>();
    if (there.isEmpty()) {
      return newest;
    }
    for (List<@Nullable Object> row : logs.answer(question)) {
      if (row.get(1) instanceof Instant time) {
        newest.put(String.valueOf(row.get(0)), time);
      }
    }
    return newest;
  }
}
