package mrs.jobs.intake;

/**
 * How an intake keeps what it takes.
 *
 * @param diskBytes how much of the disk the spool may have
 * @param mostDeliveryBytes how long a delivery may be
 * @param backlogPerSecond how many records a second of a backlog may go out at least: 1.5 times
 *     what is usual where that is more. A delivery has one record for each MiB, and one for its end
 * @param remembered how many deliveries are known again after they were handed over
 */
public record IntakeSettings(
    long diskBytes, long mostDeliveryBytes, double backlogPerSecond, int remembered) {
  /** 10 GiB of disk, deliveries of 1 GiB, 50 records a second, 100,000 deliveries. */
  public static final IntakeSettings DEFAULT = new IntakeSettings(10L << 30, 1L << 30, 50, 100_000);

  private static final long LEAST_DISK = 32L << 20;

  /** Refuses sizes with which nothing could be taken. */
  public IntakeSettings {
    if (diskBytes < LEAST_DISK
        || mostDeliveryBytes < 1
        || !(backlogPerSecond > 0)
        || remembered < 1) {
      throw new IllegalArgumentException(
          "an intake needs "
              + LEAST_DISK
              + " bytes of disk, deliveries of 1 byte, a rate above 0 and 1 remembered delivery at"
              + " least, not "
              + diskBytes
              + ", "
              + mostDeliveryBytes
              + ", "
              + backlogPerSecond
              + " and "
              + remembered);
    }
  }

  /** The same with another share of the disk. */
  public IntakeSettings withDiskBytes(long bytes) {
    return new IntakeSettings(bytes, mostDeliveryBytes, backlogPerSecond, remembered);
  }

  /** The same with another length of deliveries. */
  public IntakeSettings withMostDeliveryBytes(long bytes) {
    return new IntakeSettings(diskBytes, bytes, backlogPerSecond, remembered);
  }

  /** The same with another rate of a backlog. */
  public IntakeSettings withBacklogPerSecond(double rate) {
    return new IntakeSettings(diskBytes, mostDeliveryBytes, rate, remembered);
  }
}
