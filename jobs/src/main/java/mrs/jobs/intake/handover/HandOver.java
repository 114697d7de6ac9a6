package mrs.jobs.intake.handover;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import mrs.jobs.intake.delivery.DeliveryKey;
import mrs.jobs.intake.delivery.IntakeFeed;
import mrs.jobs.intake.delivery.PushedDelivery;
import mrs.jobs.intake.delivery.SpooledPart;
import mrs.jobs.intake.delivery.SpooledPart.Abandoned;
import mrs.jobs.intake.delivery.SpooledPart.Chunk;
import mrs.jobs.intake.delivery.SpooledPart.End;
import mrs.jobs.intake.delivery.UploadId;
import mrs.jobs.intake.journal.DeliveryLedger;
import mrs.jobs.intake.journal.DeliveryLedger.Entry;
import mrs.jobs.intake.journal.DeliveryLedger.State;
import mrs.jobs.intake.journal.IntakeEvents;
import mrs.jobs.intake.journal.NoteEvents;
import mrs.resilience.spool.SpoolBatch;
import mrs.resilience.spool.segment.SpoolRecord;

/**
 * Brings records of the spool into the feed folder. What {@link #take} has returned of outlasts a
 * power cut, so the batch may be acknowledged; records that come again change nothing.
 *
 * <p>After a failure call {@link #startOver}: what was begun is then begun anew. A batch that was
 * taken is acknowledged as a whole, before anything else is taken; where that fails it is tried
 * again, as nobody knows whether its records will come again. For one thread.
 */
public final class HandOver implements Closeable {
  private final FeedTarget target;
  private final DeliveryLedger ledger;
  private final NoteEvents events;
  private final InstantSource clock;
  private final Map<String, DeliveryFolder> folders = new HashMap<>();
  private Taking taking = new Taking();

  /** What was done since the last sync. */
  private static final class Taking {
    private final Map<DeliveryKey, PushedDelivery> fresh = new LinkedHashMap<>();
    private final List<PushedDelivery> again = new ArrayList<>();
    private final Map<DeliveryKey, PushedDelivery> lost = new LinkedHashMap<>();
    private final Map<UploadId, DeliveryFolder> filled = new LinkedHashMap<>();
  }

  /** Hands over to {@code target}. */
  public HandOver(
      FeedTarget target, DeliveryLedger ledger, NoteEvents events, InstantSource clock) {
    this.target = target;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Takes the next records.
   *
   * @param earlierToCome whether there may still be records of the same uploads that were accepted
   *     before these: an end without its chunks waits for them then, and is a loss otherwise
   * @throws IOException if nobody knows what of it is on the disk
   */
  public HandedOver take(SpoolBatch batch, boolean earlierToCome) throws IOException {
    for (SpoolRecord record : batch.records()) {
      take(folder(SpooledPart.feed(record)), SpooledPart.of(record), earlierToCome);
    }
    for (Map.Entry<UploadId, DeliveryFolder> each : taking.filled.entrySet()) {
      Optional<PushedDelivery> held = each.getValue().heldEnd(each.getKey());
      if (held.isPresent()) {
        finish(each.getValue(), new End(each.getKey(), held.get()), true);
      }
    }
    return settle();
  }

  /**
   * Has the ledger and the journal on the disk again after that failed; nothing where it did not.
   *
   * @throws IOException if it fails again
   */
  public void mend() throws IOException {
    ledger.mend();
    events.mend();
  }

  private void take(DeliveryFolder folder, SpooledPart part, boolean earlierToCome)
      throws IOException {
    if (part instanceof Chunk chunk) {
      folder.write(chunk);
      taking.filled.put(chunk.upload(), folder);
    } else if (part instanceof End end) {
      finish(folder, end, earlierToCome);
    } else if (part instanceof Abandoned abandoned) {
      folder.drop(abandoned.upload());
    }
  }

  private void finish(DeliveryFolder folder, End end, boolean earlierToCome) throws IOException {
    PushedDelivery delivery = end.delivery();
    DeliveryKey key = delivery.key();
    if (isState(key, State.HANDED_OVER) || taking.fresh.containsKey(key)) {
      folder.drop(end.upload());
      taking.again.add(delivery);
    } else if (folder.finish(end.upload(), delivery)) {
      taking.fresh.put(key, delivery);
    } else if (earlierToCome) {
      folder.hold(end.upload(), delivery);
    } else {
      lose(folder, end);
    }
  }

  private void lose(DeliveryFolder folder, End end) throws IOException {
    lose(end.delivery());
    folder.drop(end.upload());
  }

  private void lose(PushedDelivery delivery) throws IOException {
    DeliveryKey key = delivery.key();
    if (!isState(key, State.LOST) && !taking.lost.containsKey(key)) {
      Optional<Instant> accepted = ledger.find(key).map(Entry::at);
      events.note(IntakeEvents.lost(delivery, accepted, clock.instant()));
      taking.lost.put(key, delivery);
    }
  }

  private boolean isState(DeliveryKey key, State state) {
    return ledger.find(key).map(Entry::state).equals(Optional.of(state));
  }

  private HandedOver settle() throws IOException {
    for (DeliveryFolder each : folders.values()) {
      each.sync();
    }
    Instant now = clock.instant();
    for (PushedDelivery each : taking.lost.values()) {
      ledger.lost(each, now);
    }
    ledger.handedOver(taking.fresh.values(), now);
    mend();
    for (DeliveryFolder each : folders.values()) {
      each.removeDropped();
    }
    HandedOver done =
        new HandedOver(
            List.copyOf(taking.fresh.values()), taking.again, List.copyOf(taking.lost.values()));
    taking = new Taking();
    return done;
  }

  /**
   * Everything is handed over: takes away what uploads left that have no end, and says what is lost
   * of what was accepted. What waits for its parts may do so in a folder that is away just now, so
   * the folder of every delivery in question has to be there.
   *
   * @param accepted deliveries that waited before it was seen that the spool is empty
   * @param ended uploads that no connection feeds, before it was seen that the spool is empty
   */
  public HandedOver tidy(List<PushedDelivery> accepted, Predicate<UploadId> ended)
      throws IOException {
    Set<String> subs = existing();
    accepted.stream().filter(this::waits).forEach(each -> subs.add(each.key().feed().folder()));
    for (String sub : subs) {
      DeliveryFolder folder = folder(sub);
      for (Map.Entry<UploadId, PushedDelivery> each : folder.held().entrySet()) {
        finish(folder, new End(each.getKey(), each.getValue()), false);
      }
      for (UploadId each : folder.withoutEnd(ended)) {
        folder.drop(each);
      }
    }
    for (PushedDelivery each : accepted) {
      if (waits(each) && !taking.fresh.containsKey(each.key())) {
        settle(each);
      }
    }
    return settle();
  }

  /** Nothing more comes of it. */
  private void settle(PushedDelivery delivery) throws IOException {
    if (folder(delivery.key().feed()).isThere(delivery)) {
      taking.fresh.put(delivery.key(), delivery);
    } else {
      lose(delivery);
    }
  }

  private boolean waits(PushedDelivery delivery) {
    return isState(delivery.key(), State.WAITING);
  }

  private Set<String> existing() {
    Set<String> existing = new LinkedHashSet<>(IntakeFeed.folders());
    existing.removeIf(sub -> !target.has(sub));
    return existing;
  }

  private DeliveryFolder folder(IntakeFeed feed) throws IOException {
    return folder(feed.folder());
  }

  private DeliveryFolder folder(String sub) throws IOException {
    DeliveryFolder open = folders.get(sub);
    if (open == null) {
      open = new DeliveryFolder(target.open(sub));
      folders.put(sub, open);
    }
    return open;
  }

  /** Nobody knows what of the last records is on the disk: they are to come again. */
  public void startOver() {
    taking = new Taking();
    for (DeliveryFolder each : folders.values()) {
      try {
        each.close();
      } catch (IOException e) {
        // What it had open is begun anew.
      }
    }
    folders.clear();
  }

  @Override
  public void close() {
    startOver();
  }
}
