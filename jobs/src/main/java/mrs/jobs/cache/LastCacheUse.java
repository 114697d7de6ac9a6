package mrs.jobs.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import mrs.jobs.cache.CacheActivity.LastUse;
import mrs.resilience.folder.LocalFolder;

/**
 * What a cache said when it was used last, by the note that it left. The cache itself is not
 * opened, so that one that is in use can be asked, and one whose keys are not here.
 *
 * @param at when that ended
 * @param damaged entries and stores that were found damaged, and went
 * @param noRoom files that were not kept for want of room, or that went to make room
 * @param inMemorySince since when it was kept in memory, gone with the process; empty if it was on
 *     the disk
 */
public record LastCacheUse(Instant at, long damaged, long noRoom, Optional<Instant> inMemorySince) {

  /**
   * Of the cache in {@code folders}; empty where there is none, or nobody has used it since it was
   * cleared.
   *
   * @throws IOException if what it noted cannot be read
   */
  public static Optional<LastCacheUse> of(CacheFolders folders) throws IOException {
    if (!Files.isDirectory(folders.root())) {
      return Optional.empty();
    }
    CacheActivity activity = CacheActivity.read(LocalFolder.open(folders.root()));
    LastUse last = activity.lastUse();
    if (last == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new LastCacheUse(
              Instant.parse(last.at()),
              last.damaged(),
              last.evictions() + last.noRoom(),
              Optional.ofNullable(activity.failedOverSince()).map(Instant::parse)));
    } catch (DateTimeException e) {
      throw new IOException("its note of when it was used holds no time", e);
    }
  }
}
