package mrs.resilience.cache;

import java.time.Instant;
import java.util.Optional;

/** What happened to a cache that nobody asked it for, or that others should know of. */
public sealed interface CacheEvent {

  /**
   * The cache has what was kept there, in place of what it had.
   *
   * @param from where this was
   * @param entries how many the cache has now
   * @param bytes how large it is now
   */
  record Hydrated(Origin from, long entries, long bytes) implements CacheEvent {}

  /** What the cache has is no longer what it had: who mirrors it or fills it should do so anew. */
  record ResyncRequired(String reason) implements CacheEvent {}

  /** An entry went. */
  record Evicted(String key, long bytes, Cause cause) implements CacheEvent {}

  /** The backend is broken, and the cache goes on in memory, which is empty at first. */
  record FailedOver(String reason, Instant nextTry) implements CacheEvent {}

  /**
   * Something was not as it was written, and is gone.
   *
   * @param key of the entry; empty where it is not an entry, or has lost its key
   */
  record Damaged(Part part, Optional<String> key, String reason) implements CacheEvent {}

  /** Where entries come from. */
  enum Origin {
    BACKEND,
    SNAPSHOT
  }

  /** Why an entry went. */
  enum Cause {
    EXPIRED,
    WATERMARK,
    REQUESTED
  }

  /** What can be damaged: one entry, all that the backend has, a snapshot. */
  enum Part {
    ENTRY,
    STORE,
    SNAPSHOT
  }
}
