package mrs.contracts;

/** Why rows are known to be lost, or records have to wait. */
public enum GapReason implements Words {
  /** The table was lost, and somebody went on without it. */
  LOSS_ACCEPTED,
  /** The disk was full, and the oldest had to go. */
  DROPPED,
  /** What is on the disk is not what was written, or is not there any more. */
  DAMAGED,
  /** They were in memory alone when the process ended. */
  MEMORY_LOST,
  /** A part of the delivery is lost. */
  INCOMPLETE,
  /** Memory is nearly full. */
  MEMORY,
  /** The feed folder is away. */
  TARGET_AWAY
}
