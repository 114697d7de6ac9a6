package mrs.resilience.drill;

import java.io.IOException;

/** Counts down to the one access that fails. */
final class FailingOnce {
  private int left = -1;

  void after(int accesses) {
    left = accesses;
  }

  void access() throws IOException {
    if (left >= 0 && left-- == 0) {
      throw new IOException("the disk failed");
    }
  }

  void disarm() {
    left = -1;
  }
}
