package mrs.jobs.intake.handover;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import mrs.jobs.intake.OneProcess;
import mrs.jobs.intake.delivery.IntakeFeed;
import mrs.jobs.intake.journal.IntakeEvent;
import mrs.jobs.intake.journal.IntakeJournal;
import mrs.jobs.intake.receive.Refusal;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.spool.Lane;
import org.junit.jupiter.api.Test;

/**
 * One short life of an intake, ended at each of its operations on files in turn: by a kill, by a
 * power cut of the receiver, by a power cut of everything.
 */
class EveryOperationFaultTest {
  private static final String LONG = "a delivery of several chunks, more than three of them";
  private static final String SHORT = "short";
  private static final String LATER = "sent when the folder was back";

  /** How a life ends. */
  private enum End {
    KILL,
    POWER_CUT_OF_THE_RECEIVER,
    POWER_CUT_OF_ALL
  }

  /** One life, and what its sender was told. */
  private static final class Life {
    private final FeedDisk feed = new FeedDisk();
    private final Set<String> taken = new HashSet<>();
    private ForgetfulFolder own = new ForgetfulFolder();
    private ForgetfulFolder queue = new ForgetfulFolder();

    private long live(long killAt) {
      OneProcess process = new OneProcess();
      process.killAt(killAt);
      try {
        SmallIntake intake = new SmallIntake(own, queue, feed, process, new Random(1));
        receive(intake, LONG);
        intake.handOver(Lane.LIVE, 3);
        receive(intake, SHORT);
        feed.away(true);
        intake.spool().targetAway();
        receive(intake, LONG);
        feed.away(false);
        intake.spool().targetBack();
        receive(intake, LATER);
        while (intake.handOver(Lane.LIVE, 3) || intake.handOver(Lane.BACKLOG, 3)) {
          // All.
        }
        intake.tidy();
      } catch (IOException e) {
        assertThat(process.isKilled()).as("%s", e).isTrue();
      }
      feed.away(false);
      return process.operations();
    }

    private void receive(SmallIntake intake, String content) {
      try {
        intake.receive(
            IntakeFeed.SALES,
            "a.csv",
            OptionalLong.of(content.length()),
            new ByteArrayInputStream(content.getBytes(US_ASCII)));
        taken.add(content);
      } catch (Refusal e) {
        assertThat(e.kind()).isEqualTo(Refusal.Kind.UNKNOWN);
      }
    }

    private void end(End how, Random random) {
      if (how != End.KILL) {
        own = own.afterPowerCut(random);
        queue = queue.afterPowerCut(random);
      }
      if (how == End.POWER_CUT_OF_ALL) {
        feed.cutPower(random);
      }
    }

    private void check() throws IOException {
      SmallIntake intake = new SmallIntake(own, queue, feed, new OneProcess(), new Random(2));
      intake.handOverAll();
      List<String> there = new ArrayList<>(feed.visible().values());
      assertThat(there).doesNotHaveDuplicates().containsAll(taken);
      assertThat(List.of(LONG, SHORT, LATER)).containsAll(there);
      assertThat(feed.hidden()).isEmpty();
      assertThat(new IntakeJournal(own).pending())
          .noneMatch(event -> event.kind() == IntakeEvent.Kind.DELIVERY_LOST);
      for (String content : taken) {
        receive(intake, content);
      }
      intake.handOverAll();
      assertThat(feed.visible().values()).containsExactlyInAnyOrderElementsOf(there);
    }
  }

  @Test
  void nothingIsLostAndNothingIsDoubled() throws IOException {
    long operations = new Life().live(Long.MAX_VALUE);
    assertThat(operations).isGreaterThan(100);
    for (End how : End.values()) {
      for (long at = 1; at <= operations; at++) {
        for (int draw = 0; draw < (how == End.KILL ? 1 : 3); draw++) {
          Life life = new Life();
          life.live(at);
          life.end(how, new Random(at * 31 + draw));
          try {
            life.check();
          } catch (AssertionError | IOException e) {
            throw new AssertionError(how + " at " + at + ", " + draw + ": " + e.getMessage(), e);
          }
        }
      }
    }
  }
}
