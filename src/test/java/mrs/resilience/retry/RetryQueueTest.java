package mrs.resilience.retry;

import static mrs.resilience.retry.RetryProcess.at;
import static mrs.resilience.retry.RetryProcess.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.retry.CommandOutcome.Busy;
import mrs.resilience.retry.CommandOutcome.Done;
import mrs.resilience.retry.CommandOutcome.Failed;
import mrs.resilience.retry.CommandOutcome.Refused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a retry queue does with commands, one rule at a time. */
class RetryQueueTest {
  private final ForgetfulFolder folder = new ForgetfulFolder();
  private RetryProcess process;
  private RetryQueue queue;

  @BeforeEach
  void start() throws Exception {
    process = RetryProcess.start(folder);
    queue = process.queue;
  }

  private void restart() throws Exception {
    process.close();
    start();
  }

  @Test
  void carriesOutInOrderWhatIsDue() throws Exception {
    assertThat(queue.enqueue(command("a", "x"))).isTrue();
    queue.enqueue(command("b", "y"));
    queue.enqueue(command("c", "x"));
    assertThat(queue.nextDue(at(7))).contains(at(7));

    assertThat(queue.drain(at(10))).isEqualTo(new DrainReport(3, 0, 0, 0, 0, Optional.empty()));
    assertThat(process.tried).containsExactly("a", "b", "c");
    assertThat(queue.nextDue(at(10))).isEmpty();
    assertThat(queue.drain(at(10))).isEqualTo(DrainReport.NOTHING);
  }

  @Test
  void takesACommandOnceForItsId() throws Exception {
    queue.enqueue(command("a", "x"));

    assertThat(queue.enqueue(command("a", "x", 50, Duration.ofHours(2)))).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> queue.enqueue(command("a", "other")))
        .withMessage(
            "command a (edit of other, 4 bytes) cannot be enqueued: command a (edit of x, 4 bytes)"
                + " is waiting, and an id stands for one thing; give it another");
    restart();
    assertThat(queue.enqueue(command("a", "x"))).isFalse();
    queue.drain(at(1));
    assertThat(process.tried).containsExactly("a");
    assertThat(queue.enqueue(command("a", "x"))).isTrue();
  }

  @Test
  void keepsWhatWaitsThroughARestart() throws Exception {
    queue.enqueue(command("a", "x"));
    process.outcome = command -> new Failed("away");
    queue.drain(at(1_000));
    restart();

    assertThat(queue.status()).isEqualTo(new RetryQueueStatus(1, 0, 4, Optional.of(at(0))));
    assertThat(queue.nextDue(at(1_000))).contains(at(1_250));
    queue.drain(at(1_249));
    assertThat(process.tried).isEmpty();
    queue.drain(at(1_250));
    assertThat(process.tried).containsExactly("a");
    restart();
    assertThat(queue.nextDue(at(1_250))).isEmpty();
  }

  @Test
  void waitsTwiceAsLongEachTimeAndGivesUpAfterFive() throws Exception {
    queue.enqueue(command("a", "x"));
    process.outcome = command -> new Failed("away " + process.tried.size());
    long now = 0;
    for (long wait : new long[] {250, 500, 1_000, 2_000}) {
      assertThat(queue.drain(at(now))).isEqualTo(new DrainReport(0, 0, 1, 0, 0, Optional.empty()));
      assertThat(queue.nextDue(at(now))).contains(at(now + wait));
      now += wait;
    }

    assertThat(queue.drain(at(now))).isEqualTo(new DrainReport(0, 0, 0, 1, 1, Optional.empty()));
    assertThat(process.letters)
        .containsExactly(
            new DeadLetter(
                command("a", "x"),
                List.of(
                    new FailedAttempt(at(0), "away 1"),
                    new FailedAttempt(at(250), "away 2"),
                    new FailedAttempt(at(750), "away 3"),
                    new FailedAttempt(at(1_750), "away 4"),
                    new FailedAttempt(at(3_750), "away 5")),
                0,
                GiveUpReason.EXHAUSTED,
                at(3_750)));
    assertThat(queue.nextDue(at(now))).isEmpty();
  }

  @Test
  void neverOvertakesWithinAKey() throws Exception {
    queue.enqueue(command("a", "x"));
    queue.enqueue(command("b", "x"));
    queue.enqueue(command("c", "y"));
    process.outcome = command -> command.id().equals("a") ? new Failed("away") : new Done();
    queue.drain(at(0));
    queue.drain(at(1));
    assertThat(process.tried).containsExactly("a", "c");

    process.outcome = command -> new Done();
    queue.drain(at(250));
    assertThat(process.tried).containsExactly("a", "c", "a", "b");
  }

  @Test
  void neverTriesAgainWhatIsRefusedAndGoesOnBehindIt() throws Exception {
    queue.enqueue(command("a", "x"));
    queue.enqueue(command("b", "x"));
    process.outcome = command -> command.id().equals("a") ? new Refused("no store 9") : new Done();

    assertThat(queue.drain(at(5))).isEqualTo(new DrainReport(1, 0, 0, 1, 1, Optional.empty()));
    assertThat(process.tried).containsExactly("a", "b");
    assertThat(process.letters)
        .containsExactly(
            new DeadLetter(
                command("a", "x"),
                List.of(new FailedAttempt(at(5), "no store 9")),
                0,
                GiveUpReason.REFUSED,
                at(5)));
  }

  @Test
  void waitsForALockUntilItIsStale() throws Exception {
    queue.enqueue(command("a", "x", 0, Duration.ofMinutes(10)));
    process.outcome = command -> new Busy();
    long tries = 0;
    for (long second = 0; second < 600; second++) {
      tries += queue.drain(at(second * 1_000)).busy();
    }

    assertThat(tries).isGreaterThan(40).isEqualTo(process.tried.size());
    assertThat(process.letters).isEmpty();
    assertThat(queue.nextDue(at(599_999))).contains(at(600_000));
    assertThat(queue.drain(at(600_000)).givenUp()).isEqualTo(1);
    assertThat(process.letters)
        .containsExactly(
            new DeadLetter(
                command("a", "x", 0, Duration.ofMinutes(10)),
                List.of(),
                (int) tries,
                GiveUpReason.STALE,
                at(600_000)));
  }

  @Test
  void givesUpWhatIsStaleAlsoBehindAnotherAndTriesItNoMore() throws Exception {
    queue.enqueue(command("a", "x"));
    queue.enqueue(command("b", "x", 0, Duration.ofMillis(100)));
    process.outcome = command -> new Failed("away");
    queue.drain(at(0));
    assertThat(queue.nextDue(at(0))).contains(at(100));
    queue.drain(at(99));
    assertThat(process.letters).isEmpty();
    queue.drain(at(100));

    assertThat(process.tried).containsExactly("a");
    assertThat(process.letters).extracting(letter -> letter.command().id()).containsExactly("b");
  }

  @Test
  void takesAnExceptionForAFailure() throws Exception {
    queue.enqueue(command("a", "x"));
    process.outcome =
        command -> {
          throw new UncheckedIOException(new IOException("broken pipe"));
        };
    queue.drain(at(0));
    process.outcome = command -> null;
    queue.drain(at(250));
    process.outcome = command -> new Refused("enough");
    queue.drain(at(750));

    assertThat(process.letters.get(0).attempts())
        .extracting(FailedAttempt::reason)
        .containsExactly(
            "java.io.UncheckedIOException: java.io.IOException: broken pipe",
            "java.lang.NullPointerException: the handler returned no outcome",
            "enough");
  }

  @Test
  void flushesWhenTheTargetIsBack() throws Exception {
    queue.enqueue(command("a", "x"));
    queue.enqueue(command("b", "y"));
    process.outcome = command -> command.id().equals("a") ? new Failed("away") : new Busy();
    queue.drain(at(0));
    process.outcome = command -> new Done();
    assertThat(queue.drain(at(1))).isEqualTo(DrainReport.NOTHING);
    queue.flush();

    assertThat(queue.nextDue(at(2))).contains(at(2));
    assertThat(queue.drain(at(2)).done()).isEqualTo(2);
  }

  @Test
  void isDueWhenTheClockWasSetBack() throws Exception {
    queue.enqueue(command("a", "x"));
    process.outcome = command -> new Failed("away");
    queue.drain(at(100_000));
    assertThat(queue.nextDue(at(100_000))).contains(at(100_250));

    assertThat(queue.nextDue(at(5_000))).contains(at(5_000));
    queue.drain(at(5_000));
    assertThat(process.tried).hasSize(2);
  }

  @Test
  void takesCommandsWhileItIsDrained() throws Exception {
    queue.enqueue(command("a", "x"));
    process.outcome =
        command -> {
          enqueued("next of " + command.id());
          assertThat(drained()).isEqualTo(DrainReport.NOTHING);
          return new Done();
        };
    queue.drain(at(0));

    assertThat(process.tried).containsExactly("a");
    assertThat(queue.status().waiting()).isEqualTo(1);
    process.outcome = command -> new Done();
    queue.drain(at(0));
    assertThat(process.tried).containsExactly("a", "next of a");
  }

  @Test
  void refusesWhatItHasNoRoomFor() throws Exception {
    process.close();
    process =
        RetryProcess.start(
            new ForgetfulFolder(),
            new RetryQueueSettings(
                RetryProcess.SETTINGS.name(), RetryPolicy.defaults(), new RetryLimits(3, 10)));
    queue = process.queue;
    queue.enqueue(command("a", "x"));
    queue.enqueue(command("b", "x"));

    assertThatThrownBy(() -> queue.enqueue(command("c", "x")))
        .isInstanceOf(RetryQueueFull.class)
        .hasMessage(
            "there is no room for command c (edit of x, 4 bytes): the queue has 2 of 3 commands and"
                + " 8 of 10 bytes; give it again when some are carried out");
    assertThat(queue.enqueue(command("a", "x"))).isFalse();
    queue.drain(at(0));
    for (String id : List.of("d", "e")) {
      queue.enqueue(command(id, "x"));
    }
    assertThat(queue.status().payloadBytes()).isEqualTo(8);
  }

  private void enqueued(String id) {
    try {
      queue.enqueue(command(id, "x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DrainReport drained() {
    try {
      return queue.drain(at(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
