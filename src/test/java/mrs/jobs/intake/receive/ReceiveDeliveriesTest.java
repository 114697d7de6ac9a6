package mrs.jobs.intake.receive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import mrs.jobs.intake.journal.DeliveryLedger.State;
import mrs.resilience.folder.ForgetfulFolder.Operation;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

class ReceiveDeliveriesTest extends ReceivingTest {
  @Test
  void aDeliveryIsChunksAndThenItsEnd() throws Exception {
    Receipt receipt = deliveries.receive(untold(), body(CONTENT));
    assertThat(receipt.isNew()).isTrue();
    assertThat(receipt.state()).isEqualTo(State.WAITING);
    assertThat(receipt.delivery().key().sha256()).isEqualTo(DigestUtils.sha256Hex(CONTENT));
    assertThat(kinds()).containsExactly("Chunk", "Chunk", "Chunk", "End");
    assertThat(ledger.waiting()).containsExactly(receipt.delivery());
    assertThat(uploads.now()).isEmpty();
  }

  /** Where the last chunk is full, too. */
  @Test
  void wholeChunksNeedNoEmptyOne() throws Exception {
    deliveries.receive(untold(), body("0123456789abcdef"));
    deliveries.receive(request(OptionalLong.of(8), Optional.empty()), body("01234567"));
    assertThat(kinds()).containsExactly("Chunk", "Chunk", "End", "Chunk", "End");
  }

  @Test
  void whatIsRefusedIsAbandoned() throws Exception {
    InputStream breaks =
        new ByteArrayInputStream(CONTENT.getBytes(US_ASCII)) {
          @Override
          public int readNBytes(byte[] into, int offset, int length) {
            if (available() < 5) {
              throw new java.io.UncheckedIOException(new IOException());
            }
            return super.readNBytes(into, offset, length);
          }
        };
    assertThat(
            catchThrowableOfType(
                RuntimeException.class, () -> deliveries.receive(untold(), breaks)))
        .isNotNull();
    Refusal brief = refused(request(OptionalLong.of(21), Optional.empty()), body(CONTENT));
    assertThat(brief.kind()).isEqualTo(Refusal.Kind.BROKEN_OFF);
    Refusal other =
        refused(request(OptionalLong.empty(), Optional.of("0".repeat(64))), body(CONTENT));
    assertThat(other.kind()).isEqualTo(Refusal.Kind.INVALID);
    assertThat(kinds())
        .containsExactly(
            "Chunk",
            "Chunk",
            "Abandoned",
            "Chunk",
            "Chunk",
            "Abandoned",
            "Chunk",
            "Chunk",
            "Abandoned");
    assertThat(uploads.now()).isEmpty();
    assertThat(ledger.waiting()).isEmpty();
  }

  @Test
  void whatIsRefusedAtOnceLeavesNoRecord() throws Exception {
    assertThat(refused(untold(), body("")).kind()).isEqualTo(Refusal.Kind.INVALID);
    Refusal large = refused(request(OptionalLong.of(1_000_001), Optional.empty()), body(CONTENT));
    assertThat(large.kind()).isEqualTo(Refusal.Kind.TOO_LARGE);
    assertThat(large.retryAfter()).isEmpty();
    assertThat(kinds()).isEmpty();
  }

  @Test
  void whatIsAnnouncedAndKnownIsOnlyCompared() throws Exception {
    PushRequest announced =
        request(OptionalLong.empty(), Optional.of(DigestUtils.sha256Hex(CONTENT)));
    deliveries.receive(announced, body(CONTENT));
    assertThat(deliveries.receive(announced, body(CONTENT)).isNew()).isFalse();
    assertThat(refused(announced, body("something else")).kind()).isEqualTo(Refusal.Kind.INVALID);
    assertThat(kinds()).hasSize(4);
  }

  @Test
  void whatWasLostIsNewAgain() throws Exception {
    Receipt first = deliveries.receive(untold(), body(CONTENT));
    ledger.lost(first.delivery(), CLOCK.instant());
    assertThat(deliveries.receive(untold(), body(CONTENT)).isNew()).isTrue();
  }

  @Test
  void ofTheSameContentFromManyOneIsNew() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (int round = 0; round < 20; round++) {
      String content = CONTENT + round;
      CountDownLatch together = new CountDownLatch(8);
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(
            threads.submit(
                () -> {
                  together.countDown();
                  together.await();
                  return deliveries.receive(untold(), body(content)).isNew();
                }));
      }
      int fresh = 0;
      for (Future<Boolean> each : all) {
        fresh += each.get() ? 1 : 0;
      }
      assertThat(fresh).isEqualTo(1);
    }
    threads.shutdown();
    assertThat(kinds().stream().filter("End"::equals)).hasSize(20);
  }

  /** The second comes while the first one's end is being put on the disk. */
  @Test
  void whoComesSecondWaitsForTheFirst() throws Exception {
    CountDownLatch syncing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    queue.fail(
        (operation, name) -> {
          if (operation == Operation.SYNC) {
            syncing.countDown();
            awaitQuietly(goOn);
          }
        });
    List<Boolean> isNew = Collections.synchronizedList(new ArrayList<>());
    Thread first = new Thread(() -> isNew.add(receive("brief")));
    first.start();
    syncing.await();
    Thread second = new Thread(() -> isNew.add(receive("brief")));
    second.start();
    while (second.getState() != Thread.State.WAITING && second.getState() != Thread.State.BLOCKED) {
      LockSupport.parkNanos(1_000_000);
    }
    goOn.countDown();
    first.join();
    second.join();
    assertThat(isNew).containsExactlyInAnyOrder(true, false);
  }

  private boolean receive(String content) {
    try {
      return deliveries.receive(untold(), body(content)).isNew();
    } catch (Refusal e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
