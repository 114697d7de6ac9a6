package mrs.jobs.intake.receive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import mrs.jobs.intake.delivery.DeliveryName;
import mrs.jobs.intake.delivery.IntakeFeed;
import mrs.jobs.intake.delivery.SpooledPart;
import mrs.jobs.intake.journal.DeliveryLedger;
import mrs.jobs.intake.journal.DeliveryLedger.State;
import mrs.jobs.intake.receive.ReceiveDeliveries.Sizes;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.folder.ForgetfulFolder.Operation;
import mrs.resilience.spool.Lane;
import mrs.resilience.spool.Spool;
import mrs.resilience.spool.SpoolPolicy;
import mrs.resilience.spool.segment.SpoolRecord;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiveDeliveriesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2024-06-01T02:00:00Z"));
  private static final long DISK = 1 << 17;
  private static final String CONTENT = "0123456789abcdefghij";

  private final ForgetfulFolder own = new ForgetfulFolder();
  private final ForgetfulFolder queue = new ForgetfulFolder();
  private Spool spool;
  private DeliveryLedger ledger;
  private ActiveUploads uploads;
  private ReceiveDeliveries deliveries;

  @BeforeEach
  void open() throws IOException {
    spool = Spool.open(queue, SpoolPolicy.durable(DISK), CLOCK, new Random(1), event -> {});
    ledger = DeliveryLedger.open(own, 100);
    uploads = new ActiveUploads(new Random(1));
    deliveries =
        new ReceiveDeliveries(
            spool,
            new SpoolRoom(spool, queue, DISK),
            ledger,
            uploads,
            CLOCK,
            new Sizes(1_000_000, 8));
  }

  private static InputStream body(String content) {
    return new ByteArrayInputStream(content.getBytes(US_ASCII));
  }

  private static PushRequest request(OptionalLong length, Optional<String> sha256) {
    return new PushRequest(
        IntakeFeed.SALES, DeliveryName.of("a.csv").orElseThrow(), length, sha256);
  }

  private static PushRequest untold() {
    return request(OptionalLong.empty(), Optional.empty());
  }

  private Refusal refused(PushRequest request, InputStream body) {
    return catchThrowableOfType(Refusal.class, () -> deliveries.receive(request, body));
  }

  private List<String> kinds() throws IOException {
    List<String> kinds = new ArrayList<>();
    for (SpoolRecord each : spool.peek(Lane.LIVE, 1_000).records()) {
      kinds.add(SpooledPart.of(each).getClass().getSimpleName());
    }
    return kinds;
  }

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
