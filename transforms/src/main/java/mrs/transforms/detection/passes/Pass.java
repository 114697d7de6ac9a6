package mrs.transforms.detection.passes;

import java.io.Serializable;

/**
 * A step of judging that needs the whole region: each task says what its own series have to say,
 * and goes on from what all said.
 *
 * @param say adds what this task's series say
 * @param hear goes on from what all said
 */
public record Pass(Part say, Part hear) implements Serializable {

  /** What a task does with what it says, or with what all said. */
  public interface Part extends Serializable {
    void take(Tally tally);
  }

  /** Adds what this task's series say. */
  public void say(Tally tally) {
    say.take(tally);
  }

  /** Goes on from what all said. */
  public void hear(Tally all) {
    hear.take(all);
  }

  /** Both in one; only one of them may have values ranked. */
  public Pass and(Pass other) {
    return new Pass(
        tally -> {
          say(tally);
          other.say(tally);
        },
        all -> {
          hear(all);
          other.hear(all);
        });
  }

  /** The same, and {@code after} when all have been heard. */
  public Pass then(Part after) {
    return and(new Pass(tally -> {}, after));
  }
}
