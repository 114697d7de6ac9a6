package mrs.resilience.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import mrs.resilience.cache.codec.CacheEntry;
import mrs.resilience.cache.codec.DamagedRecord;
import mrs.resilience.cache.codec.EntryCodec;
import mrs.resilience.cache.codec.WrongKey;
import mrs.resilience.folder.Folder;

/**
 * A snapshot as a file, encrypted where the cache is: a snapshot itself is plain.
 *
 * @param name of the file in {@code folder}
 * @param codec the cache's own
 */
public record SnapshotFile(Folder folder, String name, EntryCodec codec) {
  // Entries expire each by itself; the record they are in does not.
  private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  /** Writes a snapshot of {@code cache}, in place of the one before, and gives it back. */
  public CacheSnapshot save(CacheStore cache) throws IOException {
    CacheSnapshot snapshot = cache.snapshot();
    folder.put(name, codec.encode(key(), new CacheEntry(snapshot.bytes(), NEVER)));
    return snapshot;
  }

  /**
   * Has {@code cache} take in the snapshot; one that is damaged as {@link CacheStore#hydrate} says.
   *
   * @return how many entries were taken in
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws WrongKey if it needs a key that is not there
   */
  public int hydrate(CacheStore cache) throws IOException {
    byte[] bytes = folder.content(name);
    try {
      return cache.hydrate(codec.decode(key(), bytes).value());
    } catch (DamagedRecord e) {
      cache.refuseSnapshot(e);
      return 0;
    }
  }

  private byte[] key() {
    // No entry has such a key: it is longer than any.
    return (name + " ".repeat(EntryKey.LONGEST)).getBytes(UTF_8);
  }
}
