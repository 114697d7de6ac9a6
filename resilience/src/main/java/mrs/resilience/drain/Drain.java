package mrs.resilience.drain;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import mrs.resilience.Ticker;
import mrs.resilience.drain.DrainStep.Idle;
import mrs.resilience.drain.DrainStep.Send;
import mrs.resilience.drain.DrainStep.WaitUntil;
import mrs.resilience.governor.Allowance;
import mrs.resilience.governor.RateGovernor;
import mrs.resilience.governor.Reconnect;
import mrs.resilience.spool.Lane;
import mrs.resilience.spool.Spool;
import mrs.resilience.spool.SpoolBatch;
import mrs.resilience.spool.SpoolEvent;
import mrs.resilience.spool.SpoolEvent.BackfillEnd;
import mrs.resilience.spool.SpoolEvent.BackfillStart;
import mrs.resilience.spool.SpoolEvent.TargetAway;
import mrs.resilience.spool.SpoolEvent.TargetBack;

/**
 * Says what of a spool goes out when. A record that arrives goes before those that had to wait; the
 * backlog goes at the governor's rate; while the target is away one record at a time tries whether
 * it is back. Sends nothing itself and waits for nothing. For one thread.
 */
public final class Drain {
  private final Spool spool;
  private final RateGovernor governor;
  private final Ticker ticker;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Consumer<SpoolEvent> events;

  private Reconnect reconnect = Reconnect.upToAMinute();
  private boolean away;
  private boolean isKnownToBeThere;
  private long retryAt;
  private boolean backfilling;
  private long backfillFrom;
  private long backfilled;

  /**
   * Begins with the target taken to be there.
   *
   * @param ticker the governor's
   * @param random for the jitter of reconnects
   * @param events told when a backfill starts and ends, and the target goes and comes back
   */
  public Drain(
      Spool spool,
      RateGovernor governor,
      Ticker ticker,
      InstantSource clock,
      RandomGenerator random,
      Consumer<SpoolEvent> events) {
    this.spool = spool;
    this.governor = governor;
    this.ticker = ticker;
    this.clock = clock;
    this.random = random;
    this.events = events;
  }

  /**
   * What to do next. The right to send that comes with it is used up: what is not sent then has to
   * ask again.
   *
   * @param most how many records to send at once at most
   * @throws IOException if the spool cannot be read
   */
  public DrainStep next(int most) throws IOException {
    return away ? trial() : step(most);
  }

  private DrainStep trial() throws IOException {
    if (ticker.nanos() - retryAt < 0) {
      return new WaitUntil(retryAt);
    }
    SpoolBatch one = spool.peek(1);
    if (one.isEmpty()) {
      return new Idle();
    }
    governor.trial();
    return new Send(one);
  }

  private DrainStep step(int most) throws IOException {
    SpoolBatch backlog = spool.peek(Lane.BACKLOG, most);
    if (backlog.isEmpty()) {
      end();
    } else {
      start();
    }
    SpoolBatch live = spool.peek(Lane.LIVE, most);
    if (live.isEmpty() && backlog.isEmpty()) {
      return new Idle();
    }
    Allowance allowance = governor.take(live.records().size(), live.isEmpty() ? size(backlog) : 0);
    if (allowance.live() > 0) {
      return new Send(live.first(allowance.live()));
    }
    return allowance.backlog() > 0
        ? new Send(backlog.first(allowance.backlog()))
        : new WaitUntil(orNow(allowance.again()));
  }

  private static int size(SpoolBatch batch) {
    return batch.records().size();
  }

  private long orNow(OptionalLong again) {
    return again.orElseGet(ticker::nanos);
  }

  /**
   * All of it has arrived.
   *
   * @throws IOException if that could not be noted: it is to be sent again, and has the same
   *     numbers
   */
  public void sent(Send sent) throws IOException {
    acknowledge(sent.batch());
    if (!isKnownToBeThere) {
      isKnownToBeThere = true;
      events.accept(new TargetBack(clock.instant()));
    }
    if (away) {
      away = false;
      reconnect = reconnect.succeeded();
      spool.targetBack();
    }
  }

  /**
   * The target is away.
   *
   * @param arrived how many of the records have arrived before it went
   * @throws IOException if that could not be noted, or what arrives cannot be put on the disk
   */
  public void failed(Send failed, int arrived) throws IOException {
    end();
    if (!away) {
      isKnownToBeThere = false;
      events.accept(new TargetAway(clock.instant()));
    }
    away = true;
    reconnect = reconnect.failed();
    retryAt = ticker.nanos() + reconnect.delay(random).toNanos();
    try {
      if (arrived > 0) {
        acknowledge(failed.batch().first(arrived));
      }
    } finally {
      spool.targetAway();
    }
  }

  private void acknowledge(SpoolBatch batch) throws IOException {
    spool.acknowledge(batch);
    if (backfilling && batch.lane() == Lane.BACKLOG) {
      backfilled += size(batch);
    }
  }

  private void start() {
    if (!backfilling) {
      backfilling = true;
      backfilled = 0;
      backfillFrom = ticker.nanos();
      governor.drainStarted();
      events.accept(
          new BackfillStart(spool.waiting(Lane.BACKLOG), governor.rate(), clock.instant()));
    }
  }

  private void end() {
    if (backfilling) {
      backfilling = false;
      governor.drainEnded();
      Duration took = Duration.ofNanos(ticker.nanos() - backfillFrom);
      events.accept(
          new BackfillEnd(backfilled, spool.waiting(Lane.BACKLOG), took, clock.instant()));
    }
  }
}
