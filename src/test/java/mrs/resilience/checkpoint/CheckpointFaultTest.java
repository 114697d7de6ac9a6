package mrs.resilience.checkpoint;

import static mrs.resilience.checkpoint.TextCheckpoints.file;
import static mrs.resilience.checkpoint.TextCheckpoints.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import mrs.resilience.checkpoint.CheckpointEvent.NotPruned;
import mrs.resilience.checkpoint.CheckpointEvent.Pruned;
import mrs.resilience.checkpoint.CheckpointEvent.SaveFailed;
import mrs.resilience.folder.Folder;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.folder.ForgetfulFolder.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that is full or fails takes no state away that was saved before. */
class CheckpointFaultTest {
  private final ForgetfulFolder folder = new ForgetfulFolder();

  @ParameterizedTest
  @EnumSource(names = {"CREATE", "WRITE", "SYNC", "MOVE", "SYNC_NAMES"})
  void keepsTheOldStateWhereASaveFails(Operation broken) throws Exception {
    for (int cut = 0; cut < 30; cut++) {
      ForgetfulFolder disk = new ForgetfulFolder();
      TextCheckpoints process = TextCheckpoints.start(disk);
      process.save("one");
      process.save("two");
      process.events.clear();
      failing(disk, broken);

      assertThatThrownBy(() -> process.save("three")).hasMessage("broken: " + broken);
      assertThat(process.events).containsExactly(new SaveFailed(id(3), "broken: " + broken));
      disk.fail((operation, name) -> {});
      assertThat(disk.names()).contains(file(1), file(2)).doesNotContain(unfinished(3));
      assertThat(TextCheckpoints.start(disk.afterPowerCut(new Random(cut))).component.text)
          .isIn("two", broken == Operation.SYNC_NAMES ? "three" : "two");
    }
  }

  @Test
  void takesANewNumberAfterAFailedSaveAndTakesTheDoubtfulOneAway() throws Exception {
    TextCheckpoints process = TextCheckpoints.start(folder);
    process.save("one");
    failing(folder, Operation.SYNC_NAMES);
    assertThatThrownBy(() -> process.save("two")).isInstanceOf(IOException.class);
    folder.fail((operation, name) -> {});
    process.save("three");

    assertThat(folder.names()).containsExactly(file(1), file(3));
  }

  @Test
  void doesNotBelieveAnotherSyncOfAFileWhoseSyncFailed() throws Exception {
    TextCheckpoints process = TextCheckpoints.start(folder);
    process.save("one");
    failing(folder, Operation.SYNC);
    assertThatThrownBy(() -> process.save("two")).isInstanceOf(IOException.class);
    folder.fail((operation, name) -> {});
    process.save("two");

    assertThat(TextCheckpoints.start(folder.afterPowerCut(new Random(1))).component.text)
        .isEqualTo("two");
  }

  @Test
  void leavesRoomOnAFullDisk() throws Exception {
    TextCheckpoints process = TextCheckpoints.start(folder);
    process.save("one");
    process.save("two");
    folder.capacity(100);
    assertThatThrownBy(() -> process.save("three, which is longer"))
        .hasMessage("No space left on device");
    assertThat(folder.names()).containsExactly(file(1), file(2));
    assertThatThrownBy(() -> process.save("3")).hasMessage("No space left on device");
    folder.capacity(115);
    process.save("3");

    assertThat(folder.names()).containsExactly(file(2), file(5));
    process.close();
    assertThat(TextCheckpoints.start(folder).component.text).isEqualTo("3");
  }

  @Test
  void readsWhatItWroteAndPutsItAsideIfItIsAnother() throws Exception {
    TextCheckpoints process = TextCheckpoints.start(folder);
    process.save("one");
    folder.fail(
        (operation, name) -> {
          if (operation == Operation.READ && name.equals(file(2))) {
            folder.flipBit(name, 8 * 37);
          }
        });
    assertThatThrownBy(() -> process.save("two"))
        .hasMessageStartingWith("the checkpoint " + id(2) + " is read other than it was written");
    folder.fail((operation, name) -> {});

    assertThat(folder.names()).containsExactly(file(1), file(2) + ".bad");
    process.save("three");
    assertThat(folder.names()).containsExactly(file(1), file(2) + ".bad", file(3));
  }

  @Test
  void hasSavedEvenIfItCannotPrune() throws Exception {
    TextCheckpoints process = TextCheckpoints.start(folder);
    process.save("one");
    process.save("two");
    process.events.clear();
    folder.fail(
        (operation, name) -> {
          if (operation == Operation.DELETE && name.equals(file(1))) {
            throw new IOException("not now");
          }
        });
    var three = process.save("three");
    folder.fail((operation, name) -> {});
    var four = process.save("four");

    assertThat(process.events)
        .containsExactly(
            three,
            new NotPruned(id(1), "not now"),
            four,
            new Pruned(TextComponent.NAME, List.of(id(1), id(2))));
  }

  @Test
  void takesAwayWhatAKilledProcessLeftHalfWritten() throws Exception {
    folder.put("other.tmp", new byte[1]);
    folder.create(unfinished(3)).close();
    TextCheckpoints.start(folder);

    assertThat(folder.names()).containsExactly("other.tmp");
  }

  @Test
  void isThereForGoodOnceItWasRestored() throws Exception {
    for (int cut = 0; cut < 30; cut++) {
      ForgetfulFolder disk = new ForgetfulFolder();
      TextCheckpoints killed = TextCheckpoints.start(disk);
      killed.save("one");
      failing(disk, Operation.SYNC_NAMES);
      assertThatThrownBy(() -> killed.save("two")).isInstanceOf(IOException.class);
      disk.fail((operation, name) -> {});
      killed.close();
      assertThat(TextCheckpoints.start(disk).component.text).isEqualTo("two");

      assertThat(TextCheckpoints.start(disk.afterPowerCut(new Random(cut))).component.text)
          .isEqualTo("two");
    }
  }

  private static void failing(ForgetfulFolder disk, Operation broken) {
    disk.fail(
        (operation, name) -> {
          if (operation == broken) {
            throw new IOException("broken: " + broken);
          }
        });
  }

  private static String unfinished(long number) {
    return Folder.unfinished(file(number));
  }
}
