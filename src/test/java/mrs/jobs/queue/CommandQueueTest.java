package mrs.jobs.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mrs.resilience.retry.CommandOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that wait for the warehouse. */
class CommandQueueTest {
  private static final Instant NOON = Instant.parse("2024-06-10T12:00:00Z");

  @TempDir private Path warehouse;

  private final List<String> carriedOut = new ArrayList<>();
  private final Map<String, CommandOutcome> outcomes = new HashMap<>();

  @Test
  void areCarriedOutOnceInTheOrderInWhichTheyWereGiven() throws IOException {
    assertThat(leave(0, "run")).isTrue();
    assertThat(leave(1, "hydrate")).isTrue();
    assertThat(leave(2, "breakers", "open", "mrfl")).isTrue();
    assertThat(leave(3, "run")).as("the same waits already").isFalse();

    assertThat(flush(4)).isEqualTo("3 done, 0 busy, 0 failed, 0 given up, 0 left");
    assertThat(carriedOut).containsExactly("mrs run", "mrs hydrate", "mrs breakers open mrfl");
    assertThat(flush(5)).isEqualTo("0 done, 0 busy, 0 failed, 0 given up, 0 left");
    assertThat(leave(6, "run")).as("given anew").isTrue();
  }

  @Test
  void noneOvertakesOneThatFindsTheWarehouseTaken() throws IOException {
    leave(0, "run");
    leave(1, "hydrate");
    outcomes.put("mrs run", new CommandOutcome.Busy());
    for (int minute = 2; minute < 20; minute++) {
      assertThat(flush(minute)).isEqualTo("0 done, 1 busy, 0 failed, 0 given up, 2 left");
    }
    outcomes.clear();

    assertThat(flush(20)).isEqualTo("2 done, 0 busy, 0 failed, 0 given up, 0 left");
    assertThat(carriedOut).endsWith("mrs run", "mrs hydrate");
    assertThat(givenUp()).isEmpty();
  }

  @Test
  void whatFailsFiveTimesIsGivenUpWithItsHistoryAndTheNextGoesOn() throws IOException {
    leave(0, "run");
    leave(1, "hydrate");
    outcomes.put("mrs run", new CommandOutcome.Failed("no disk"));
    for (int attempt = 1; attempt < 5; attempt++) {
      // At the same moment: whoever flushes does not wait for a pause to be over.
      assertThat(flush(2)).isEqualTo("0 done, 0 busy, 1 failed, 0 given up, 2 left");
    }
    assertThat(flush(2)).isEqualTo("1 done, 0 busy, 0 failed, 1 given up, 0 left");

    assertThat(carriedOut).endsWith("mrs hydrate");
    assertThat(givenUp()).containsExactly("[run] exhausted after 5: no disk");
  }

  @Test
  void whatIsRefusedOrNotWantedAnyMoreIsNotTriedAgain() throws IOException {
    leave(0, "runn");
    outcomes.put("mrs runn", new CommandOutcome.Refused("no such command"));
    assertThat(flush(1)).isEqualTo("0 done, 0 busy, 0 failed, 1 given up, 0 left");
    leave(2, "hydrate");
    assertThat(flush(2 + (int) GivenCommand.WANTED_FOR.toMinutes()))
        .isEqualTo("0 done, 0 busy, 0 failed, 1 given up, 0 left");

    assertThat(carriedOut).containsExactly("mrs runn");
    assertThat(givenUp())
        .containsExactly("[runn] refused after 1: no such command", "[hydrate] stale after 0: ");
  }

  @Test
  void oneThatWasTakenAndStillLiesThereAfterAKillIsCarriedOutOnce() throws IOException {
    leave(0, "run");
    Path left = inbox().get(0);
    byte[] content = Files.readAllBytes(left);
    outcomes.put("mrs run", new CommandOutcome.Busy());
    flush(1);
    Files.write(left, content);
    outcomes.clear();

    assertThat(flush(2)).isEqualTo("1 done, 0 busy, 0 failed, 0 given up, 0 left");
    assertThat(inbox()).isEmpty();
  }

  @Test
  void oneThatIsDamagedIsSetAsideAndToldAndTheOthersGoOn() throws IOException {
    leave(0, "run");
    Files.writeString(inbox().get(0), "{\"arg");
    leave(1, "hydrate");
    List<String> told = new ArrayList<>();

    assertThat(queue().flush(at(2), this::carriedOut, told::add).orElseThrow().drained().done())
        .isEqualTo(1);

    assertThat(carriedOut).containsExactly("mrs hydrate");
    assertThat(told).singleElement().asString().startsWith("a queued command cannot be read");
    assertThat(inbox()).singleElement().asString().endsWith(".json.damaged");
    assertThat(flush(3)).isEqualTo("0 done, 0 busy, 0 failed, 0 given up, 0 left");
  }

  private CommandOutcome carriedOut(GivenCommand command) {
    carriedOut.add(command.line());
    return outcomes.getOrDefault(command.line(), new CommandOutcome.Done());
  }

  private boolean leave(int minute, String... arguments) throws IOException {
    return queue().leave(new GivenCommand(List.of(arguments), at(minute)));
  }

  /** By a process of its own each time. */
  private String flush(int minute) throws IOException {
    CommandQueue.Flushed flushed =
        queue()
            .flush(
                at(minute),
                this::carriedOut,
                line -> {
                  throw new AssertionError(line);
                })
            .orElseThrow();
    return flushed.drained().done()
        + " done, "
        + flushed.drained().busy()
        + " busy, "
        + flushed.drained().failed()
        + " failed, "
        + flushed.drained().givenUp()
        + " given up, "
        + flushed.left().waiting()
        + " left";
  }

  private List<String> givenUp() {
    return GivenUpCommands.of(warehouse).all().stream()
        .map(
            g ->
                g.arguments()
                    + " "
                    + g.reason()
                    + " after "
                    + g.attempts().size()
                    + ": "
                    + (g.attempts().isEmpty() ? "" : g.attempts().get(0).reason()))
        .toList();
  }

  private List<Path> inbox() throws IOException {
    try (var files = Files.list(warehouse.resolve("queue").resolve("inbox"))) {
      return files.toList();
    }
  }

  private CommandQueue queue() {
    return new CommandQueue(warehouse, new Random(1));
  }

  private static Instant at(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }
}
