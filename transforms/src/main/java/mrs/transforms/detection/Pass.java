package mrs.transforms.detection;

import java.io.Serializable;

/**
 * A step of judging that needs the whole region: each task says what its own series have to say,
 * and goes on from what all said.
 */
interface Pass extends Serializable {

  /** Adds what this task's series say. */
  void say(Tally tally);

  /** Goes on from what all said. */
  void hear(Tally all);

  /** Both in one; only one of them may have values ranked. */
  default Pass and(Pass other) {
    return new Both(this, other);
  }

  /** Two passes in one. */
  record Both(Pass first, Pass second) implements Pass {

    @Override
    public void say(Tally tally) {
      first.say(tally);
      second.say(tally);
    }

    @Override
    public void hear(Tally all) {
      first.hear(all);
      second.hear(all);
    }
  }
}
