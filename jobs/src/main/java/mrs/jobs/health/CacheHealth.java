package mrs.jobs.health;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mrs.jobs.cache.CacheFolders;
import mrs.jobs.cache.LastCacheUse;
import mrs.jobs.messages.FailureLine;
import mrs.resilience.health.Component;
import mrs.resilience.health.Condition;
import mrs.resilience.health.Observation;

/**
 * The cache of feed files, by what its last use said: kept in memory it outlasts nothing, which is
 * all that it is for; after damage, or without room, it lacks a part. One that nobody has used yet
 * does not count, and one that is not needed any more does not get stale.
 */
record CacheHealth(double weight, CacheFolders folders, Instant now) {
  private static final String NAME = "cache";
  private static final Duration NEVER_STALE = Duration.ofDays(36_500);

  Optional<ObservedComponent> observed() {
    try {
      return LastCacheUse.of(folders).map(use -> observed(observation(use)));
    } catch (IOException e) {
      String says = "what it noted cannot be read: " + FailureLine.of(e);
      return Optional.of(observed(new Observation(Condition.DOWN, Optional.of(now), says)));
    }
  }

  private ObservedComponent observed(Observation observation) {
    return new ObservedComponent(new Component(NAME, weight, false, NEVER_STALE), observation);
  }

  private static Observation observation(LastCacheUse use) {
    List<String> faults = new ArrayList<>();
    use.inMemorySince().ifPresent(since -> faults.add("was kept in memory since " + since));
    if (use.damaged() > 0) {
      faults.add("found damage " + use.damaged() + (use.damaged() == 1 ? " time" : " times"));
    }
    if (use.noRoom() > 0) {
      faults.add(
          "had no room for "
              + use.noRoom()
              + (use.noRoom() == 1 ? " copy" : " copies")
              + " (cache.high_bytes)");
    }
    Condition condition =
        use.inMemorySince().isPresent()
            ? Condition.DOWN
            : faults.isEmpty() ? Condition.HEALTHY : Condition.DEGRADED;
    String says =
        "used at " + use.at() + (faults.isEmpty() ? "" : ": " + String.join(", ", faults));
    return new Observation(condition, Optional.of(use.at()), says);
  }
}
