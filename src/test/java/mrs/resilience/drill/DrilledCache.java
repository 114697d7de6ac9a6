package mrs.resilience.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import mrs.resilience.HandClock;
import mrs.resilience.cache.CacheSettings;
import mrs.resilience.cache.CacheStore;
import mrs.resilience.cache.backend.BackendOpener;
import mrs.resilience.cache.backend.CacheBackend;
import mrs.resilience.cache.backend.StoredRecord;
import mrs.resilience.cache.codec.ChecksummedCodec;
import mrs.resilience.cache.codec.WrongKey;

/**
 * A value is read through the cache: what it does not have comes from its source, and is put. What
 * it gives has to be what the source has.
 */
final class DrilledCache implements DrilledPart, BackendOpener {
  private static final int KEYS = 40;

  private final TreeMap<byte[], byte[]> records = new TreeMap<>(Arrays::compareUnsigned);
  private final FailingOnce failing = new FailingOnce();
  private final HandClock clock;
  private final Random random;
  private CacheStore cache;

  DrilledCache(HandClock clock, Random random) throws IOException {
    this.clock = clock;
    this.random = random;
    this.cache = start();
    for (int key = 0; key < KEYS; key++) {
      cache.put("key" + key, source("key" + key));
    }
  }

  private CacheStore start() throws IOException {
    try {
      return CacheStore.open(
          CacheSettings.DEFAULT, this, new ChecksummedCodec(), clock, event -> {});
    } catch (WrongKey e) {
      throw new IOException(e);
    }
  }

  private static byte[] source(String key) {
    return ("what the source has of " + key).getBytes(UTF_8);
  }

  @Override
  public boolean operate() {
    String key = "key" + random.nextInt(KEYS);
    Optional<byte[]> got = cache.get(key);
    if (got.isEmpty()) {
      cache.put(key, source(key));
    } else if (!Arrays.equals(got.get(), source(key))) {
      throw new AssertionError("a wrong value of " + key);
    }
    return got.isPresent();
  }

  @Override
  public void failOnce() {
    failing.after(0);
  }

  @Override
  public void damageAndRestart() throws IOException {
    cache.close();
    int at = random.nextInt(Math.max(1, records.size()));
    for (Map.Entry<byte[], byte[]> record : records.entrySet()) {
      if (at-- == 0) {
        byte[] bytes = record.getValue().clone();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        record.setValue(bytes);
      }
    }
    cache = start();
  }

  @Override
  public void close() throws IOException {
    failing.disarm();
    cache.close();
  }

  @Override
  public void wipe() {
    records.clear();
  }

  @Override
  public CacheBackend open() throws IOException {
    failing.access();
    return new CacheBackend() {
      @Override
      public Optional<byte[]> get(byte[] key) throws IOException {
        failing.access();
        return Optional.ofNullable(records.get(key));
      }

      @Override
      public void putAll(List<StoredRecord> puts) throws IOException {
        failing.access();
        puts.forEach(p -> records.put(p.key(), p.bytes()));
      }

      @Override
      public void remove(byte[] key) throws IOException {
        failing.access();
        records.remove(key);
      }

      @Override
      public void clear() throws IOException {
        failing.access();
        records.clear();
      }

      @Override
      public void forEach(Visitor visitor) throws IOException {
        failing.access();
        for (Map.Entry<byte[], byte[]> each : List.copyOf(records.entrySet())) {
          visitor.visit(new StoredRecord(each.getKey(), each.getValue()));
        }
      }

      @Override
      public void close() {}
    };
  }
}
