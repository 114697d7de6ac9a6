package mrs.resilience.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import mrs.resilience.folder.ForgetfulFolder;

/** Plays the same steps to a retry queue and to its model, and compares them after each. */
final class RetryPlay {
  private final PlainRetryModel model = new PlainRetryModel();
  private final Map<String, String> scripts = new HashMap<>();
  private final Map<String, Integer> triesOfQueue = new HashMap<>();
  private final Map<String, Integer> triesOfModel = new HashMap<>();
  private final List<String> tried = new ArrayList<>();
  private final List<DeadLetter> letters = new ArrayList<>();
  private final Random random = new Random(3);
  private ForgetfulFolder folder = new ForgetfulFolder();
  private RetryProcess process;
  private Instant now = RetryProcess.START;
  private int accepted;
  private int done;
  private int restarts;

  RetryPlay() throws Exception {
    process = RetryProcess.start(folder);
    prepare();
  }

  void play(RetryStep step) throws Exception {
    if (step instanceof RetryStep.Enqueue enqueue) {
      enqueue(enqueue);
    } else if (step instanceof RetryStep.Drain drain) {
      now = now.plusMillis(drain.millis());
      DrainReport expected = model.drain(now, scripted(triesOfModel));
      assertThat(process.queue.drain(now)).isEqualTo(expected);
      done += expected.done();
    } else if (step instanceof RetryStep.Flush) {
      model.flush();
      process.queue.flush();
    } else if (step instanceof RetryStep.Sink sink) {
      model.sinkBroken = sink.broken();
    } else if (step instanceof RetryStep.Restart restart) {
      restart(restart.powerCut());
    }
    compare();
  }

  /** With a sound sink all comes to an end, each command to one. */
  void end() throws Exception {
    play(new RetryStep.Sink(false));
    for (int i = 0; i < 20; i++) {
      play(new RetryStep.Drain(Duration.ofDays(1).toMillis()));
    }
    assertThat(process.queue.nextDue(now)).isEmpty();
    assertThat(done + letters.size()).isEqualTo(accepted);
  }

  private void compare() {
    assertThat(tried).isEqualTo(model.tried);
    assertThat(letters).isEqualTo(model.letters);
    assertThat(process.queue.nextDue(now)).isEqualTo(model.nextDue(now));
    RetryQueueStatus status = process.queue.status();
    assertThat(status.waiting()).isEqualTo(model.waiting());
    assertThat(status.waiting() + status.givenUp()).isEqualTo(model.size());
  }

  private void enqueue(RetryStep.Enqueue step) throws IOException {
    String id = "c" + step.id();
    Duration staleness = Duration.ofMillis(step.staleMillis());
    Command command =
        new Command(id, "k" + step.id() % 3, "edit", new byte[step.id() % 50], now, staleness);
    boolean isNew = model.enqueue(command);
    assertThat(process.queue.enqueue(command)).isEqualTo(isNew);
    if (isNew) {
      accepted++;
      scripts.put(id, step.outcomes());
      triesOfModel.remove(id);
      triesOfQueue.remove(id);
    }
  }

  private void restart(boolean powerCut) throws Exception {
    // Saves what need not outlast the process by itself: waits for a lock, and that all is due.
    enqueue(new RetryStep.Enqueue(1_000 + restarts++, 1_000_000, ""));
    process.close();
    if (powerCut) {
      folder = folder.afterPowerCut(random);
    }
    process = RetryProcess.start(folder);
    assertThat(process.events).isEmpty();
    prepare();
  }

  private void prepare() {
    Function<Command, CommandOutcome> scripted = scripted(triesOfQueue);
    process.outcome =
        command -> {
          tried.add(command.id());
          return scripted.apply(command);
        };
    process.sink =
        letter -> {
          if (model.sinkBroken) {
            throw new IOException("sink");
          }
          letters.add(letter);
        };
  }

  private Function<Command, CommandOutcome> scripted(Map<String, Integer> tries) {
    return command -> {
      String script = scripts.getOrDefault(command.id(), "");
      int at = tries.merge(command.id(), 1, Integer::sum) - 1;
      return switch (at < script.length() ? script.charAt(at) : 'D') {
        case 'B' -> new CommandOutcome.Busy();
        case 'F' -> new CommandOutcome.Failed("try " + at);
        case 'R' -> new CommandOutcome.Refused("try " + at);
        case 'X' -> throw new IllegalStateException("try " + at);
        default -> new CommandOutcome.Done();
      };
    };
  }
}
