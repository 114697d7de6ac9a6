package mrs.jobs.intake.handover;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import mrs.jobs.intake.OneProcess;
import mrs.jobs.intake.delivery.DeliveryName;
import mrs.jobs.intake.delivery.IntakeFeed;
import mrs.jobs.intake.delivery.PushedDelivery;
import mrs.jobs.intake.delivery.UploadId;
import mrs.jobs.intake.journal.DeliveryLedger;
import mrs.jobs.intake.journal.IntakeEvents;
import mrs.jobs.intake.journal.NoteEvents;
import mrs.jobs.intake.receive.ActiveUploads;
import mrs.jobs.intake.receive.PushRequest;
import mrs.jobs.intake.receive.Receipt;
import mrs.jobs.intake.receive.ReceiveDeliveries;
import mrs.jobs.intake.receive.Refusal;
import mrs.jobs.intake.receive.SpoolRoom;
import mrs.resilience.folder.Folder;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.spool.Lane;
import mrs.resilience.spool.Spool;
import mrs.resilience.spool.SpoolBatch;
import mrs.resilience.spool.SpoolEvent;
import mrs.resilience.spool.SpoolPolicy;

/**
 * An intake without threads, with chunks of a few bytes, in a process that can be killed: its parts
 * are those of the real one, and what its threads do is done step by step.
 */
final class SmallIntake {
  static final int CHUNK = 8;
  private static final long DISK = 1 << 20;
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2024-06-01T02:00:00Z"));

  private final OneProcess process;
  private final Spool spool;
  private final DeliveryLedger ledger;
  private final NoteEvents events;
  private final ActiveUploads uploads;
  private final ReceiveDeliveries deliveries;
  private final HandOver handOver;
  private Optional<SpoolBatch> taken = Optional.empty();

  SmallIntake(
      ForgetfulFolder own, ForgetfulFolder queue, FeedDisk feed, OneProcess process, Random random)
      throws IOException {
    this.process = process;
    Folder mine = process.folder(own);
    this.ledger = DeliveryLedger.open(mine, 1_000);
    this.events = NoteEvents.in(mine);
    this.uploads = new ActiveUploads(random);
    Folder segments = process.folder(queue);
    this.spool = Spool.open(segments, SpoolPolicy.durable(DISK), CLOCK, random, this::note);
    this.deliveries =
        new ReceiveDeliveries(
            spool,
            new SpoolRoom(spool, segments, DISK),
            ledger,
            uploads,
            CLOCK,
            new ReceiveDeliveries.Sizes(1_000, CHUNK));
    feed.seenBy(process::folder);
    this.handOver = new HandOver(feed, ledger, events, CLOCK);
  }

  private void note(SpoolEvent event) {
    try {
      events.note(IntakeEvents.of(event));
    } catch (IOException e) {
      // With the next one.
    }
  }

  OneProcess process() {
    return process;
  }

  DeliveryLedger ledger() {
    return ledger;
  }

  Spool spool() {
    return spool;
  }

  Receipt receive(IntakeFeed feed, String name, OptionalLong length, InputStream body)
      throws Refusal {
    return deliveries.receive(
        new PushRequest(feed, DeliveryName.of(name).orElseThrow(), length, Optional.empty()), body);
  }

  /** Hands over the next records of a lane; returns whether there were any. */
  boolean handOver(Lane lane, int most) throws IOException {
    acknowledge();
    SpoolBatch batch = spool.peek(lane, most);
    if (batch.isEmpty()) {
      return false;
    }
    try {
      handOver.take(batch, lane == Lane.LIVE && !isEmpty(Lane.BACKLOG));
    } catch (IOException e) {
      handOver.startOver();
      throw e;
    }
    taken = Optional.of(batch);
    acknowledge();
    return true;
  }

  private void acknowledge() throws IOException {
    if (taken.isPresent()) {
      spool.acknowledge(taken.get());
      taken = Optional.empty();
    }
  }

  private boolean isEmpty(Lane lane) throws IOException {
    return spool.peek(lane, 1).isEmpty();
  }

  /** As {@link HandOverLoop} does when nothing waits. */
  void tidy() throws IOException {
    acknowledge();
    Set<UploadId> active = uploads.now();
    List<PushedDelivery> accepted = ledger.waiting();
    if (!isEmpty(Lane.BACKLOG) || !isEmpty(Lane.LIVE)) {
      return;
    }
    try {
      handOver.tidy(accepted, upload -> !active.contains(upload));
    } catch (IOException e) {
      handOver.startOver();
      throw e;
    }
  }

  void handOverAll() throws IOException {
    while (handOver(Lane.LIVE, 5) || handOver(Lane.BACKLOG, 5)) {
      // Until nothing waits.
    }
    tidy();
  }

  void close() throws IOException {
    handOver.close();
    spool.close();
    ledger.close();
    events.close();
    process.kill();
  }
}
