package mrs.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mrs.SparkTest;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.warehouse.Warehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mrs chaos} refuses, passes over and says. */
class ChaosCommandTest extends SparkTest {
  @TempDir private Path temporary;

  @Test
  void listsTheProfiles() throws IOException {
    Ended listed = Ended.of(List.of("chaos", "ls", "--conf", "conf"));

    assertThat(listed.code()).isEqualTo(ExitCodes.DONE);
    try (var files = Files.list(Path.of("conf", "chaos"))) {
      assertThat(listed.out())
          .contains(
              files
                  .map(f -> f.getFileName().toString().replace(".yaml", ""))
                  .toArray(String[]::new));
    }
  }

  @Test
  void wherePartsAloneCouldBeRehearsedThatIsNoNight() throws IOException {
    Path empty = temporary.resolve("empty");
    Warehouse.openOrCreate(spark, empty);
    Path conf = temporary.resolve("conf");
    Files.createDirectories(conf.resolve("chaos"));
    for (String file :
        List.of(
            "mrs.yaml",
            "calibration.yaml",
            "chaos/checkpoint-corrupt.yaml",
            "chaos/context-dropped.yaml")) {
      Files.copy(Path.of("conf").resolve(file), conf.resolve(file));
    }

    Ended rehearsed = chaos(empty, conf, "--all");

    assertThat(rehearsed.code()).as(rehearsed.err()).isEqualTo(ExitCodes.REFUSED);
    assertThat(rehearsed.out())
        .as(rehearsed.err())
        .containsPattern("checkpoint-corrupt +1 .* holds")
        .containsPattern("context-dropped .* passed over .*the warehouse has no sales");
    assertThat(rehearsed.err())
        .contains(
            "refused: the warehouse has no sales, so no night can be rehearsed; bring some in");
  }

  @Test
  void whatIsAskedForByNameHasToBePossibleAndCostsTheOthersNothing() {
    Path empty = temporary.resolve("bare");
    Warehouse.openOrCreate(spark, empty);

    Ended rehearsed = chaos(empty, Path.of("conf"), "checkpoint-corrupt", "context-dropped");

    assertThat(rehearsed.code()).as(rehearsed.err()).isEqualTo(ExitCodes.REFUSED);
    assertThat(rehearsed.err()).contains("refused: the warehouse has no sales");
    assertThat(rehearsed.out()).containsPattern("checkpoint-corrupt +1 .* holds");
  }

  @Test
  void whatIsNoWarehouseIsRefused() {
    Path nowhere = temporary.resolve("nowhere");

    Ended rehearsed = chaos(nowhere, Path.of("conf"), "--all");

    assertThat(rehearsed.code()).as(rehearsed.err()).isEqualTo(ExitCodes.REFUSED);
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void aScratchFolderThatCannotBeUsedIsRefusedBeforeAnythingIsRehearsed() {
    Path real = temporary.resolve("real");
    Warehouse.openOrCreate(spark, real);

    Ended rehearsed =
        Ended.of(
            List.of(
                "chaos",
                "run",
                "--all",
                "--conf",
                "conf",
                "--warehouse",
                real.toString(),
                "--scratch",
                real.resolve("scratch").toString()));

    assertThat(rehearsed.code()).isEqualTo(ExitCodes.REFUSED);
    assertThat(rehearsed.err()).contains("overlap", "name a folder elsewhere with --scratch");
    assertThat(rehearsed.out()).isEmpty();
  }

  private Ended chaos(Path warehouse, Path conf, String... args) {
    List<String> command = new ArrayList<>(List.of("chaos", "run"));
    command.addAll(List.of(args));
    command.addAll(List.of("--conf", conf.toString(), "--warehouse", warehouse.toString()));
    command.addAll(List.of("--scratch", temporary.resolve("scratch").toString()));
    return Ended.of(command);
  }
}
