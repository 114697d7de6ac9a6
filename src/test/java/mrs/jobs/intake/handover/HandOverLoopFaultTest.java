package mrs.jobs.intake.handover;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import mrs.jobs.intake.Intake;
import mrs.jobs.intake.IntakeFolders;
import mrs.jobs.intake.IntakeSettings;
import mrs.jobs.intake.delivery.DeliveryName;
import mrs.jobs.intake.delivery.IntakeFeed;
import mrs.jobs.intake.journal.IntakeEvent;
import mrs.jobs.intake.journal.IntakeEvent.Kind;
import mrs.jobs.intake.journal.IntakeJournal;
import mrs.jobs.intake.receive.PushRequest;
import mrs.jobs.intake.receive.Refusal;
import mrs.resilience.Ticker;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.folder.ForgetfulFolder.Operation;
import org.junit.jupiter.api.Test;

/** A whole intake, with its thread, on disks that fail and come back. */
class HandOverLoopFaultTest {
  private static final long PATIENCE = 30_000_000_000L;

  private final ForgetfulFolder own = new ForgetfulFolder();
  private final ForgetfulFolder queue = new ForgetfulFolder();
  private final FeedDisk feed = new FeedDisk();

  private Intake open() throws IOException {
    return open(new IntakeFolders(own, queue));
  }

  private Intake open(IntakeFolders folders) throws IOException {
    return Intake.open(
        folders,
        feed,
        IntakeSettings.DEFAULT.withBacklogPerSecond(100_000),
        new Intake.Surroundings(InstantSource.system(), Ticker.ofTheMachine(), new Random(1)));
  }

  private static void receive(Intake intake, String content) throws Refusal {
    intake.receive(
        new PushRequest(
            IntakeFeed.SALES,
            DeliveryName.of("a.csv").orElseThrow(),
            OptionalLong.of(content.length()),
            Optional.empty()),
        new ByteArrayInputStream(content.getBytes(US_ASCII)));
  }

  private static void await(BooleanSupplier what) {
    long end = System.nanoTime() + PATIENCE;
    while (!what.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static boolean isStuck(Intake intake) {
    return intake.progress().stuckSince().isPresent();
  }

  private static boolean has(Intake intake, long deliveries) {
    return intake.progress().fresh() == deliveries && !isStuck(intake);
  }

  @Test
  void goesOnWhenTheFeedFolderIsBack() throws Exception {
    feed.away(true);
    try (Intake intake = open()) {
      intake.start();
      receive(intake, "one");
      await(() -> isStuck(intake));
      receive(intake, "two");
      assertThat(intake.status().spool().waiting()).isEqualTo(4);
      feed.away(false);
      await(() -> has(intake, 2));
      assertThat(feed.visible().values()).containsExactlyInAnyOrder("one", "two");
    }
  }

  @Test
  void aFullFeedFolderIsTriedAgain() throws Exception {
    feed.fail(
        (operation, name) -> {
          if (operation == Operation.WRITE) {
            throw new IOException("No space left on device");
          }
        });
    try (Intake intake = open()) {
      intake.start();
      receive(intake, "one");
      await(() -> isStuck(intake));
      assertThat(intake.progress().why()).contains("No space left on device");
      feed.fail((operation, name) -> {});
      await(() -> has(intake, 1));
      assertThat(feed.visible().values()).containsExactly("one");
      assertThat(feed.hidden()).isEmpty();
    }
  }

  /** What was handed over is not handed over again only because that could not be noted. */
  @Test
  void anAcknowledgementThatFailsIsTriedAgainAlone() throws Exception {
    try (Intake intake = open()) {
      intake.start();
      AtomicInteger writes = new AtomicInteger();
      feed.fail(
          (operation, name) -> {
            if (operation == Operation.WRITE) {
              writes.incrementAndGet();
            }
          });
      queue.fail(
          (operation, name) -> {
            if (name.startsWith("position")) {
              throw new IOException("the disk fails");
            }
          });
      receive(intake, "one");
      await(() -> isStuck(intake));
      receive(intake, "two");
      queue.fail((operation, name) -> {});
      await(() -> has(intake, 2));
      assertThat(writes).hasValue(2);
      assertThat(intake.progress().again()).isZero();
      assertThat(feed.visible().values()).containsExactlyInAnyOrder("one", "two");
    }
  }

  @Test
  void aLedgerThatFailsIsMendedBeforeAnythingIsAcknowledged() throws Exception {
    try (Intake intake = open()) {
      intake.start();
      own.fail(
          (operation, name) -> {
            if (operation == Operation.SYNC) {
              throw new IOException("the disk fails");
            }
          });
      receive(intake, "one");
      await(() -> isStuck(intake));
      assertThat(intake.status().isSound()).isFalse();
      own.fail((operation, name) -> {});
      await(() -> !isStuck(intake));
      assertThat(intake.status().isSound()).isTrue();
    }
    assertThat(feed.visible().values()).containsExactly("one");
  }

  /** A loss is told before anything is done about it, so not while it cannot be noted. */
  @Test
  void whatABrokenDiskTookIsToldAndCanBeSentAgain() throws Exception {
    try (Intake intake = open()) {
      receive(intake, "one");
      receive(intake, "two");
    }
    flipABitOf("one");
    try (Intake intake = open()) {
      own.fail(
          (operation, name) -> {
            if (operation == Operation.WRITE && name.startsWith("events")) {
              throw new IOException("the disk fails");
            }
          });
      intake.start();
      await(() -> isStuck(intake));
      assertThat(kinds()).doesNotContain(Kind.GAP);
      assertThat(feed.visible()).isEmpty();
      own.fail((operation, name) -> {});
      await(() -> has(intake, 1) && intake.progress().lost() == 1);
      assertThat(feed.visible().values()).containsExactly("two");
      assertThat(kinds()).contains(Kind.GAP, Kind.DELIVERY_LOST);
      receive(intake, "one");
      await(() -> has(intake, 2));
    }
    assertThat(feed.visible().values()).containsExactlyInAnyOrder("one", "two");
  }

  private List<Kind> kinds() throws IOException {
    return new IntakeJournal(own).pending().stream().map(IntakeEvent::kind).toList();
  }

  private void flipABitOf(String content) throws IOException {
    String segment =
        queue.names().stream().filter(name -> name.endsWith(".seg")).findFirst().orElseThrow();
    String text = new String(queue.content(segment), ISO_8859_1);
    queue.flipBit(segment, 8L * text.indexOf(content));
  }

  @Test
  void whatHasAReceiptOutlastsAPowerCut() throws Exception {
    Intake before = open();
    receive(before, "one");
    receive(before, "two");
    IntakeFolders after =
        new IntakeFolders(own.afterPowerCut(new Random(1)), queue.afterPowerCut(new Random(2)));
    try (Intake intake = open(after)) {
      assertThat(intake.drain()).isTrue();
    }
    assertThat(feed.visible().values()).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void drainsWithoutAServer() throws Exception {
    feed.away(true);
    try (Intake intake = open()) {
      receive(intake, "one");
      receive(intake, "two");
      assertThat(intake.drain()).isFalse();
      assertThat(intake.progress().why()).contains("the feed folder is away");
    }
    feed.away(false);
    try (Intake intake = open()) {
      assertThat(intake.drain()).isTrue();
      assertThat(intake.progress().fresh()).isEqualTo(2);
    }
    assertThat(feed.visible().values()).containsExactlyInAnyOrder("one", "two");
  }
}
