package mrs.jobs.cache;

import java.nio.file.Path;
import mrs.jobs.config.CacheConfig;

/** Where the parts of a cache lie, below its folder. */
public record CacheFolders(Path root) {
  private static final String DEFAULT = "cache";

  /** As configured, or {@code cache/} in the warehouse's folder. */
  public static CacheFolders of(CacheConfig config, Path warehouse) {
    Path root = config.folder().isBlank() ? warehouse.resolve(DEFAULT) : Path.of(config.folder());
    return new CacheFolders(root.toAbsolutePath().normalize());
  }

  /** The entries. */
  Path store() {
    return root.resolve("store");
  }

  /** Copies as the ingest that is running reads them, not encrypted. */
  public Path staging() {
    return root.resolve("staging");
  }
}
