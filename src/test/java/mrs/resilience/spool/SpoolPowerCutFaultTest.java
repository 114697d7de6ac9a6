package mrs.resilience.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.spool.SpoolPolicy.WhenFull;
import org.junit.jupiter.api.Test;

/**
 * One life of a spool, with the power cut before each single operation on the disk: afterwards
 * everything acknowledged is there once.
 */
class SpoolPowerCutFaultTest {
  private static final int DRAWS = 4;

  private static final SpoolPolicy DURABLE =
      new SpoolPolicy(true, 6, 1000, 110, 1 << 20, WhenFull.REFUSE);

  private static final SpoolPolicy IN_MEMORY =
      new SpoolPolicy(false, 6, 1000, 110, 1 << 20, WhenFull.REFUSE);

  /** A disk that works for a number of operations. */
  private static final class Cut {
    private final ForgetfulFolder disk = new ForgetfulFolder();
    private final SpoolModel model = new SpoolModel();
    private int left;

    private Cut(int operations) {
      left = operations;
      disk.fail(
          (operation, name) -> {
            left--;
            if (left < 0) {
              throw new IOException("the power is off");
            }
          });
    }
  }

  @Test
  void keepsEverythingAcknowledged() throws IOException {
    assertThat(cutEverywhere(DURABLE)).isGreaterThan(100);
  }

  @Test
  void keepsEverythingThatLeftMemory() throws IOException {
    assertThat(cutEverywhere(IN_MEMORY)).isGreaterThan(100);
  }

  /** Returns after how many operations the whole life has passed. */
  private static int cutEverywhere(SpoolPolicy policy) throws IOException {
    int operations = 0;
    boolean cut = true;
    while (cut) {
      for (int draw = 0; draw < DRAWS; draw++) {
        Cut life = new Cut(operations);
        cut = !lives(life, policy);
        Random random = new Random(operations * 31L + draw);
        ForgetfulFolder left = life.disk.afterPowerCut(random);
        check(left, policy, life.model, "cut before operation " + operations + ", draw " + draw);
      }
      operations++;
    }
    return operations;
  }

  private static boolean lives(Cut life, SpoolPolicy policy) {
    try (Spool spool =
        Spool.open(life.disk, policy, () -> Instant.EPOCH, new Random(3), life.model)) {
      append(life, spool, policy, 3);
      consume(life, spool, Lane.LIVE, 2);
      append(life, spool, policy, 1);
      spool.targetAway();
      life.model.allIsOnTheDisk();
      append(life, spool, DURABLE, 2);
      append(life, spool, DURABLE, 4);
      spool.targetBack();
      life.model.allIsOnTheDisk();
      append(life, spool, policy, 3);
      consume(life, spool, Lane.LIVE, 2);
      consume(life, spool, Lane.BACKLOG, 3);
      consume(life, spool, Lane.BACKLOG, 3);
      consume(life, spool, Lane.BACKLOG, 3);
      append(life, spool, policy, 2);
      consume(life, spool, Lane.LIVE, 9);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void append(Cut life, Spool spool, SpoolPolicy policy, int count)
      throws IOException {
    List<String> payloads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      payloads.add("payload " + life.model.kept() + "." + i);
    }
    life.model.tries(payloads);
    long first = spool.appendAll("w", payloads.stream().map(p -> p.getBytes(US_ASCII)).toList());
    life.model.accepted(first, payloads, policy.durableBeforeAck());
  }

  private static void consume(Cut life, Spool spool, Lane lane, int most) throws IOException {
    SpoolBatch batch = spool.peek(lane, most);
    life.model.handedOut(batch);
    life.model.acknowledging(batch, batch.lastSeq());
    spool.acknowledge(batch);
    life.model.acknowledged(batch, batch.lastSeq());
  }

  private static void check(
      ForgetfulFolder left, SpoolPolicy policy, SpoolModel model, String where) throws IOException {
    try (Spool spool = Spool.open(left, policy, () -> Instant.EPOCH, new Random(4), model)) {
      SpoolBatch batch = spool.peek(4);
      while (!batch.isEmpty()) {
        model.handedOut(batch);
        spool.acknowledge(batch);
        batch = spool.peek(4);
      }
      model.ends();
    } catch (AssertionError e) {
      throw new AssertionError(where, e);
    }
  }
}
