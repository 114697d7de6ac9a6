package mrs.jobs.chaos.parts;

import java.io.IOException;
import java.util.Random;
import mrs.jobs.chaos.scratch.ScratchFolder;
import mrs.resilience.Ticker;

/** A part that outlasts its process: it is filled, closed, damaged, and opened again. */
interface DamagedPart {
  /** Plays it in {@code scratch}. */
  PartOutcome play(ScratchFolder scratch, Random random, Ticker ticker) throws IOException;
}
