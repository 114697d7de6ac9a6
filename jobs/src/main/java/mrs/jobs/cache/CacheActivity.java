package mrs.jobs.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import mrs.resilience.cache.CacheStats;
import mrs.resilience.folder.Folder;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a cache has done since it was last cleared, over all processes, as a file beside its
 * entries. A file that is damaged is as if there were none: nothing rests on it.
 *
 * @param evictions entries that went to make room
 * @param failedOverSince since when it was kept in memory when it was last closed; null if it was
 *     not
 * @param lastUse what the process that used it last had it do; null before the first
 */
record CacheActivity(
    long hits,
    long misses,
    long evictions,
    long expired,
    long damaged,
    @Nullable String failedOverSince,
    @Nullable LastUse lastUse) {
  static final CacheActivity NONE = new CacheActivity(0, 0, 0, 0, 0, null, null);

  private static final Logger LOG = LogManager.getLogger(CacheActivity.class);
  private static final String FILE = "activity.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  static CacheActivity read(Folder folder) throws IOException {
    try {
      return JSON.readValue(folder.content(FILE), CacheActivity.class);
    } catch (NoSuchFileException e) {
      return NONE;
    } catch (JsonProcessingException e) {
      LOG.warn("what the cache has done cannot be read, and is counted anew", e);
      return NONE;
    }
  }

  void write(Folder folder) throws IOException {
    folder.put(FILE, JSON.writeValueAsString(this).getBytes(UTF_8));
  }

  /**
   * What one process had it do.
   *
   * @param noRoom files that it had no room for
   */
  record LastUse(String at, long damaged, long evictions, long noRoom) {
    LastUse {
      Objects.requireNonNull(at, "at");
    }

    private static LastUse of(CacheStats stats, long noRoom, Instant at) {
      return new LastUse(at.toString(), stats.damaged(), stats.evictions(), noRoom);
    }
  }

  /**
   * With what one process had it do. Who only looked how it stands has not used it, unless
   * something was damaged or away.
   */
  CacheActivity and(CacheStats stats, long noRoom, Optional<Instant> away, Instant now) {
    boolean isUse =
        stats.hits() + stats.misses() + stats.damaged() + noRoom > 0 || away.isPresent();
    return new CacheActivity(
        hits + stats.hits(),
        misses + stats.misses(),
        evictions + stats.evictions(),
        expired + stats.expired(),
        damaged + stats.damaged(),
        away.map(Instant::toString).orElse(null),
        isUse ? LastUse.of(stats, noRoom, now) : lastUse);
  }
}
