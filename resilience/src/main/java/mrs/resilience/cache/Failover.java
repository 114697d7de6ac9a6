package mrs.resilience.cache;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mrs.resilience.cache.CacheEvent.Damaged;
import mrs.resilience.cache.CacheEvent.FailedOver;
import mrs.resilience.cache.CacheEvent.Hydrated;
import mrs.resilience.cache.CacheEvent.Origin;
import mrs.resilience.cache.CacheEvent.Part;
import mrs.resilience.cache.CacheEvent.ResyncRequired;
import mrs.resilience.cache.EntryTable.Keyed;
import mrs.resilience.cache.backend.BackendOpener;
import mrs.resilience.cache.backend.CacheBackend;
import mrs.resilience.cache.backend.DamagedStore;
import mrs.resilience.cache.codec.EntryCodec;
import mrs.resilience.cache.codec.WrongKey;

/**
 * Which table serves a cache: that of its backend, or, while this is broken, one in memory. What is
 * done while it is broken is not lost: when the backend is back, what changed since is taken out of
 * it and what memory has is put in, and only then it serves again. So nothing older comes back than
 * was last put (but after a kill in between, when the next process finds the backend as it was; the
 * expiry of its entries bounds that).
 *
 * <p>A backend that is damaged as a whole, or has failed too often in a row, is wiped first.
 */
final class Failover implements Closeable {
  private final BackendOpener opener;
  private final EntryCodec codec;
  private final CacheSettings settings;
  private final PendingEvents events;
  private Serving serving;
  private int failures;
  private boolean damaged;

  /** Something to do with a table; on another one, if that fails. */
  @FunctionalInterface
  interface Action<T> {
    T on(EntryTable table) throws IOException;
  }

  /** What serves. */
  private sealed interface Serving {
    EntryTable table();

    /** The backend. */
    record Home(EntryTable table) implements Serving {}

    /** Memory, until the backend is back. */
    record Away(EntryTable table, ChangedKeys changed, Instant nextTry) implements Serving {
      Away notBefore(Instant other) {
        return new Away(table, changed, other);
      }
    }
  }

  /**
   * Opens the backend, or begins in memory where it is broken.
   *
   * @throws WrongKey if it has records that need a key that is not there
   */
  Failover(
      BackendOpener opener,
      EntryCodec codec,
      CacheSettings settings,
      PendingEvents events,
      Instant now)
      throws WrongKey {
    this.opener = opener;
    this.codec = codec;
    this.settings = settings;
    this.events = events;
    Serving first;
    try {
      first = new Serving.Home(home(Optional.empty(), now));
    } catch (WrongKey e) {
      throw e;
    } catch (IOException e) {
      first = away(e, now);
    }
    this.serving = first;
  }

  /** Does it with the table that serves; with memory, if the backend breaks over it. */
  <T> T run(Action<T> action, Instant now) {
    if (serving instanceof Serving.Away away && !now.isBefore(away.nextTry())) {
      comeBack(away, now);
    }
    if (serving instanceof Serving.Home home) {
      try {
        return action.on(home.table());
      } catch (IOException e) {
        closeBroken(home.table());
        serving = away(e, now);
      }
    }
    try {
      return action.on(serving.table());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
  }

  /** When the backend is tried again; empty while it serves. */
  Optional<Instant> nextTry() {
    return serving instanceof Serving.Away away ? Optional.of(away.nextTry()) : Optional.empty();
  }

  /** The backend has taken a change: it works again. */
  void wrote() {
    if (serving instanceof Serving.Home) {
      failures = 0;
    }
  }

  @Override
  public void close() throws IOException {
    serving.table().close();
  }

  private Serving.Away away(IOException broken, Instant now) {
    failures++;
    damaged |= broken instanceof DamagedStore;
    if (broken instanceof DamagedStore) {
      events.add(new Damaged(Part.STORE, Optional.empty(), PendingEvents.reason(broken)));
    }
    Instant nextTry = now.plus(settings.reopen().after(failures));
    events.add(new FailedOver(PendingEvents.reason(broken), nextTry));
    ChangedKeys changed = new ChangedKeys();
    EntryTable table = table(changed, settings.memory());
    return new Serving.Away(table, changed, nextTry);
  }

  private void comeBack(Serving.Away away, Instant now) {
    int mark = events.mark();
    try {
      away.table().dropExpired(now);
      mark = events.mark();
      events.add(new ResyncRequired("the backend of the cache is back"));
      serving = new Serving.Home(home(Optional.of(away), now));
      away.table().close();
    } catch (IOException e) {
      // Nothing is wiped for want of a key.
      failures += e instanceof WrongKey ? 0 : 1;
      damaged |= e instanceof DamagedStore;
      serving = away.notBefore(now.plus(settings.reopen().after(failures)));
      events.takeBack(mark);
    }
  }

  /** Opens the backend and brings to it what memory has. */
  private EntryTable home(Optional<Serving.Away> away, Instant now) throws IOException {
    if (damaged || failures >= settings.reopen().wipeAfter()) {
      opener.wipe();
      damaged = false;
    }
    EntryTable table;
    try {
      table = opened(away, now);
    } catch (DamagedStore e) {
      events.add(new Damaged(Part.STORE, Optional.empty(), PendingEvents.reason(e)));
      events.add(new ResyncRequired("the backend of the cache was damaged and is empty now"));
      opener.wipe();
      table = opened(away, now);
    }
    events.add(new Hydrated(Origin.BACKEND, table.size(), table.bytes()));
    return table;
  }

  private EntryTable opened(Optional<Serving.Away> away, Instant now) throws IOException {
    List<Keyed> entries = away.isPresent() ? away.get().table().entries() : List.of();
    CacheBackend backend = opener.open();
    EntryTable table = table(backend, settings.disk());
    try {
      if (away.isPresent()) {
        away.get().changed().removeFrom(backend);
      }
      table.load(now);
      table.putAll(entries);
      return table;
    } catch (IOException | RuntimeException e) {
      closeBroken(table);
      throw e;
    }
  }

  private EntryTable table(CacheBackend backend, Watermarks watermarks) {
    return new EntryTable(new CheckedRecords(backend, codec, events), watermarks, events);
  }

  private static void closeBroken(EntryTable table) {
    try {
      table.close();
    } catch (IOException e) {
      // It is given up for what broke it.
    }
  }
}
