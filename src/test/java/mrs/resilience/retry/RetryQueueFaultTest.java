package mrs.resilience.retry;

import static mrs.resilience.retry.RetryProcess.at;
import static mrs.resilience.retry.RetryProcess.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.folder.LocalFolder;
import mrs.resilience.retry.CommandOutcome.Busy;
import mrs.resilience.retry.CommandOutcome.Done;
import mrs.resilience.retry.CommandOutcome.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A retry queue with a broken disk, a broken sink, a killed process and many threads. */
class RetryQueueFaultTest {
  private final ForgetfulFolder folder = new ForgetfulFolder();

  @Test
  void doesNotTakeWhatItCannotSave() throws Exception {
    RetryProcess process = RetryProcess.start(folder);
    process.queue.enqueue(command("a", "x"));
    broken();
    assertThatThrownBy(() -> process.queue.enqueue(command("b", "x"))).hasMessage("broken");
    assertThat(process.queue.ids()).containsExactly("a");
    sound();

    assertThat(process.queue.enqueue(command("b", "x"))).isTrue();
    assertThat(RetryProcess.start(folder.afterPowerCut(new Random(1))).queue.ids())
        .containsExactly("a", "b");
  }

  @Test
  void isOnTheDiskWhenItIsAcknowledged() throws Exception {
    for (int cut = 0; cut < 30; cut++) {
      ForgetfulFolder disk = new ForgetfulFolder();
      RetryProcess process = RetryProcess.start(disk);
      process.queue.enqueue(command("a", "x"));

      assertThat(RetryProcess.start(disk.afterPowerCut(new Random(cut))).queue.ids())
          .containsExactly("a");
    }
  }

  @Test
  void triesNothingWhileOutcomesCannotBeSaved() throws Exception {
    RetryProcess process = RetryProcess.start(folder);
    process.queue.enqueue(command("a", "x"));
    process.queue.enqueue(command("b", "y"));
    broken();
    assertThatThrownBy(() -> process.queue.drain(at(0))).hasMessage("broken");
    assertThatThrownBy(() -> process.queue.drain(at(1))).hasMessage("broken");
    assertThat(process.tried).containsExactly("a");
    sound();
    process.queue.drain(at(2));

    assertThat(process.tried).containsExactly("a", "b");
  }

  @Test
  void repeatsWhatWasCarriedOutAndNotWrittenDown() throws Exception {
    RetryProcess killed = RetryProcess.start(folder);
    killed.queue.enqueue(command("a", "x"));
    killed.queue.enqueue(command("b", "x"));
    broken();
    assertThatThrownBy(() -> killed.queue.drain(at(0))).hasMessage("broken");
    sound();
    killed.close();
    RetryProcess next = RetryProcess.start(folder);
    next.queue.drain(at(0));

    assertThat(killed.tried).containsExactly("a");
    assertThat(next.tried).containsExactly("a", "b");
  }

  @Test
  void keepsALetterUntilTheSinkTakesItAndTriesTheCommandNoMore() throws Exception {
    RetryProcess first = RetryProcess.start(folder);
    first.queue.enqueue(command("a", "x"));
    first.queue.enqueue(command("b", "x"));
    first.outcome = command -> command.id().equals("a") ? new Refused("never") : new Done();
    first.sink =
        letter -> {
          throw new IOException("full");
        };

    assertThat(first.queue.drain(at(0)))
        .isEqualTo(new DrainReport(1, 0, 0, 1, 0, Optional.of("java.io.IOException: full")));
    assertThat(first.queue.status()).isEqualTo(new RetryQueueStatus(0, 1, 4, Optional.empty()));
    assertThat(first.queue.nextDue(at(0))).contains(at(4_000));
    assertThat(first.queue.drain(at(3_999))).isEqualTo(DrainReport.NOTHING);
    first.close();
    RetryProcess second = RetryProcess.start(folder);
    assertThat(second.queue.drain(at(7_200_000)))
        .isEqualTo(new DrainReport(0, 0, 0, 0, 1, Optional.empty()));

    assertThat(second.tried).isEmpty();
    assertThat(second.letters)
        .containsExactly(
            new DeadLetter(
                command("a", "x"),
                List.of(new FailedAttempt(at(0), "never")),
                0,
                GiveUpReason.REFUSED,
                at(0)));
    second.close();
    assertThat(RetryProcess.start(folder).queue.ids()).isEmpty();
  }

  @Test
  void offersALetterAgainThatWasTakenAndNotWrittenDown() throws Exception {
    RetryProcess killed = RetryProcess.start(folder);
    killed.queue.enqueue(command("a", "x"));
    killed.outcome = command -> new Refused("never");
    killed.sink =
        letter -> {
          killed.letters.add(letter);
          broken();
        };
    assertThatThrownBy(() -> killed.queue.drain(at(0))).hasMessage("broken");
    sound();
    killed.close();
    RetryProcess next = RetryProcess.start(folder);
    next.queue.drain(at(0));

    assertThat(next.tried).isEmpty();
    assertThat(next.letters).isEqualTo(killed.letters).hasSize(1);
  }

  @Test
  void forgetsInACrashThatItWaitedForALockAndNothingElse() throws Exception {
    RetryProcess killed = RetryProcess.start(folder);
    killed.queue.enqueue(command("a", "x"));
    killed.outcome = command -> new Busy();
    killed.queue.drain(at(0));
    killed.close();
    RetryProcess next = RetryProcess.start(folder);

    assertThat(next.queue.find("a")).contains(QueuedCommand.accepted(command("a", "x")));
  }

  @Test
  void anErrorOfTheHandlerLeavesTheCommandWhereItIs() throws Exception {
    RetryProcess process = RetryProcess.start(folder);
    process.queue.enqueue(command("a", "x"));
    process.outcome =
        command -> {
          throw new StackOverflowError("deep");
        };
    assertThatThrownBy(() -> process.queue.drain(at(0))).isInstanceOf(StackOverflowError.class);
    process.outcome = command -> new Done();

    assertThat(process.queue.drain(at(0)).done()).isEqualTo(1);
  }

  @Test
  void takesCommandsFromManyThreadsWhileItIsDrained(@TempDir Path temporary) throws Exception {
    RetryProcess process = RetryProcess.start(LocalFolder.open(temporary));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CountDownLatch started = new CountDownLatch(4);
    List<Future<?>> givers = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      String key = "k" + thread;
      givers.add(
          threads.submit(
              () -> {
                started.countDown();
                for (int i = 10; i < 35; i++) {
                  process.queue.enqueue(command(key + "-" + i, key));
                }
                return null;
              }));
    }
    started.await();
    while (!givers.stream().allMatch(Future::isDone)) {
      process.queue.drain(at(0));
    }
    for (Future<?> giver : givers) {
      giver.get();
    }
    threads.shutdown();
    process.queue.drain(at(0));

    assertThat(process.tried).hasSize(100).doesNotHaveDuplicates();
    for (int thread = 0; thread < 4; thread++) {
      String key = "k" + thread;
      assertThat(process.tried.stream().filter(id -> id.startsWith(key))).isSorted();
    }
    process.close();
    assertThat(RetryProcess.start(LocalFolder.open(temporary)).queue.ids()).isEmpty();
  }

  private void broken() {
    folder.fail(
        (operation, name) -> {
          throw new IOException("broken");
        });
  }

  private void sound() {
    folder.fail((operation, name) -> {});
  }
}
