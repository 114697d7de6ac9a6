package mrs.resilience.drill;

import java.io.Closeable;
import java.io.IOException;

/** A part that is used, while its disk fails or damages what it keeps. */
interface DrilledPart extends Closeable {
  /**
   * Does one operation.
   *
   * @return whether the answer was right, and took no other source
   * @throws IOException if there was no answer
   */
  boolean operate() throws IOException;

  /** The disk fails once, at one of the next few accesses. */
  void failOnce();

  /** A bit of what is kept is another, and the process starts anew. */
  void damageAndRestart() throws IOException;
}
