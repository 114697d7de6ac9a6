package mrs.jobs.intake.journal;

import java.io.Closeable;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import mrs.jobs.intake.delivery.DeliveryKey;
import mrs.jobs.intake.delivery.DeliveryName;
import mrs.jobs.intake.delivery.IntakeFeed;
import mrs.jobs.intake.delivery.PushedDelivery;
import mrs.resilience.folder.Folder;

/**
 * Which deliveries were taken, and which of them are in the feed folder: what tells a delivery that
 * is sent again from a new one.
 *
 * <p>A delivery is noted after its end is on the disk: a kill in between only has it taken twice,
 * and the second one is recognised when it is handed over. The oldest are forgotten when there are
 * too many; sent again, such a one would be a second file of the feed, which ingest knows by its
 * content.
 */
public final class DeliveryLedger implements Closeable {
  /** The file that it is kept in. */
  static final String FILE = "deliveries.jsonl";

  private final Folder folder;
  private final int remembered;
  private final Map<DeliveryKey, Entry> entries = new LinkedHashMap<>();
  private final LineFile<Line> file;

  /** How far a delivery is. */
  public enum State {
    /** It waits in the spool. */
    WAITING,
    /** It is in the feed folder. */
    HANDED_OVER,
    /** It cannot be handed over any more: sent again, it is new. */
    LOST;

    /** As it stands in the ledger and in answers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A delivery, how far it is, and since when. */
  public record Entry(PushedDelivery delivery, State state, Instant at) {}

  /** An entry as it is written. */
  private record Line(
      String state, String feed, String name, String sha256, long bytes, String at) {
    static Line of(Entry entry) {
      DeliveryKey key = entry.delivery().key();
      return new Line(
          entry.state().word(),
          key.feed().word(),
          entry.delivery().name().toString(),
          key.sha256(),
          entry.delivery().bytes(),
          entry.at().toString());
    }

    /** Empty where a later version of this program wrote what this one does not know. */
    Optional<Entry> entry() {
      try {
        DeliveryKey key = new DeliveryKey(IntakeFeed.of(feed).orElseThrow(), sha256);
        DeliveryName known = DeliveryName.of(name).orElseThrow();
        State reached = State.valueOf(state.toUpperCase(Locale.ROOT));
        return Optional.of(
            new Entry(new PushedDelivery(key, known, bytes), reached, Instant.parse(at)));
      } catch (IllegalArgumentException | NoSuchElementException | DateTimeException e) {
        return Optional.empty();
      }
    }
  }

  private DeliveryLedger(Folder folder, int remembered) {
    this.folder = folder;
    this.remembered = remembered;
    this.file = new LineFile<>(folder, FILE, this::lines);
  }

  /**
   * Opens the ledger in a folder that nobody else writes to.
   *
   * @param remembered how many deliveries are remembered after they were handed over
   */
  public static DeliveryLedger open(Folder folder, int remembered) throws IOException {
    DeliveryLedger ledger = new DeliveryLedger(folder, remembered);
    ledger.read();
    ledger.file.rewrite();
    return ledger;
  }

  /** What the ledger in a folder says, read without changing it, also while it is in use. */
  public static List<Entry> read(Folder folder) throws IOException {
    DeliveryLedger ledger = new DeliveryLedger(folder, Integer.MAX_VALUE);
    ledger.read();
    return List.copyOf(ledger.entries.values());
  }

  private void read() throws IOException {
    LineFile.read(folder, FILE, Line.class).lines().stream()
        .flatMap(line -> line.entry().stream())
        .forEach(this::keep);
  }

  /** What is known of a delivery. */
  public synchronized Optional<Entry> find(DeliveryKey key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** Those that are not in the feed folder yet. */
  public synchronized List<PushedDelivery> waiting() {
    return entries.values().stream()
        .filter(each -> each.state() == State.WAITING)
        .map(Entry::delivery)
        .toList();
  }

  /**
   * A delivery waits in the spool.
   *
   * @throws IOException if nobody knows whether that is on the disk; this process remembers it
   */
  public void accepted(PushedDelivery delivery, Instant at) throws IOException {
    note(List.of(new Entry(delivery, State.WAITING, at)));
  }

  /**
   * Deliveries are in the feed folder for good.
   *
   * @throws IOException as {@link #accepted}; {@link #mend} before anything rests on it
   */
  public void handedOver(Collection<PushedDelivery> deliveries, Instant at) throws IOException {
    note(deliveries.stream().map(each -> new Entry(each, State.HANDED_OVER, at)).toList());
  }

  /** A delivery cannot be handed over any more; throws as {@link #handedOver}. */
  public void lost(PushedDelivery delivery, Instant at) throws IOException {
    note(List.of(new Entry(delivery, State.LOST, at)));
  }

  /** All that this process remembers is on the disk when this returns. */
  public void mend() throws IOException {
    file.mend();
  }

  /** Whether all that this process remembers is known to be on the disk. */
  public boolean isSound() {
    return file.isSound();
  }

  private void note(List<Entry> more) throws IOException {
    List<Entry> news = keepAll(more);
    if (!news.isEmpty()) {
      file.append(news.stream().map(Line::of).toList());
    }
  }

  private synchronized List<Entry> keepAll(List<Entry> more) {
    return more.stream().filter(this::keep).toList();
  }

  /** Returns whether that was news. What was handed over was so, whatever comes later. */
  private synchronized boolean keep(Entry entry) {
    DeliveryKey key = entry.delivery().key();
    Optional<State> before = find(key).map(Entry::state);
    boolean known =
        before.equals(Optional.of(State.HANDED_OVER)) || before.equals(Optional.of(entry.state()));
    if (known) {
      return false;
    }
    entries.remove(key);
    entries.put(key, entry);
    forgetOldest();
    return true;
  }

  private void forgetOldest() {
    if (entries.size() > remembered) {
      entries.values().stream()
          .filter(each -> each.state() != State.WAITING)
          .findFirst()
          .map(each -> each.delivery().key())
          .ifPresent(entries::remove);
    }
  }

  private synchronized List<Line> lines() {
    return entries.values().stream().map(Line::of).toList();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
