package mrs.transforms.detection.passes;

import java.io.Serializable;
import java.util.List;

/** Work that several tasks share: what all contribute has to be received before each goes on. */
public interface PassByPass extends Serializable {

  /** Whether it cannot go on before it has received what all contribute. */
  boolean waits();

  /** What this task contributes; to be asked once. */
  Contribution contribute();

  /** Goes on from what all contributed. */
  void receive(Contribution all);

  /** Goes through all of it where nobody else takes part. */
  default void alone() {
    while (waits()) {
      receive(Contribution.together(List.of(contribute())));
    }
  }
}
