package mrs.jobs.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.jobs.cache.CacheFolders;
import mrs.jobs.cache.LocalCache;
import mrs.jobs.config.CacheConfig;
import mrs.resilience.health.Component;
import mrs.resilience.health.Condition;
import mrs.resilience.health.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the last use of a cache says of its health. */
class CacheHealthTest {
  private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

  @TempDir private Path warehouse;

  private Instant time = NOW.minusSeconds(86_400);

  private CacheFolders folders() {
    return CacheFolders.of(CacheConfig.USUAL, warehouse);
  }

  private LocalCache open() throws IOException {
    Clock clock = Clock.fixed(time, ZoneOffset.UTC);
    return LocalCache.open(
        folders(), CacheConfig.USUAL, new LocalCache.Surroundings(Map.of(), clock, line -> {}));
  }

  private void use(long noRoom) throws IOException {
    try (LocalCache cache = open()) {
      cache.store().put("a", "content".getBytes(UTF_8));
      cache.store().get("a");
      cache.hasNoRoomFor(noRoom);
    }
  }

  private void lookOnly() throws IOException {
    open().close();
  }

  private Optional<Observation> seen() {
    return new CacheHealth(3, folders(), NOW).observed().map(ObservedComponent::observation);
  }

  private static Optional<Observation> said(Condition condition, Instant at, String says) {
    return Optional.of(new Observation(condition, Optional.of(at), says));
  }

  @Test
  void oneThatNobodyHasUsedDoesNotCount() throws IOException {
    assertThat(seen()).isEmpty();
    lookOnly();
    assertThat(seen()).isEmpty();
  }

  @Test
  void oneThatWasUsedIsWellHoweverLongAgo() throws IOException {
    use(0);

    ObservedComponent observed = new CacheHealth(3, folders(), NOW).observed().orElseThrow();

    assertThat(observed.observation())
        .isEqualTo(said(Condition.HEALTHY, time, "used at 2026-02-28T02:00:00Z").orElseThrow());
    Component component = observed.component();
    assertThat(component.name()).isEqualTo("cache");
    assertThat(component.weight()).isEqualTo(3);
    assertThat(component.vital()).isFalse();
    assertThat(component.staleAfter()).isGreaterThan(java.time.Duration.ofDays(3650));
  }

  @Test
  void oneWithoutRoomIsDegradedUntilItIsUsedWithRoom() throws IOException {
    use(2);

    assertThat(seen())
        .isEqualTo(
            said(
                Condition.DEGRADED,
                time,
                "used at 2026-02-28T02:00:00Z: had no room for 2 copies (cache.high_bytes)"));
    lookOnly();
    assertThat(seen().orElseThrow().condition()).as("looked at").isEqualTo(Condition.DEGRADED);
    time = NOW;
    use(0);
    assertThat(seen()).isEqualTo(said(Condition.HEALTHY, NOW, "used at 2026-03-01T02:00:00Z"));
  }

  @Test
  void oneThatWasDamagedIsDegradedUntilItIsUsedAndSound() throws IOException {
    use(0);
    try (Stream<Path> files = Files.walk(folders().root().resolve("store"))) {
      for (Path each : files.filter(f -> f.getFileName().toString().equals("CURRENT")).toList()) {
        Files.writeString(each, "nonsense");
      }
    }

    use(0);

    assertThat(seen())
        .isEqualTo(
            said(Condition.DEGRADED, time, "used at 2026-02-28T02:00:00Z: found damage 1 time"));
    use(0);
    assertThat(seen()).isEqualTo(said(Condition.HEALTHY, time, "used at 2026-02-28T02:00:00Z"));
  }

  @Test
  void oneThatWasKeptInMemoryIsDownUntilItsDiskIsBack() throws IOException {
    Files.createDirectories(folders().root());
    Path store = Files.writeString(folders().root().resolve("store"), "a file in its place");

    use(0);

    assertThat(seen())
        .isEqualTo(
            said(
                Condition.DOWN,
                time,
                "used at 2026-02-28T02:00:00Z: was kept in memory since 2026-02-28T02:00:00Z"));
    Files.delete(store);
    lookOnly();
    assertThat(seen()).isEqualTo(said(Condition.HEALTHY, time, "used at 2026-02-28T02:00:00Z"));
  }

  @Test
  void oneWhoseNoteCannotBeReadIsDown() throws IOException {
    Files.createDirectories(folders().root().resolve("activity.json"));

    assertThat(seen().orElseThrow().condition()).isEqualTo(Condition.DOWN);
    assertThat(seen().orElseThrow().says()).startsWith("what it noted cannot be read: ");
  }

  @Test
  void oneWhoseNoteTellsNoTimeIsDown() throws IOException {
    use(0);
    Path note = folders().root().resolve("activity.json");
    Files.writeString(note, Files.readString(note).replace("2026-02-28T02:00:00Z", "lately"));

    assertThat(seen().orElseThrow().condition()).isEqualTo(Condition.DOWN);
    assertThat(seen().orElseThrow().says())
        .startsWith("what it noted cannot be read: ")
        .contains("'lately'");
  }
}
