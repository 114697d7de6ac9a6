package mrs.jobs.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mrs.jobs.config.CacheConfig;
import mrs.jobs.disk.FolderTree;
import mrs.jobs.messages.Problem;
import mrs.resilience.cache.CacheStats;
import mrs.resilience.folder.Folder;
import mrs.resilience.folder.LocalFolder;
import org.jspecify.annotations.Nullable;

/** What people see of a cache, and how they empty it. */
public final class InspectCache {
  private final CacheFolders folders;
  private final CacheConfig config;
  private final LocalCache.Surroundings with;

  /** Of the cache in {@code folders}. */
  public InspectCache(CacheFolders folders, CacheConfig config, LocalCache.Surroundings with) {
    this.folders = folders;
    this.config = config;
    this.with = with;
  }

  /**
   * How a cache stands.
   *
   * @param isWell whether it is on the disk, and was when it was used last
   */
  public record Status(Map<String, @Nullable Object> row, boolean isWell) {}

  /**
   * How it stands; of one that another process uses, only what was noted before.
   *
   * @throws Problem if there is none, or it needs keys that are not given
   */
  public Status status() throws IOException {
    checkIsThere();
    CacheActivity activity = CacheActivity.read(LocalFolder.open(folders.root()));
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("folder", folders.root().toString());
    boolean onDisk = true;
    try (LocalCache cache = LocalCache.open(folders, config, with)) {
      onDisk = cache.isOnDisk();
      CacheStats stats = cache.store().stats();
      row.put("state", onDisk ? "on disk" : "in memory");
      row.put("entries", stats.entries());
      row.put("bytes", stats.bytes());
    } catch (CacheTaken e) {
      row.put("state", "in use by another process");
      row.put("entries", null);
      row.put("bytes", null);
    }
    row.put("most_bytes", config.highBytes());
    row.put("hits", activity.hits());
    row.put("misses", activity.misses());
    row.put("evictions", activity.evictions());
    row.put("expired", activity.expired());
    row.put("damaged", activity.damaged());
    row.put("failed_over_since", activity.failedOverSince());
    return new Status(row, onDisk && activity.failedOverSince() == null);
  }

  /**
   * Takes everything away, also what cannot be read for want of a key.
   *
   * @return what went
   * @throws Problem if there is none, or another process uses it
   */
  public Map<String, @Nullable Object> clear() throws IOException {
    checkIsThere();
    Folder folder = LocalFolder.open(folders.root());
    try (Closeable lock = LocalCache.lock(folders, folder)) {
      Sizes sizes = Sizes.of(folders);
      LocalCache.opener(folders).wipe();
      FolderTree.delete(folders.staging());
      CacheActivity.NONE.write(folder);
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("folder", folders.root().toString());
      row.put("files_gone", sizes.files());
      row.put("bytes_gone", sizes.bytes());
      return row;
    } catch (CacheTaken e) {
      throw Problem.failed(String.valueOf(e.getMessage()), "clear it when that has ended", e);
    }
  }

  private void checkIsThere() {
    if (!Files.isDirectory(folders.root())) {
      throw Problem.refused(
          "there is no cache at " + folders.root(),
          "the first 'mrs ingest' of a URI makes one; name another with --warehouse or"
              + " --set cache.folder=DIR");
    }
  }

  /** How much lies on the disk. */
  private record Sizes(long files, long bytes) {
    static Sizes of(CacheFolders folders) throws IOException {
      List<Long> sizes = new ArrayList<>();
      for (Path part : List.of(folders.store(), folders.staging())) {
        for (Path path : FolderTree.deepestFirst(part)) {
          if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            sizes.add(Files.size(path));
          }
        }
      }
      return new Sizes(sizes.size(), sizes.stream().mapToLong(Long::longValue).sum());
    }
  }
}
