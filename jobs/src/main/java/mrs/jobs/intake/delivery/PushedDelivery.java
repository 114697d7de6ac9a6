package mrs.jobs.intake.delivery;

/**
 * A delivery of which all bytes have arrived.
 *
 * @param name as its sender called it
 * @param bytes how many it has
 */
public record PushedDelivery(DeliveryKey key, DeliveryName name, long bytes) {
  /** How its file is called in the sub-folder of its feed. */
  public String fileName() {
    return key.feed().fileName(name, key.shortHash());
  }

  /** The same where another content has taken that name. */
  public String longFileName() {
    return key.feed().fileName(name, key.sha256());
  }
}
