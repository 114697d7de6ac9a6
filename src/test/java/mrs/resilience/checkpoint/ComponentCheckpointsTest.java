package mrs.resilience.checkpoint;

import static mrs.resilience.checkpoint.TextCheckpoints.file;
import static mrs.resilience.checkpoint.TextCheckpoints.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mrs.resilience.checkpoint.CheckpointEvent.Pruned;
import mrs.resilience.checkpoint.CheckpointEvent.Saved;
import mrs.resilience.folder.Folder;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.folder.LocalFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A component gets back what was saved, and pays for it what is counted. */
class ComponentCheckpointsTest {
  private final ForgetfulFolder folder = new ForgetfulFolder();

  @Test
  void startsWithNothingWhereNothingWasSaved() throws Exception {
    TextCheckpoints first = TextCheckpoints.start(folder);

    assertThat(first.handle.orElseThrow().restored()).isEmpty();
    assertThat(first.component.text).isEmpty();
    assertThat(first.events).isEmpty();
  }

  @Test
  void givesBackTheNewestStateOnADiskOfTheMachine(@TempDir Path temporary) throws Exception {
    Folder disk = LocalFolder.open(temporary.resolve("checkpoints"));
    try (TextCheckpoints first = TextCheckpoints.start(disk)) {
      first.save("one");
      first.save("two");
      first.save("three");
    }
    TextCheckpoints second = TextCheckpoints.start(disk);

    assertThat(second.component.text).isEqualTo("three");
    assertThat(second.handle.orElseThrow().restored()).contains(id(3));
    assertThat(second.events).isEmpty();
    assertThat(disk.names()).containsExactly("checkpoints.lock", file(2), file(3));
    second.save("four");
    assertThat(disk.names()).containsExactly("checkpoints.lock", file(3), file(4));
  }

  @Test
  void tellsWhatWasSavedAndPruned() throws Exception {
    TextCheckpoints process = TextCheckpoints.start(folder);
    Saved one = process.save("one");
    Saved two = process.save("");
    Saved three = process.save("three");

    assertThat(process.events)
        .containsExactly(one, two, three, new Pruned(TextComponent.NAME, List.of(id(1))));
    assertThat(one).isEqualTo(new Saved(id(1), 32 + 4 + 3, 0));
    assertThat(two).isEqualTo(new Saved(id(2), 32 + 4, 0));
    assertThat(folder.names()).containsExactly(file(2), file(3));
  }

  @Test
  void measuresWhatItCosts() throws Exception {
    TextCheckpoints process = TextCheckpoints.start(folder);
    assertThat(process.checkpoints.overhead().share()).isZero();
    folder.fail((operation, name) -> process.nanos.addAndGet(100));
    Saved saved = process.save("one");
    folder.fail((operation, name) -> {});
    process.nanos.addAndGet(99 * saved.nanos());

    assertThat(saved.nanos()).isGreaterThanOrEqualTo(500);
    CheckpointOverhead overhead = process.checkpoints.overhead();
    assertThat(overhead)
        .isEqualTo(
            new CheckpointOverhead(
                1, 39, Duration.ofNanos(saved.nanos()), Duration.ofNanos(100 * saved.nanos())));
    assertThat(overhead.share()).isEqualTo(.01);
  }

  @Test
  void countsTheTimeOfFailedSavesToo() throws Exception {
    TextCheckpoints process = TextCheckpoints.start(folder);
    folder.fail(
        (operation, name) -> {
          process.nanos.addAndGet(100);
          throw new IOException("broken");
        });
    assertThatThrownBy(() -> process.save("one")).hasMessage("broken");

    assertThat(process.checkpoints.overhead().saves()).isZero();
    assertThat(process.checkpoints.overhead().saving()).isGreaterThan(Duration.ZERO);
  }

  @Test
  void keepsComponentsApart() throws Exception {
    TextCheckpoints process = TextCheckpoints.start(folder);
    process.save("text");
    TextComponent other = new TextComponent();

    assertThatIllegalStateException()
        .isThrownBy(() -> process.checkpoints.attach(other))
        .withMessageStartingWith("a component text has its checkpoints here already");
    folder.put("text-2.000000000000000009.ckpt", new byte[40]);
    folder.put("text.000000000000000000.ckpt", new byte[40]);
    folder.put("text.9.ckpt", new byte[40]);
    process.close();
    assertThat(TextCheckpoints.start(folder).component.text).isEqualTo("text");
  }

  @Test
  void handsAnOlderStateToTheComponentToMigrate() throws Exception {
    TextCheckpoints first = TextCheckpoints.start(folder);
    first.component.version = 1;
    first.save("LOUD");
    first.close();

    assertThat(TextCheckpoints.start(folder).component.text).isEqualTo("loud");
  }

  @Test
  void refusesAStateThatTheComponentDoesNotTakeAndLosesNothing() throws Exception {
    TextCheckpoints first = TextCheckpoints.start(folder);
    first.save("taken");
    for (int version : new int[] {0, 3}) {
      first.component.version = version;
      first.save("refused");
    }
    first.close();
    TextCheckpoints second = new TextCheckpoints(FolderCheckpoints.open(folder).orElseThrow());

    assertThatThrownBy(second::attach)
        .isInstanceOf(StateRefused.class)
        .hasMessage(
            "the checkpoint text.000000000000000003 cannot be used: its state has version 3, and"
                + " this program knows none after 2; run a program that knows this state, or move"
                + " the checkpoints of text away to start it afresh");
    folder.delete(file(3));
    assertThatThrownBy(second::attach)
        .isInstanceOf(StateRefused.class)
        .hasMessageContaining("version 0 is from before the flood");
    assertThat(second.events).isEmpty();
    assertThat(folder.names()).containsExactly(file(2));
  }

  @Test
  void hasOneOwner() throws Exception {
    TextCheckpoints first = TextCheckpoints.start(folder);

    assertThat(FolderCheckpoints.open(folder)).isEmpty();
    first.close();
    assertThat(FolderCheckpoints.open(folder)).isPresent();
    assertThatThrownBy(() -> first.save("late"))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("are closed: open them again");
    assertThat(folder.names()).isEmpty();
  }

  @Test
  void keepsOneToFallBackTo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ComponentCheckpoints(null, 1, () -> 0, event -> {}))
        .withMessageStartingWith("cannot keep 1 checkpoints");
  }
}
