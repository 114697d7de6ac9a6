package mrs.jobs.chaos.profile;

import java.util.EnumSet;
import java.util.Set;
import mrs.contracts.Catalogue;
import mrs.contracts.OptionalInput;
import mrs.contracts.Words;

/** What can be made to go wrong. */
public enum FaultKind implements Words {
  /** An input that stages can do without is gone. */
  INPUT_DROPPED(EnumSet.allOf(OptionalInput.class)),
  /** Its delivery does not come, for longer than its {@code max_lag}. */
  INPUT_LATE(EnumSet.of(OptionalInput.CONTEXTUAL_EVENTS)),
  /** The night's sales come several times. */
  INPUT_DUPLICATED,
  /** Its delivery lacks a column. */
  INPUT_DRIFTED(Inputs.FED),
  /** Its files are broken inside. */
  INPUT_CORRUPT(Inputs.READ),
  /** Lines of the night's sales are broken. */
  DELIVERY_CORRUPT,
  /** No file of a table can be written any more. */
  DISK_FULL,
  /** What holds an input cannot be reached. */
  FILE_SYSTEM_AWAY(Inputs.READ),
  /** Each file takes its time. */
  SLOW_STORE,
  /** The process is gone (SIGKILL) right after a commit. */
  KILLED_AT_COMMIT,
  /** The newest checkpoint of a component is damaged. */
  CHECKPOINT_CORRUPT,
  /** A segment of a queue is damaged. */
  SEGMENT_CORRUPT,
  /** Records of a cache are damaged. */
  CACHE_CORRUPT;

  /** Which inputs a fault can be aimed at. */
  private static final class Inputs {
    static final Set<OptionalInput> FED =
        EnumSet.of(OptionalInput.CONTEXTUAL_EVENTS, OptionalInput.STORES, OptionalInput.PRODUCTS);
    static final Set<OptionalInput> READ = read();

    private Inputs() {}

    /** What is fed, known ahead, or a log. */
    private static Set<OptionalInput> read() {
      EnumSet<OptionalInput> inputs = EnumSet.copyOf(FED);
      inputs.add(OptionalInput.CALENDAR);
      for (OptionalInput input : OptionalInput.values()) {
        if (Catalogue.STAGE_LOGS.contains(input.table())) {
          inputs.add(input);
        }
      }
      return inputs;
    }
  }

  private final Set<OptionalInput> inputs;

  FaultKind() {
    this(Set.of());
  }

  FaultKind(Set<OptionalInput> inputs) {
    this.inputs = inputs;
  }

  /** The inputs of which a profile has to name one; none if it is aimed at no input. */
  public Set<OptionalInput> inputs() {
    return inputs;
  }

  /** Whether it is about a part that outlasts the process, and no night is played. */
  public boolean isOfAPart() {
    return this == CHECKPOINT_CORRUPT || this == SEGMENT_CORRUPT || this == CACHE_CORRUPT;
  }
}
