package mrs.jobs.runs.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.ComponentHealthLog;
import mrs.contracts.InputState;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.contracts.UserEditsLog;
import mrs.jobs.breakers.Breakers;
import mrs.jobs.runs.FakeNights;
import mrs.jobs.runs.StageRun;
import mrs.jobs.warehouse.Warehouse;
import mrs.resilience.breaker.BreakerMemory;
import mrs.resilience.breaker.BreakerMemory.Position;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An input that cannot be read time and again is left alone for a while, by a new process too. */
class InputBreakersTest extends SparkTest {
  private static final Instant OPENED = Instant.parse("2024-07-02T00:00:00Z");

  @TempDir private Path folder;
  private Warehouse warehouse;

  @Test
  void isLeftAloneAfterFiveFailuresTriedAfterHalfAMinuteAndUsedOnceItIsMended() throws IOException {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("warehouse"));
    run("before", "2024-07-01T00:00:00Z", List.of("present", "present", "present", "present"));
    assertThat(rows()).isEmpty();
    Map<Path, byte[]> log = damage(warehouse.path(UserEditsLog.TABLE).resolve("_delta_log"));

    run("first", "2024-07-01T01:00:00Z", List.of("corrupt", "corrupt", "corrupt", "corrupt"));
    assertThat(known().position()).isEqualTo(Position.CLOSED);
    assertThat(known().failures()).isEqualTo(4);

    run(
        "second",
        OPENED.toString(),
        List.of("corrupt", "breaker_open", "breaker_open", "breaker_open"));
    assertThat(known())
        .isEqualTo(
            new BreakerMemory(
                Position.OPEN, 0, 0, 0, Optional.of(OPENED), Optional.of(OPENED.plusSeconds(30))));

    for (Map.Entry<Path, byte[]> file : log.entrySet()) {
      Files.write(file.getKey(), file.getValue());
    }
    NightlyRun.Result left =
        run(
            "third",
            OPENED.plusSeconds(29).toString(),
            List.of("breaker_open", "breaker_open", "breaker_open", "breaker_open"));
    assertThat(left.stages())
        .filteredOn(s -> OptionalInput.USER_EDITS.readers().contains(s.stage()))
        .allMatch(s -> s.error().isEmpty() && s.reasons().equals(List.of("UEL_down")));

    run(
        "fourth",
        OPENED.plusSeconds(30).toString(),
        List.of("present", "present", "present", "present"));
    assertThat(known().position()).isEqualTo(Position.CLOSED);
    assertThat(rows())
        .extracting(r -> r.getString(0), r -> r.getString(1), r -> r.getString(2))
        .containsExactly(
            tuple("user_edits", "closed", "first"),
            tuple("user_edits", "closed", "first"),
            tuple("user_edits", "closed", "first"),
            tuple("user_edits", "closed", "first"),
            tuple("user_edits", "open", "second"),
            tuple("user_edits", "closed", "fourth"));
  }

  @Test
  void whatARunFoundIsTakenWhenItIsReplayedWhateverTheBreakerSaysToday() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("warehouse"));
    run("first", "2024-07-01T00:00:00Z", List.of("present", "present", "present", "present"));
    Breakers byHand = Breakers.of(warehouse, Clock.systemUTC());
    byHand.around(OptionalInput.USER_EDITS).forceOpen();
    byHand.enter(Optional.empty());

    NightlyRun.Result again = new FakeNights(warehouse).again("first");

    assertThat(FakeNights.last(again, Stage.ATTRIBUTION).attempt()).isEqualTo(2);
    assertThat(state(FakeNights.last(again, Stage.ATTRIBUTION))).isEqualTo("present");
    run(
        "second",
        "2024-07-02T00:00:00Z",
        List.of("breaker_open", "breaker_open", "breaker_open", "breaker_open"));
  }

  @Test
  void aNightGoesOnWhereWhatTheBreakersKnewCannotBeRead() throws IOException {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("warehouse"));
    Breakers byHand = Breakers.of(warehouse, Clock.systemUTC());
    byHand.around(OptionalInput.USER_EDITS).forceOpen();
    byHand.enter(Optional.empty());
    damage(warehouse.path(ComponentHealthLog.TABLE).resolve("_delta_log"));

    run("first", "2024-07-01T00:00:00Z", List.of("present", "present", "present", "present"));
  }

  /** Overwrites each file of a folder; gives what it had. */
  private static Map<Path, byte[]> damage(Path folder) throws IOException {
    Map<Path, byte[]> content = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(file, Files.readAllBytes(file));
        Files.writeString(file, "not JSON");
      }
    }
    return content;
  }

  /** Runs a night as a new process would; its readers of edits are to find them so. */
  private NightlyRun.Result run(String id, String time, List<String> states) {
    DeltaLog.clearCache();
    warehouse = Warehouse.open(spark, folder.resolve("warehouse"));
    NightlyRun.Result result = new FakeNights(warehouse).at(time).run(id, time);
    assertThat(
            OptionalInput.USER_EDITS.readers().stream()
                .map(stage -> state(FakeNights.last(result, stage)))
                .toList())
        .isEqualTo(states);
    return result;
  }

  private static String state(StageRun attempt) {
    return attempt
        .found()
        .of(OptionalInput.USER_EDITS)
        .map(i -> i.state())
        .map(InputState::word)
        .orElseThrow();
  }

  private BreakerMemory known() {
    Map<String, BreakerMemory> all =
        Breakers.of(warehouse, Clock.fixed(OPENED, ZoneOffset.UTC)).all();
    return all.get(OptionalInput.USER_EDITS.word());
  }

  private List<Row> rows() {
    return warehouse
        .read(ComponentHealthLog.TABLE)
        .orderBy(ComponentHealthLog.ENTRY.name())
        .select(
            ComponentHealthLog.COMPONENT.name(),
            ComponentHealthLog.STATE.name(),
            ComponentHealthLog.RUN_ID.name())
        .collectAsList();
  }
}
