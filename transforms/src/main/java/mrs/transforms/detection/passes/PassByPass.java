package mrs.transforms.detection.passes;

import java.io.Serializable;
import java.util.List;

/** Work that several tasks share: what all of them say has to be heard before each goes on. */
public interface PassByPass extends Serializable {

  /** Whether it cannot go on before it has heard what all say. */
  boolean waits();

  /** What this task says; to be asked once. */
  Tally say();

  /** Goes on from what all said. */
  void hear(Tally all);

  /** Goes through all of it where nobody else takes part. */
  default void alone() {
    while (waits()) {
      hear(Tally.together(List.of(say())));
    }
  }
}
