package mrs.jobs.health;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.runs.StageRun;

/**
 * Runs that were not brought to their end, and how the stages of the newest run ended.
 *
 * @param writing whether somebody is writing now: an unfinished run is then one that goes on
 */
record RunStates(RunLedger ledger, boolean writing) {

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    ledger.runs(RunKind.INGEST).stream()
        .filter(run -> !ledger.committed(run.runId(), Stage.INGEST))
        .forEach(run -> findings.add(openIngest(run)));
    ledger.unfinished(RunKind.NIGHTLY).stream().forEach(run -> findings.add(unfinished(run)));
    List<RunConfig> nights = ledger.runs(RunKind.NIGHTLY);
    if (!nights.isEmpty()) {
      findings.addAll(ended(nights.get(nights.size() - 1)));
    }
    return findings.isEmpty()
        ? List.of(Finding.good("runs", "", "none", "there is no run yet"))
        : findings;
  }

  /** One that failed goes on like one that was interrupted. */
  private Finding openIngest(RunConfig run) {
    List<StageRun> attempts = ledger.attempts(run.runId());
    if (writing || attempts.isEmpty()) {
      return unfinished(run);
    }
    String error = attempts.get(attempts.size() - 1).error().orElse("");
    return Finding.bad("runs", run.runId(), "failed", error + "; the next 'mrs ingest' resumes it");
  }

  private Finding unfinished(RunConfig run) {
    return writing
        ? Finding.good("runs", run.runId(), "going on", "or waits for the writer that is at work")
        : Finding.bad(
            "runs",
            run.runId(),
            "unfinished",
            run.kind() == RunKind.INGEST
                ? "the next 'mrs ingest' resumes it"
                : "the next 'mrs run' resumes it");
  }

  private List<Finding> ended(RunConfig run) {
    List<Finding> findings = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      ledger.attempts(run.runId()).stream()
          .filter(a -> a.stage() == stage)
          .reduce((earlier, later) -> later)
          .map(last -> ended(run, last))
          .filter(Finding::degraded)
          .ifPresent(findings::add);
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.good(
              "runs", run.runId(), "good", "the newest run; no stage failed or lacked anything"));
    }
    return findings;
  }

  private Finding ended(RunConfig run, StageRun last) {
    String subject = run.runId() + " " + last.stage().word();
    if (!ledger.committed(run.runId(), last.stage())) {
      return Finding.bad("runs", subject, "failed", last.error().orElse(""));
    }
    if (last.books().map(b -> !b.balanced()).orElse(false)) {
      return Finding.bad(
          "runs", subject, "unbalanced", "'mrs runs show " + run.runId() + "' has its books");
    }
    if (!last.failedRegions().isEmpty()) {
      return Finding.bad("runs", subject, "region failed", unjudged(last));
    }
    return last.reasons().isEmpty()
        ? Finding.good("runs", subject, "good", "")
        : Finding.bad(
            "runs", subject, "degraded", "went without " + String.join(", ", last.reasons()));
  }

  private static String unjudged(StageRun last) {
    return last.failedRegions().stream()
        .map(
            r ->
                "region "
                    + r.region()
                    + " is not judged from "
                    + r.unjudgedFrom()
                    + " on: "
                    + r.error())
        .collect(Collectors.joining("; ", "", "; each run tries again"));
  }
}
