package mrs.jobs.intake;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import mrs.jobs.intake.handover.FeedTarget;
import mrs.jobs.intake.handover.HandOver;
import mrs.jobs.intake.handover.HandOverLoop;
import mrs.jobs.intake.handover.HandOverProgress;
import mrs.jobs.intake.journal.DeliveryLedger;
import mrs.jobs.intake.journal.IntakeEvents;
import mrs.jobs.intake.journal.NoteEvents;
import mrs.jobs.intake.receive.ActiveUploads;
import mrs.jobs.intake.receive.PushRequest;
import mrs.jobs.intake.receive.Receipt;
import mrs.jobs.intake.receive.ReceiveDeliveries;
import mrs.jobs.intake.receive.Refusal;
import mrs.jobs.intake.receive.SpoolRoom;
import mrs.resilience.Ticker;
import mrs.resilience.drain.Drain;
import mrs.resilience.governor.GovernorPolicy;
import mrs.resilience.governor.RateGovernor;
import mrs.resilience.spool.Spool;
import mrs.resilience.spool.SpoolEvent;
import mrs.resilience.spool.SpoolPolicy;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * An intake: takes deliveries into a spool, and hands them over to a feed folder in a thread of its
 * own. A delivery that has a {@link Receipt} gets there once, whatever happens to the process, to
 * the feed folder or to the power; if the disk of the spool breaks, an event in the journal says
 * what is lost.
 */
public final class Intake implements Closeable {
  private static final Logger LOG = LogManager.getLogger(Intake.class);
  static final String LOCK = "intake.lock";

  private final IntakeSettings settings;
  private final Opened opened;
  private final ReceiveDeliveries deliveries;
  private final HandOver handOver;
  private final HandOverLoop loop;
  private final Thread thread;
  private final InstantSource clock;
  private volatile boolean canKeep = true;

  /** Clocks, and chance for what has to differ from process to process. */
  public record Surroundings(InstantSource clock, Ticker ticker, RandomGenerator random) {}

  /** What is kept on the disk. */
  private record Opened(Closeable lock, Spool spool, DeliveryLedger ledger, NoteEvents events)
      implements Closeable {
    @Override
    public void close() throws IOException {
      try (lock;
          events;
          ledger) {
        spool.close();
      }
    }
  }

  private Intake(
      IntakeFolders folders,
      FeedTarget target,
      IntakeSettings settings,
      Surroundings around,
      Opened opened) {
    this.settings = settings;
    this.opened = opened;
    this.clock = around.clock();
    ActiveUploads uploads = new ActiveUploads(around.random());
    SpoolRoom room = new SpoolRoom(opened.spool(), folders.queue(), settings.diskBytes());
    this.deliveries =
        new ReceiveDeliveries(
            opened.spool(),
            room,
            opened.ledger(),
            uploads,
            around.clock(),
            ReceiveDeliveries.Sizes.ofDeliveries(settings.mostDeliveryBytes()));
    RateGovernor governor =
        new RateGovernor(GovernorPolicy.withFloor(settings.backlogPerSecond()), around.ticker());
    Drain drain =
        new Drain(
            opened.spool(),
            governor,
            around.ticker(),
            around.clock(),
            around.random(),
            event -> note(opened.events(), event));
    this.handOver = new HandOver(target, opened.ledger(), opened.events(), around.clock());
    this.loop =
        new HandOverLoop(
            new HandOverLoop.HandOverParts(
                opened.spool(),
                drain,
                governor,
                handOver,
                opened.ledger(),
                uploads::now,
                new HandOverLoop.Time(around.clock(), around.ticker())));
    this.thread = new Thread(loop, "hand-over");
  }

  /**
   * Opens an intake that hands nothing over yet.
   *
   * @throws IntakeTaken if another process has it open
   * @throws IOException if its own disk fails; a feed folder that is away is no reason
   */
  public static Intake open(
      IntakeFolders folders, FeedTarget target, IntakeSettings settings, Surroundings around)
      throws IOException {
    Closeable lock = folders.own().lock(LOCK).orElseThrow(() -> new IntakeTaken(folders.own()));
    try {
      DeliveryLedger ledger = DeliveryLedger.open(folders.own(), settings.remembered());
      NoteEvents events = NoteEvents.in(folders.own());
      Spool spool =
          Spool.open(
              folders.queue(),
              SpoolPolicy.durable(settings.diskBytes()),
              around.clock(),
              around.random(),
              event -> note(events, event));
      return new Intake(folders, target, settings, around, new Opened(lock, spool, ledger, events));
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void note(NoteEvents events, SpoolEvent event) {
    try {
      events.note(IntakeEvents.of(event));
    } catch (IOException e) {
      if (event instanceof SpoolEvent.Gap) {
        // A loss is told before anything is done about it.
        throw new UncheckedIOException(e);
      }
      LOG.warn("an event could not be noted and is noted with the next one: {}", e.toString());
    }
  }

  /** Begins to hand over. */
  public void start() {
    thread.start();
  }

  /**
   * Takes one delivery; see {@link ReceiveDeliveries}.
   *
   * @throws Refusal if it was not taken
   */
  public Receipt receive(PushRequest request, InputStream body) throws Refusal {
    try {
      Receipt receipt = deliveries.receive(request, body);
      canKeep = true;
      return receipt;
    } catch (Refusal e) {
      canKeep = canKeep && e.kind() != Refusal.Kind.UNKNOWN;
      throw e;
    } finally {
      loop.arrived();
    }
  }

  /**
   * Hands over until nothing waits, in the thread that calls, of an intake that was not started.
   *
   * @return false if the hand-over got stuck; {@link #progress} says why
   */
  public boolean drain() throws IOException {
    return loop.runUntilEmpty();
  }

  /** How the hand-over gets on. */
  public HandOverProgress progress() {
    return loop.progress();
  }

  /**
   * How it does.
   *
   * @throws IOException if its own disk cannot be read
   */
  public IntakeStatus status() throws IOException {
    return new IntakeStatus(
        clock.instant(),
        opened.spool().statistics(),
        settings.diskBytes(),
        loop.progress(),
        opened.ledger().isSound() && opened.events().isSound(),
        canKeep,
        opened.events().pending());
  }

  /** Ends the hand-over after what it is about, and gives the spool free. */
  @Override
  public void close() throws IOException {
    loop.stop();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    handOver.close();
    opened.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
