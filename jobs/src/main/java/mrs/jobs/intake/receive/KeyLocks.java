package mrs.jobs.intake.receive;

import java.util.HashSet;
import java.util.Set;
import mrs.jobs.intake.delivery.DeliveryKey;

/** Of two uploads of the same content, one at a time ends, so that the other knows of it. */
final class KeyLocks {
  private final Set<DeliveryKey> taken = new HashSet<>();

  /** Waits until nobody else has the lock. */
  synchronized Lock take(DeliveryKey key) {
    boolean interrupted = false;
    while (!taken.add(key)) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return () -> release(key);
  }

  private synchronized void release(DeliveryKey key) {
    taken.remove(key);
    notifyAll();
  }

  /** Is held until it is closed. */
  interface Lock extends AutoCloseable {
    @Override
    void close();
  }
}
