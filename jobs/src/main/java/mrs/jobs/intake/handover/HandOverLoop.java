package mrs.jobs.intake.handover;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import mrs.jobs.intake.delivery.PushedDelivery;
import mrs.jobs.intake.delivery.UploadId;
import mrs.jobs.intake.journal.DeliveryLedger;
import mrs.jobs.messages.Printable;
import mrs.resilience.Ticker;
import mrs.resilience.drain.Drain;
import mrs.resilience.drain.DrainStep;
import mrs.resilience.drain.DrainStep.Send;
import mrs.resilience.drain.DrainStep.WaitUntil;
import mrs.resilience.governor.RateGovernor;
import mrs.resilience.spool.Lane;
import mrs.resilience.spool.Spool;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands over what waits in a spool, as fast as the governor allows. Nothing ends it but {@link
 * #stop}: a feed folder that is away or full is tried again, and so is a spool that cannot be read.
 */
public final class HandOverLoop implements Runnable {
  private static final Logger LOG = LogManager.getLogger(HandOverLoop.class);
  private static final int RECORDS_AT_ONCE = 64;
  private static final int MOST_CHARS = 300;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final HandOverParts with;
  private volatile HandOverProgress progress;
  private @Nullable Send unacknowledged;
  private boolean untidy = true;
  private boolean signalled;
  private boolean stopping;

  /**
   * What it works with.
   *
   * @param governor the drain's
   * @param active the uploads that a connection feeds now
   */
  public record HandOverParts(
      Spool spool,
      Drain drain,
      RateGovernor governor,
      HandOver handOver,
      DeliveryLedger ledger,
      Supplier<Set<UploadId>> active,
      Time time) {}

  /** The two clocks. */
  public record Time(InstantSource clock, Ticker ticker) {}

  /** Begins when it is run. */
  public HandOverLoop(HandOverParts with) {
    this.with = with;
    this.progress = HandOverProgress.none(with.governor().rate());
  }

  /** Works until it is stopped. */
  @Override
  public void run() {
    while (!isStopping()) {
      long pause = step();
      if (pause > 0) {
        pause(pause);
      }
    }
  }

  /**
   * Works until nothing waits any more.
   *
   * @return false if it got stuck before
   * @throws IOException if the spool cannot be read
   */
  public boolean runUntilEmpty() throws IOException {
    while (!isStopping() && progress.stuckSince().isEmpty()) {
      long pause = step();
      if (!untidy && isEmpty()) {
        return true;
      }
      if (pause > 0) {
        pause(pause);
      }
    }
    return false;
  }

  /** A record has arrived. */
  public synchronized void arrived() {
    signalled = true;
    notifyAll();
  }

  /** Ends after what it is about. */
  public synchronized void stop() {
    stopping = true;
    notifyAll();
  }

  /** How it gets on. */
  public HandOverProgress progress() {
    return progress;
  }

  /** One step; says for how many nanoseconds there is nothing to do. */
  private long step() {
    try {
      if (unacknowledged != null) {
        acknowledge(unacknowledged);
      }
      DrainStep next = with.drain().next(RECORDS_AT_ONCE);
      if (next instanceof Send send) {
        send(send);
        return 0;
      }
      if (next instanceof WaitUntil wait) {
        return wait.nanos() - with.time().ticker().nanos();
      }
      tidy();
      return SECOND;
    } catch (IOException | RuntimeException e) {
      stuck(e);
      return SECOND;
    }
  }

  private void send(Send send) throws IOException {
    boolean earlierToCome = send.batch().lane() == Lane.LIVE && !isEmpty(Lane.BACKLOG);
    HandedOver done;
    try {
      done = with.handOver().take(send.batch(), earlierToCome);
    } catch (IOException | RuntimeException e) {
      stuck(e);
      with.drain().failed(send, 0);
      return;
    }
    unacknowledged = send;
    untidy = true;
    count(done);
    acknowledge(send);
  }

  /** Where this fails nobody knows whether it is done; so it is tried again before all else. */
  private void acknowledge(Send send) throws IOException {
    with.drain().sent(send);
    unacknowledged = null;
  }

  /** When all is handed over, what is left of uploads that broke off is taken away. */
  private void tidy() throws IOException {
    mend();
    Set<UploadId> active = with.active().get();
    List<PushedDelivery> accepted = with.ledger().waiting();
    if (untidy && isEmpty()) {
      HandedOver done = with.handOver().tidy(accepted, upload -> !active.contains(upload));
      untidy = false;
      if (!done.fresh().isEmpty() || !done.lost().isEmpty()) {
        count(done);
      }
    }
  }

  /** Nothing waits for it; that it is not done shows in the status. */
  private void mend() {
    try {
      with.handOver().mend();
    } catch (IOException e) {
      LOG.debug("the disk of the intake still fails", e);
    }
  }

  private boolean isEmpty() throws IOException {
    return isEmpty(Lane.BACKLOG) && isEmpty(Lane.LIVE);
  }

  private boolean isEmpty(Lane lane) throws IOException {
    return with.spool().peek(lane, 1).isEmpty();
  }

  private void count(HandedOver done) {
    if (progress.stuckSince().isPresent()) {
      LOG.info("deliveries are handed over again");
    }
    for (PushedDelivery each : done.lost()) {
      LOG.warn(
          "the delivery {} of {} is not whole any more; it has to be sent again",
          each.name(),
          each.key().feed().word());
    }
    progress = progress.with(done, with.governor().rate(), with.time().clock().instant());
  }

  private void stuck(Exception why) {
    with.handOver().startOver();
    String text =
        Printable.of(why.getClass().getSimpleName() + ": " + why.getMessage(), MOST_CHARS);
    if (progress.stuckSince().isEmpty()) {
      LOG.warn("deliveries cannot be handed over, they wait in the spool: {}", text);
      LOG.debug("they cannot be handed over", why);
    }
    progress = progress.stuck(text, with.time().clock().instant());
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  /** Until a record arrives, at most so long. An interrupt would break files that are open. */
  private synchronized void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    long left = nanos;
    while (left > 0 && !signalled && !stopping) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1));
      } catch (InterruptedException e) {
        stopping = true;
      }
      left = end - System.nanoTime();
    }
    signalled = false;
  }
}
