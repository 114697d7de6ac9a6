package mrs.jobs.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import mrs.contracts.Stores;
import mrs.jobs.warehouse.CreatedTables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was built for a past state is used again, until something is committed. */
class KeptStatesTest {
  private static final Instant NOW = Instant.parse("2024-06-28T02:00:00Z");
  private static final Instant THEN = Instant.parse("2024-06-12T02:00:00Z");

  @TempDir private Path root;
  private KeptStates states;

  @BeforeEach
  void commit() throws IOException {
    states = madeBy("as configured");
    commit(0);
  }

  @Test
  void aStateHasOneFolderUntilSomethingIsCommitted() throws IOException {
    Path folder = states.folder(THEN);

    assertThat(folder.getParent()).isEqualTo(root.resolve("asof"));
    assertThat(folder.getFileName().toString()).startsWith("20240612T020000.000000000Z-");
    assertThat(states.folder(THEN)).isEqualTo(folder);
    assertThat(states.folder(THEN.plusNanos(1))).isNotEqualTo(folder);
    commit(1);
    assertThat(states.folder(THEN)).isNotEqualTo(folder);
  }

  @Test
  void whatIsMadeByAnotherConfigurationIsAnotherState() throws IOException {
    assertThat(madeBy("otherwise").folder(THEN)).isNotEqualTo(states.folder(THEN));
    assertThat(madeBy("as configured").folder(THEN)).isEqualTo(states.folder(THEN));
  }

  @Test
  void whatIsNotPastYetIsNotKept() throws IOException {
    assertThat(states.folder(NOW).startsWith(root)).isFalse();
    assertThat(states.folder(NOW)).isNotEqualTo(states.folder(NOW));
    assertThat(states.folder(NOW.minusNanos(1)).startsWith(root)).isTrue();
  }

  @Test
  void aTableIsThereWholeOrNotAtAll() throws IOException {
    Path place = states.folder(THEN).resolve("stores");
    assertThatThrownBy(
            () ->
                states.put(
                    place,
                    to -> {
                      write(to, "half");
                      throw new IllegalStateException("killed");
                    }))
        .hasMessage("killed");
    assertThat(children(place.getParent())).isEmpty();

    states.put(place, to -> write(to, "one"));
    states.put(place, to -> write(to, "another that was built at the same time"));
    assertThat(children(place.getParent())).containsExactly("stores");
    assertThat(Files.readString(place.resolve("rows"))).isEqualTo("one");
  }

  @Test
  void whatWasNotUsedForLongGoesWhenThereAreMany() throws IOException {
    for (int day = 1; day <= 10; day++) {
      Path folder = states.folder(THEN.plus(Duration.ofDays(day)));
      states.put(folder.resolve("stores"), to -> write(to, "rows"));
      // Older than an hour: the first six.
      Files.setLastModifiedTime(folder, FileTime.from(NOW.minus(Duration.ofMinutes(70 - day * 2))));
    }
    Path newest = states.folder(THEN.plus(Duration.ofDays(11)));
    states.put(newest.resolve("stores"), to -> write(to, "rows"));

    assertThat(children(root.resolve("asof")))
        .hasSize(9)
        .noneMatch(name -> name.startsWith("20240613") || name.startsWith("20240614"));
  }

  private KeptStates madeBy(String maker) {
    return new KeptStates(root, maker, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private void commit(int version) throws IOException {
    Path log = CreatedTables.path(root, Stores.TABLE).resolve("_delta_log");
    Files.createDirectories(log);
    Files.writeString(log.resolve(String.format("%020d.json", version)), "");
  }

  private static void write(Path folder, String rows) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("rows"), rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> children(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
