package mrs.jobs.intake.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mrs.jobs.intake.delivery.DeliveryKey;
import mrs.jobs.intake.delivery.DeliveryName;
import mrs.jobs.intake.delivery.IntakeFeed;
import mrs.jobs.intake.delivery.PushedDelivery;
import mrs.jobs.intake.journal.DeliveryLedger.Entry;
import mrs.jobs.intake.journal.DeliveryLedger.State;
import mrs.resilience.folder.AppendFile;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.folder.ForgetfulFolder.Operation;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

class DeliveryLedgerTest {
  private static final Instant AT = Instant.parse("2024-06-01T02:00:00Z");

  private final ForgetfulFolder folder = new ForgetfulFolder();

  static PushedDelivery delivery(int number) {
    return new PushedDelivery(
        new DeliveryKey(IntakeFeed.SALES, DigestUtils.sha256Hex("delivery " + number)),
        DeliveryName.of("n" + number + ".csv").orElseThrow(),
        number);
  }

  private static Optional<State> state(DeliveryLedger ledger, int number) {
    return ledger.find(delivery(number).key()).map(Entry::state);
  }

  @Test
  void remembersThroughAPowerCut() throws IOException {
    DeliveryLedger ledger = DeliveryLedger.open(folder, 100);
    ledger.accepted(delivery(1), AT);
    ledger.accepted(delivery(2), AT);
    ledger.handedOver(List.of(delivery(2)), AT.plusSeconds(1));
    ledger.accepted(delivery(3), AT);
    ledger.lost(delivery(3), AT);
    ForgetfulFolder after = folder.afterPowerCut(new Random(1));
    DeliveryLedger next = DeliveryLedger.open(after, 100);
    assertThat(next.waiting()).containsExactly(delivery(1));
    assertThat(next.find(delivery(2).key()))
        .contains(new Entry(delivery(2), State.HANDED_OVER, AT.plusSeconds(1)));
    assertThat(state(next, 3)).contains(State.LOST);
    assertThat(next.find(delivery(4).key())).isEmpty();
    assertThat(DeliveryLedger.read(after)).hasSize(3);
  }

  @Test
  void whatWasHandedOverStaysSo() throws IOException {
    DeliveryLedger ledger = DeliveryLedger.open(folder, 100);
    ledger.handedOver(List.of(delivery(1)), AT);
    ledger.accepted(delivery(1), AT);
    ledger.lost(delivery(1), AT);
    assertThat(state(ledger, 1)).contains(State.HANDED_OVER);
    ledger.lost(delivery(2), AT);
    ledger.accepted(delivery(2), AT);
    assertThat(state(ledger, 2)).contains(State.WAITING);
    assertThat(state(DeliveryLedger.open(folder.copy(), 100), 2)).contains(State.WAITING);
  }

  @Test
  void forgetsTheOldestThatWasHandedOver() throws IOException {
    DeliveryLedger ledger = DeliveryLedger.open(folder, 3);
    ledger.accepted(delivery(1), AT);
    for (int number = 2; number <= 5; number++) {
      ledger.handedOver(List.of(delivery(number)), AT);
    }
    assertThat(state(ledger, 1)).contains(State.WAITING);
    assertThat(state(ledger, 2)).isEmpty();
    assertThat(state(ledger, 3)).isEmpty();
    assertThat(state(ledger, 4)).contains(State.HANDED_OVER);
    assertThat(state(ledger, 5)).contains(State.HANDED_OVER);
  }

  @Test
  void aLineThatWasNotFinishedIsNone() throws IOException {
    DeliveryLedger ledger = DeliveryLedger.open(folder, 100);
    ledger.accepted(delivery(1), AT);
    ledger.close();
    for (String torn : List.of("{\"state\":\"wai", "{}", "\u0000\u0000\u0000", "null\n[]\n")) {
      ForgetfulFolder broken = folder.copy();
      try (AppendFile file = broken.append(DeliveryLedger.FILE)) {
        file.write(ByteBuffer.wrap(torn.getBytes(UTF_8)));
      }
      DeliveryLedger next = DeliveryLedger.open(broken, 100);
      next.accepted(delivery(2), AT);
      assertThat(DeliveryLedger.open(broken.copy(), 100).waiting())
          .containsExactly(delivery(1), delivery(2));
    }
  }

  @Test
  void aFlippedBitCostsItsLineAlone() throws IOException {
    DeliveryLedger ledger = DeliveryLedger.open(folder, 100);
    ledger.accepted(delivery(1), AT);
    ledger.accepted(delivery(2), AT);
    ledger.accepted(delivery(3), AT);
    long bits = 8 * folder.size(DeliveryLedger.FILE);
    for (long bit = 0; bit < bits; bit += 3) {
      ForgetfulFolder broken = folder.copy();
      broken.flipBit(DeliveryLedger.FILE, bit);
      List<PushedDelivery> known = DeliveryLedger.open(broken, 100).waiting();
      assertThat(List.of(delivery(1), delivery(2), delivery(3))).containsAll(known);
      assertThat(known).hasSizeBetween(1, 2);
    }
  }

  @Test
  void afterAFailedSyncAnotherFileIsWritten() throws IOException {
    DeliveryLedger ledger = DeliveryLedger.open(folder, 100);
    ledger.accepted(delivery(1), AT);
    folder.fail(
        (operation, name) -> {
          if (operation == Operation.SYNC) {
            throw new IOException("the disk fails");
          }
        });
    assertThatThrownBy(() -> ledger.accepted(delivery(2), AT)).isInstanceOf(IOException.class);
    assertThat(ledger.isSound()).isFalse();
    assertThat(state(ledger, 2)).contains(State.WAITING);
    folder.fail((operation, name) -> {});
    ledger.mend();
    assertThat(ledger.isSound()).isTrue();
    for (int seed = 0; seed < 20; seed++) {
      ForgetfulFolder disk = new ForgetfulFolder();
      DeliveryLedger other = DeliveryLedger.open(disk, 100);
      other.accepted(delivery(1), AT);
      disk.fail(failingOnce());
      assertThatThrownBy(() -> other.accepted(delivery(2), AT)).isInstanceOf(IOException.class);
      other.accepted(delivery(3), AT);
      assertThat(DeliveryLedger.open(disk.afterPowerCut(new Random(seed)), 100).waiting())
          .containsExactly(delivery(1), delivery(2), delivery(3));
    }
  }

  private static ForgetfulFolder.Fault failingOnce() {
    boolean[] failed = {false};
    return (operation, name) -> {
      if (operation == Operation.SYNC && !failed[0]) {
        failed[0] = true;
        throw new IOException("the disk fails");
      }
    };
  }
}
