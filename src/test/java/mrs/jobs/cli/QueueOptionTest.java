package mrs.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import mrs.SparkTest;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.warehouse.Warehouse;
import mrs.jobs.warehouse.WriterLock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that find the warehouse taken. */
class QueueOptionTest extends SparkTest {
  @TempDir private static Path folder;
  private static Path root;

  @BeforeAll
  static void createWarehouse() {
    root = Warehouse.openOrCreate(spark, folder.resolve("w")).root();
  }

  @Test
  void areLeftAndCarriedOutByAFlush() {
    try (WriterLock others = WriterLock.take(root, "mrs run", Clock.systemUTC())) {
      Ended refused = mrs("breakers", "open", "mrfl");
      assertThat(refused.code()).isEqualTo(ExitCodes.FAILED);
      assertThat(refused.err()).contains("or give the command with --queue");
      Ended left = mrs("breakers", "open", "mrfl", "--queue");
      assertThat(left)
          .isEqualTo(
              new Ended(
                  ExitCodes.DONE,
                  "",
                  "queued: mrs breakers open mrfl --warehouse "
                      + root
                      + "; it is carried out when the warehouse is free, or by 'mrs flush'\n"));
      assertThat(mrs("breakers", "open", "mrfl", "--queue").err()).startsWith("waits already: ");
      Ended taken = mrs("flush");
      assertThat(taken.code()).isEqualTo(ExitCodes.DEGRADED);
      assertThat(taken.err()).contains("0 carried out, 0 failed and tried again", "1 waiting");
    }
    assertThat(state("mrfl")).isEqualTo("closed");

    Ended flushed = mrs("flush");

    assertThat(flushed.code()).isEqualTo(ExitCodes.DONE);
    assertThat(flushed.err()).contains("1 carried out", "0 waiting");
    assertThat(state("mrfl")).isEqualTo("forced_open");
    assertThat(mrs("breakers", "auto", "mrfl").err()).as("nothing waits").isEmpty();
  }

  @Test
  void whereThereIsNoWarehouseNothingIsFlushedNorMade() {
    Path nowhere = folder.resolve("nowhere");

    Ended flushed = Ended.of(List.of("flush", "--warehouse", nowhere.toString()));

    assertThat(flushed.code()).isEqualTo(ExitCodes.REFUSED);
    assertThat(flushed.err()).startsWith("refused: there is no warehouse at " + nowhere);
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void areCarriedOutByWhoeverHadTheWarehouse() {
    try (WriterLock others = WriterLock.take(root, "mrs run", Clock.systemUTC())) {
      mrs("breakers", "open", "melog", "--queue");
    }

    assertThat(mrs("breakers", "open", "mrcl").err()).contains("1 carried out");

    assertThat(state("melog")).isEqualTo("forced_open");
    assertThat(state("mrcl")).isEqualTo("forced_open");
  }

  @Test
  void whatCannotBeRightIsGivenUpAndShown() {
    try (WriterLock others = WriterLock.take(root, "mrs run", Clock.systemUTC())) {
      assertThat(mrs("runs", "disregard", "never", "--why", "x", "--queue").err())
          .startsWith("queued: ");
    }

    assertThat(mrs("flush").code()).isEqualTo(ExitCodes.DEGRADED);

    assertThat(mrs("dlq", "ls", "--json").out())
        .contains("COMMAND_REFUSED", "runs disregard never", "give it again");
  }

  private static String state(String input) {
    return mrs("breakers", "ls")
        .out()
        .lines()
        .filter(l -> l.startsWith(input + " "))
        .map(l -> l.trim().split(" +", -1)[1])
        .findFirst()
        .orElseThrow();
  }

  private static Ended mrs(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--warehouse", root.toString()));
    return Ended.of(all);
  }
}
