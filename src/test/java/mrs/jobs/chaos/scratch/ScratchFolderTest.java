package mrs.jobs.chaos.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mrs.jobs.chaos.scratch.StorageFault.Manner;
import mrs.jobs.messages.Problem;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No fault can be aimed at anything but what lies in a scratch folder. */
class ScratchFolderTest {
  @TempDir private Path temporary;
  private Path real;
  private Path sales;
  private ScratchFolder scratch;

  @BeforeEach
  void makeBoth() throws IOException {
    real = Files.createDirectories(temporary.resolve("warehouse"));
    sales = Files.createDirectories(real.resolve("tables/sales")).resolve("one.parquet");
    Files.writeString(sales, "what was sold");
    scratch = ScratchFolder.make(temporary.resolve("scratch"), Optional.of(real));
  }

  @Test
  void noInjectorCanBeMadeOnAPathOutside() throws IOException {
    Path out = Files.createSymbolicLink(scratch.root().resolve("out"), real);
    Path linked = Files.createLink(scratch.root().resolve("linked.parquet"), sales);
    Path around = scratch.root().resolve("../warehouse/tables/sales/one.parquet");
    for (Path path : List.of(sales, out.resolve("tables/sales/one.parquet"), linked, around)) {
      refused(() -> new FolderGone(scratch, path));
      refused(() -> new BrokenDataFiles(scratch, path));
      refused(() -> new DamagedFile(scratch, path, new Random(1)));
      refused(() -> new StorageFault(scratch, path, new Configuration(false), new Manner.Away()));
    }
    refused(() -> new FolderGone(scratch, scratch.root()));
    assertThat(sales).hasContent("what was sold");
  }

  @Test
  void aLinkAmongTheFilesOfATableIsNotBroken() throws IOException {
    Path table = Files.createDirectories(scratch.root().resolve("stores"));
    Files.createLink(table.resolve("linked.parquet"), sales);
    refused(() -> new BrokenDataFiles(scratch, table).begin());
    assertThat(sales).hasContent("what was sold");
  }

  @Test
  void whatLiesInTheFolderIsPassed() {
    Path inside = scratch.root().resolve("tables/sales");
    assertThat(scratch.checked(inside)).isEqualTo(inside);
  }

  @Test
  void aScratchFolderInTheWarehouseOrAroundItIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), real);
    for (Path place : List.of(real, real.resolve("scratch"), temporary, link.resolve("scratch"))) {
      assertThatThrownBy(() -> ScratchFolder.make(place, Optional.of(real)))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("overlap")
          .hasMessageContaining("--scratch");
    }
    assertThat(real.resolve("scratch")).doesNotExist();
    assertThat(sales).hasContent("what was sold");
  }

  @Test
  void onlyWhatARehearsalMadeIsCleared() throws IOException {
    Files.writeString(scratch.root().resolve("left"), "by an earlier one");
    ScratchFolder again = ScratchFolder.make(scratch.root(), Optional.of(real));
    assertThat(again.root().resolve("left")).doesNotExist();
    again.delete();
    assertThat(scratch.root()).doesNotExist();
    Path home = Files.createDirectory(temporary.resolve("home"));
    Files.writeString(home.resolve("letter"), "dear");
    assertThatThrownBy(() -> ScratchFolder.make(home, Optional.empty()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("is not empty and no rehearsal made it");
    assertThat(home.resolve("letter")).hasContent("dear");
  }

  @Test
  void whatIsGoneOrBrokenIsAsItWasAfterwards() throws IOException {
    Path table = Files.createDirectories(scratch.root().resolve("tables/stores"));
    Path file = table.resolve("one.parquet");
    Files.writeString(file, "0123456789abcdef");
    for (Disturbance fault :
        List.of(new FolderGone(scratch, table), new BrokenDataFiles(scratch, table))) {
      fault.begin();
      assertThat(Files.exists(file) && Files.readString(file).equals("0123456789abcdef")).isFalse();
      fault.end();
      assertThat(file).hasContent("0123456789abcdef");
    }
  }

  private static void refused(ThrowingCallable injector) {
    assertThatThrownBy(injector)
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("no fault is made at ");
  }
}
