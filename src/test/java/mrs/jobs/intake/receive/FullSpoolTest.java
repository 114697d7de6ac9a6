package mrs.jobs.intake.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import mrs.resilience.folder.ForgetfulFolder.Operation;
import mrs.resilience.spool.Lane;
import org.junit.jupiter.api.Test;

/** What is said where there is no room, or where the disk fails. */
class FullSpoolTest extends ReceivingTest {
  @Test
  void whatIsAnnouncedAndDoesNotFitIsRefusedBeforeItIsRead() throws Exception {
    InputStream untouched =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("nothing is read");
          }
        };
    Refusal full = refused(request(OptionalLong.of(200_000), Optional.empty()), untouched);
    assertThat(full.kind()).isEqualTo(Refusal.Kind.FULL);
    assertThat(full.retryAfter()).isPresent();
    assertThat(kinds()).isEmpty();
  }

  @Test
  void roomThatWasPromisedIsGivenBack() throws Exception {
    for (int i = 0; i < 200; i++) {
      refused(request(OptionalLong.of(2_000), Optional.empty()), body("brief"));
    }
    deliveries.receive(request(OptionalLong.of(20), Optional.empty()), body(CONTENT));
  }

  @Test
  void aSpoolThatIsFullRefusesAndGoesOnWhenItIsEmpty() throws Exception {
    int taken = 0;
    Refusal refusal = null;
    while (refusal == null) {
      String content = "content " + taken + " ".repeat(2_000);
      refusal = refused(untold(), body(content));
      taken += refusal == null ? 1 : 0;
    }
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FULL);
    long ends = 0;
    while (!kinds().isEmpty()) {
      ends += kinds().stream().filter("End"::equals).count();
      spool.acknowledge(spool.peek(Lane.LIVE, 1_000));
    }
    assertThat(ends).isEqualTo(taken);
    assertThat(deliveries.receive(untold(), body(CONTENT)).isNew()).isTrue();
  }

  /** Nobody knows whether it is there; sent again it is taken, and handed over once. */
  @Test
  void aDiskThatFailsIsNotAnsweredWithAReceipt() throws Exception {
    queue.fail(
        (operation, name) -> {
          if (operation == Operation.SYNC) {
            throw new IOException("the disk fails");
          }
        });
    assertThat(refused(untold(), body("brief")).kind()).isEqualTo(Refusal.Kind.UNKNOWN);
    assertThat(ledger.waiting()).isEmpty();
    queue.fail((operation, name) -> {});
    assertThat(deliveries.receive(untold(), body("brief")).isNew()).isTrue();
  }

  @Test
  void aLedgerThatFailsDoesNotMakeADeliveryUntaken() throws Exception {
    own.fail(
        (operation, name) -> {
          throw new IOException("the disk fails");
        });
    assertThat(deliveries.receive(untold(), body(CONTENT)).isNew()).isTrue();
    assertThat(deliveries.receive(untold(), body(CONTENT)).isNew()).isFalse();
    assertThat(ledger.isSound()).isFalse();
  }
}
