package mrs.jobs.chaos.night;

import java.util.List;
import java.util.Optional;
import mrs.contracts.Stage;
import mrs.jobs.runs.StageRun;

/**
 * What came of a command in the scratch copy.
 *
 * @param runId of its run, where it came so far
 * @param stages how they ended
 * @param failure why it did not come to an end, or what ended in failure
 */
record PlayedStep(Optional<String> runId, List<StageRun> stages, Optional<String> failure) {
  static PlayedStep failed(String why) {
    return new PlayedStep(Optional.empty(), List.of(), Optional.of(why));
  }

  /** The codes that {@code stage} ended with; empty where it was not played. */
  Optional<List<String>> codes(Stage stage) {
    return stages.stream().filter(s -> s.stage() == stage).findFirst().map(StageRun::reasons);
  }
}
