package mrs.resilience.checkpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static mrs.resilience.checkpoint.TextCheckpoints.file;
import static mrs.resilience.checkpoint.TextCheckpoints.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import mrs.resilience.checkpoint.CheckpointEvent.FellBack;
import mrs.resilience.checkpoint.CheckpointEvent.NothingUsable;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.folder.ForgetfulFolder.Operation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Damaged checkpoints: never a wrong state, never a start that fails, and one event that names
 * them. {@code -Dmrs.checkpoint.flips=N} flips single bits in N checkpoints (1,000 unless told
 * otherwise).
 */
class CheckpointDamageFaultTest {
  private static final int FLIPS = Integer.getInteger("mrs.checkpoint.flips", 1_000);
  private static final String ONE = "the state of before";
  private static final String TWO = "the newest state, which is some bytes longer";

  private final ForgetfulFolder folder = new ForgetfulFolder();

  @BeforeEach
  void saveTwice() throws Exception {
    try (TextCheckpoints process = TextCheckpoints.start(folder)) {
      process.save(ONE);
      process.save(TWO);
    }
  }

  @Test
  void aFlippedBitIsNeverBelieved() throws Exception {
    Random random = new Random(12);
    for (int flip = 0; flip < FLIPS; flip++) {
      ForgetfulFolder damaged = folder.copy();
      long bits = 8 * damaged.size(file(2));
      damaged.flipBit(file(2), flip < bits ? flip : random.nextLong(bits));

      fallsBack(damaged, "flip " + flip);
    }
  }

  @Test
  void aFlippedBitInTheOlderOneIsNotNoticed() throws Exception {
    for (long bit = 0; bit < 8 * folder.size(file(1)); bit++) {
      ForgetfulFolder damaged = folder.copy();
      damaged.flipBit(file(1), bit);
      TextCheckpoints process = TextCheckpoints.start(damaged);

      assertThat(process.component.text).isEqualTo(TWO);
      assertThat(process.events).isEmpty();
    }
  }

  @Test
  void aFileThatWasCutAnywhereIsNeverBelieved() throws Exception {
    for (int size = 0; size < folder.size(file(2)); size++) {
      ForgetfulFolder damaged = folder.copy();
      damaged.truncate(file(2), size);

      fallsBack(damaged, "cut to " + size);
    }
  }

  @Test
  void aFileWithMoreBehindItsEndOrOfZerosIsNeverBelieved() throws Exception {
    byte[] whole = folder.content(file(2));
    for (int more : new int[] {1, 39, 4096}) {
      ForgetfulFolder damaged = folder.copy();
      damaged.put(file(2), Arrays.copyOf(whole, whole.length + more));
      fallsBack(damaged, more + " more");
      damaged = folder.copy();
      damaged.put(file(2), new byte[whole.length + more]);
      fallsBack(damaged, "zeros");
    }
  }

  @Test
  void aFileUnderTheNameOfAnotherIsNeverBelieved() throws Exception {
    folder.move(file(1), file(7));
    TextCheckpoints process = TextCheckpoints.start(folder);

    assertThat(process.component.text).isEqualTo(TWO);
    assertThat(process.events)
        .containsExactly(
            new FellBack(
                id(2),
                List.of(
                    new DamagedCheckpoint(
                        id(7), "it is number 1 of 'text', under another's name", true))));
    process.save("next");
    assertThat(folder.names()).containsExactly(file(2), file(7) + ".bad", file(8));
  }

  @Test
  void aFileThatCannotBeReadIsAsBadAsADamagedOne() throws Exception {
    folder.fail(
        (operation, name) -> {
          if (operation == Operation.READ && name.equals(file(2))) {
            throw new IOException("bad sector");
          }
        });
    TextCheckpoints process = TextCheckpoints.start(folder);

    assertThat(process.component.text).isEqualTo(ONE);
    assertThat(process.events)
        .containsExactly(
            new FellBack(
                id(1),
                List.of(
                    new DamagedCheckpoint(
                        id(2), "it cannot be read: java.io.IOException: bad sector", true))));
  }

  @Test
  void aFileThatCannotBePutAsideIsPrunedInItsTurn() throws Exception {
    folder.truncate(file(2), 3);
    folder.fail(
        (operation, name) -> {
          if (operation == Operation.MOVE && name.equals(file(2))) {
            throw new IOException("read-only");
          }
        });
    TextCheckpoints process = TextCheckpoints.start(folder);

    assertThat(process.component.text).isEqualTo(ONE);
    assertThat(process.events)
        .containsExactly(
            new FellBack(
                id(1),
                List.of(
                    new DamagedCheckpoint(
                        id(2),
                        "it has 3 bytes, and the header alone 32; it cannot be put aside:"
                            + " java.io.IOException: read-only",
                        false))));
    process.save("three");
    assertThat(folder.names()).containsExactly(file(1), file(3));
  }

  @Test
  void startsWithNothingWhereAllAreDamaged() throws Exception {
    folder.truncate(file(1), 0);
    folder.put(file(2), "not a checkpoint, but as long as one".getBytes(US_ASCII));
    TextCheckpoints process = TextCheckpoints.start(folder);

    assertThat(process.component.text).isEmpty();
    assertThat(process.handle.orElseThrow().restored()).isEmpty();
    assertThat(process.events)
        .containsExactly(
            new NothingUsable(
                TextComponent.NAME,
                List.of(
                    new DamagedCheckpoint(id(2), "it does not begin as a checkpoint does", true),
                    new DamagedCheckpoint(
                        id(1), "it has 0 bytes, and the header alone 32", true))));
    process.save("three");
    assertThat(folder.names()).containsExactly(file(1) + ".bad", file(2) + ".bad", file(3));
  }

  @Test
  void keepsSoManyDamagedOnes() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int life = 3; life < 20; life++) {
      folder.truncate(file(life - 1), 10);
      try (TextCheckpoints process = TextCheckpoints.start(folder)) {
        process.save("life " + life);
      }
      expected.add(file(life - 1) + ".bad");
    }
    expected = expected.subList(expected.size() - 8, expected.size());
    expected.add(0, file(1));
    expected.add(file(19));

    assertThat(folder.names()).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static void fallsBack(ForgetfulFolder damaged, String how) throws Exception {
    TextCheckpoints process = TextCheckpoints.start(damaged);

    assertThat(process.component.text).as(how).isEqualTo(ONE);
    assertThat(process.events).as(how).hasSize(1);
    assertThat(process.events.get(0))
        .isInstanceOfSatisfying(
            FellBack.class,
            event -> {
              assertThat(event.to()).isEqualTo(id(1));
              assertThat(event.damaged()).singleElement().matches(DamagedCheckpoint::setAside);
              assertThat(event.damaged().get(0).id()).isEqualTo(id(2));
            });
  }
}
