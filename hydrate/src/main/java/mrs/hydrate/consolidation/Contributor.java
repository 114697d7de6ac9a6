package mrs.hydrate.consolidation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;

/**
 * The logs that a consolidated report is made of, and the stage that a code is laid to which comes
 * from a log's row, or from there being none. A report's status names the earliest such stage.
 */
public enum Contributor {
  /** What was found. */
  MRDL(Stage.DETECTION, Optional.empty()),
  /** Report → cluster. */
  MRCL(Stage.CLUSTERING, Optional.of(OptionalInput.MRCL)),
  /** Report → cause. */
  MRPAL(Stage.ATTRIBUTION, Optional.of(OptionalInput.MRPAL)),
  /** Report → event. */
  MRCH(Stage.COHORTING, Optional.of(OptionalInput.MRCH)),
  /** Events. */
  MELOG(Stage.COHORTING, Optional.of(OptionalInput.MELOG)),
  /** Ends of events. */
  MEEL(Stage.COHORTING, Optional.of(OptionalInput.MEEL)),
  /** Consolidated records. */
  MRFL(Stage.FINALISATION, Optional.of(OptionalInput.MRFL)),
  /** Decisions about reports. */
  UEL(Stage.FINALISATION, Optional.of(OptionalInput.USER_EDITS)),
  /** Decisions about events. */
  UMEEL(Stage.FINALISATION, Optional.of(OptionalInput.USER_EVENT_EDITS));

  private final Stage stage;
  private final Optional<OptionalInput> input;

  Contributor(Stage stage, Optional<OptionalInput> input) {
    this.stage = stage;
    this.input = input;
  }

  /** The struct column that holds the log's row. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The stage that codes on its account are laid to. */
  public Stage stage() {
    return stage;
  }

  /** Whether people wrote it: its rows have no run and carry no codes. */
  public boolean isEdits() {
    return this == UEL || this == UMEEL;
  }

  /** The optional input that it is; empty for MRDL, without which there is no report. */
  public Optional<OptionalInput> input() {
    return input;
  }

  /** Those of {@code stage}. */
  public static List<Contributor> of(Stage stage) {
    return Arrays.stream(values()).filter(c -> c.stage == stage).toList();
  }
}
