package mrs.serving.runs;

import java.time.Instant;
import java.util.List;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;

/**
 * A run as a list shows it.
 *
 * @param logicalTime what "now" was for it
 */
public record ListedRun(String runId, RunKind kind, Instant logicalTime, RunStandings standings) {

  /** How it stands, in words. */
  public String state() {
    if (standings.disregarded()) {
      return "disregarded";
    }
    if (!standings.finished(kind)) {
      return "unfinished";
    }
    List<String> failed = standings.failed().stream().map(Stage::word).toList();
    return failed.isEmpty() ? "committed" : "failed: " + String.join(", ", failed);
  }
}
