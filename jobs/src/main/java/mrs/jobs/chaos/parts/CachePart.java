package mrs.jobs.chaos.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import mrs.jobs.chaos.scratch.DamagedFile;
import mrs.jobs.chaos.scratch.ScratchFolder;
import mrs.resilience.Ticker;
import mrs.resilience.cache.CacheEvent;
import mrs.resilience.cache.CacheEvent.Damaged;
import mrs.resilience.cache.CacheEvent.Part;
import mrs.resilience.cache.CacheSettings;
import mrs.resilience.cache.CacheStore;
import mrs.resilience.cache.backend.BackendOpener;
import mrs.resilience.cache.backend.CacheBackend;
import mrs.resilience.cache.backend.RocksBackend;
import mrs.resilience.cache.backend.StoredRecord;
import mrs.resilience.cache.codec.ChecksummedCodec;
import mrs.resilience.cache.codec.WrongKey;

/**
 * Some records of a cache have a bit that is another, or the file that its store starts from is
 * overwritten: no wrong value is given, events say which entries are gone, or that all are, and
 * what is put again is there.
 */
final class CachePart implements DamagedPart {
  private static final int ENTRIES = 200;
  private static final int MOST_DAMAGED = 20;
  private static final int MOST_BYTES = 400;
  private static final Instant TIME = Instant.parse("2024-06-03T02:00:00Z");
  private static final String START_FILE = "CURRENT";
  private static final String STORE_GONE = "Damaged STORE";

  @Override
  public PartOutcome play(ScratchFolder scratch, Random random, Ticker ticker) throws IOException {
    Path root = scratch.checked(scratch.root().resolve("cache"));
    BackendOpener opener = RocksBackend.opener(root);
    TreeMap<String, byte[]> entries = new TreeMap<>();
    try (CacheStore cache = open(opener, new ArrayList<>())) {
      for (int i = 0; i < ENTRIES; i++) {
        byte[] value = new byte[1 + random.nextInt(MOST_BYTES)];
        random.nextBytes(value);
        entries.put("key" + i, value);
        cache.put("key" + i, value);
      }
    }
    TreeSet<String> damaged = new TreeSet<>();
    if (random.nextBoolean()) {
      new DamagedFile(scratch, root.resolve(START_FILE), random).overwrite();
      damaged.addAll(entries.keySet());
      return recover(opener, entries, damaged, List.of(STORE_GONE), ticker);
    }
    int most = 1 + random.nextInt(MOST_DAMAGED);
    for (int i = 0; i < most; i++) {
      damaged.add("key" + random.nextInt(ENTRIES));
    }
    flipABitOfEach(opener, damaged, random);
    List<String> predicted = damaged.stream().map(CachePart::entryGone).toList();
    return recover(opener, entries, damaged, predicted, ticker);
  }

  /** Beneath the cache, where its store's own checksums are made anew. */
  private static void flipABitOfEach(BackendOpener opener, TreeSet<String> keys, Random random)
      throws IOException {
    try (CacheBackend beneath = opener.open()) {
      for (String key : keys) {
        byte[] name = key.getBytes(UTF_8);
        byte[] record = beneath.get(name).orElseThrow();
        record[random.nextInt(record.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        beneath.putAll(List.of(new StoredRecord(name, record)));
      }
    }
  }

  private static PartOutcome recover(
      BackendOpener opener,
      TreeMap<String, byte[]> entries,
      TreeSet<String> damaged,
      List<String> predicted,
      Ticker ticker)
      throws IOException {
    List<CacheEvent> events = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    long lost = 0;
    long from = ticker.nanos();
    try (CacheStore cache = open(opener, events)) {
      for (String key : entries.keySet()) {
        Optional<byte[]> got = cache.get(key);
        boolean right = got.filter(v -> Arrays.equals(v, entries.get(key))).isPresent();
        if (got.isPresent() && (!right || damaged.contains(key))) {
          broken.add("the cache gave a wrong value of " + key);
        }
        lost += !right && !damaged.contains(key) ? 1 : 0;
      }
      Duration took = Duration.ofNanos(ticker.nanos() - from);
      List<String> told =
          events.stream()
              .filter(Damaged.class::isInstance)
              .map(Damaged.class::cast)
              .map(CachePart::told)
              .sorted()
              .toList();
      if (!told.equals(predicted)) {
        broken.add("told " + told + " instead of " + predicted);
      }
      checkGoesOn(cache, entries, broken);
      return new PartOutcome(predicted, told, lost, took, broken);
    }
  }

  private static void checkGoesOn(
      CacheStore cache, TreeMap<String, byte[]> entries, List<String> broken) {
    entries.forEach(cache::put);
    boolean all =
        entries.entrySet().stream()
            .allMatch(
                e -> cache.get(e.getKey()).filter(v -> Arrays.equals(v, e.getValue())).isPresent());
    if (!all || cache.nextTry().isPresent()) {
      broken.add("what was put again is not there, or not on the disk");
    }
  }

  private static CacheStore open(BackendOpener opener, List<CacheEvent> events) throws IOException {
    try {
      return CacheStore.open(
          CacheSettings.DEFAULT, opener, new ChecksummedCodec(), () -> TIME, events::add);
    } catch (WrongKey e) {
      throw new IOException(e);
    }
  }

  private static String told(Damaged damaged) {
    return damaged.part() == Part.ENTRY
        ? damaged.key().map(CachePart::entryGone).orElse("Damaged ENTRY")
        : "Damaged " + damaged.part();
  }

  private static String entryGone(String key) {
    return "Damaged " + key;
  }
}
