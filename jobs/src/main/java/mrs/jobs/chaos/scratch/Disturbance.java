package mrs.jobs.chaos.scratch;

import java.io.IOException;

/** Something that goes wrong in a scratch folder, for as long as it is wanted. */
public interface Disturbance {
  /** Nothing does. */
  Disturbance NONE =
      new Disturbance() {
        @Override
        public void begin() {
          // Nothing goes wrong.
        }

        @Override
        public void end() {
          // Nothing went wrong.
        }
      };

  /** It goes wrong from here on. */
  void begin() throws IOException;

  /** It is well again; nothing happens where it did not go wrong. */
  void end() throws IOException;
}
