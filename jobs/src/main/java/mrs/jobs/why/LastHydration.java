package mrs.jobs.why;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mrs.contracts.Field;
import mrs.contracts.InputState;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.contracts.StageRunsLog;
import mrs.contracts.StageState;
import mrs.contracts.Words;
import mrs.hydrate.consolidation.PlainRow;
import mrs.jobs.questions.ReadableTables;
import mrs.serving.query.Quoted;
import mrs.transforms.Availability;

/** How the newest hydration that committed found the logs, by the ledger. */
final class LastHydration {
  private static final Field INPUT = StageRunsLog.INPUT.get(0);
  private static final Field STATE = StageRunsLog.INPUT.get(2);

  private LastHydration() {}

  /** The states that it found; where there was none, all are there. */
  static Availability found(ReadableTables ledger) {
    List<PlainRow> newest =
        ledger.rows(
            StageRunsLog.TABLE,
            StageRunsLog.STAGE.name()
                + " = "
                + Quoted.text(Stage.HYDRATION.word())
                + " AND "
                + StageRunsLog.STATE.name()
                + " = "
                + Quoted.text(StageState.COMMITTED.word())
                + " ORDER BY "
                + StageRunsLog.ENTRY.name()
                + " DESC LIMIT 1");
    Map<OptionalInput, InputState> states = new EnumMap<>(OptionalInput.class);
    for (PlainRow entry : newest) {
      for (Object found : entry.list(StageRunsLog.INPUTS)) {
        Map<?, ?> input = (Map<?, ?>) found;
        String table = String.valueOf(input.get(INPUT.name()));
        InputState state = Words.of(InputState.class, String.valueOf(input.get(STATE.name())));
        Stream.of(OptionalInput.values())
            .filter(i -> i.table().name().equals(table))
            .forEach(i -> states.put(i, state));
      }
    }
    return new Availability(states, Map.of());
  }
}
