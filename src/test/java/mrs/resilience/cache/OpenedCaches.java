package mrs.resilience.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mrs.resilience.HandClock;
import mrs.resilience.cache.backend.BackendOpener;
import mrs.resilience.cache.backend.MemoryBackend;
import mrs.resilience.cache.codec.ChecksummedCodec;
import mrs.resilience.cache.codec.EntryCodec;
import mrs.resilience.cache.codec.WrongKey;

/** Opens caches on a clock that stands still, and collects their events. */
final class OpenedCaches {
  static final Duration TTL = Duration.ofMinutes(15);
  static final Watermarks LARGE = new Watermarks(1 << 20, 1 << 20);
  static final ReopenPolicy REOPEN =
      new ReopenPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(5), 4);

  final HandClock clock = new HandClock();
  final List<CacheEvent> events = new ArrayList<>();
  CacheSettings settings = new CacheSettings(TTL, LARGE, LARGE, REOPEN);
  BackendOpener opener = MemoryBackend.opener();
  EntryCodec codec = new ChecksummedCodec();

  CacheStore open() {
    try {
      return CacheStore.open(settings, opener, codec, clock, events::add);
    } catch (WrongKey e) {
      throw new AssertionError(e);
    }
  }

  /** What has happened since this was asked last. */
  List<CacheEvent> happened() {
    List<CacheEvent> happened = List.copyOf(events);
    events.clear();
    return happened;
  }

  void limit(long high, long low) {
    settings = new CacheSettings(TTL, new Watermarks(high, low), LARGE, REOPEN);
  }

  static boolean put(CacheStore cache, String key, String value) {
    return cache.put(key, value.getBytes(UTF_8));
  }

  static String get(CacheStore cache, String key) {
    return cache.get(key).map(value -> new String(value, UTF_8)).orElse("none");
  }

  /** How many bytes an entry counts. */
  static long size(String key, String value) {
    return key.getBytes(UTF_8).length + ChecksummedCodec.OVERHEAD + value.getBytes(UTF_8).length;
  }
}
