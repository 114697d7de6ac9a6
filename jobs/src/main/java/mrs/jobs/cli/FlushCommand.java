package mrs.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.messages.FailureLine;
import mrs.jobs.messages.Problem;
import mrs.jobs.messages.Progress;
import mrs.jobs.queue.CommandQueue;
import mrs.jobs.queue.GivenCommand;
import mrs.resilience.retry.CommandOutcome;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParentCommand;

/** {@code mrs flush}: carries out what was given with {@code --queue}. */
@Command(
    name = "flush",
    description =
        "Carries out the commands that were given with --queue while another process had the"
            + " warehouse; each such process does it, too, when it is done.")
final class FlushCommand implements Callable<Integer> {
  @ParentCommand private MrsCommand mrs;

  @Override
  public Integer call() {
    CommonOptions options = mrs.options();
    if (!Files.isDirectory(options.warehouseFolder())) {
      throw Problem.refused(
          "there is no warehouse at " + options.warehouseFolder(), "name another with --warehouse");
    }
    return queue(options).mayHoldSomething() ? flush(options) : ExitCodes.DONE;
  }

  /** The queue of the warehouse that {@code options} name. */
  static CommandQueue queue(CommonOptions options) {
    return new CommandQueue(options.warehouseFolder().toAbsolutePath().normalize(), new Random());
  }

  /** Carries out what waits; 2 where something failed, was given up or has to wait on. */
  static int flush(CommonOptions options) {
    Progress progress = options.progress();
    Clock clock = options.clock();
    try {
      Optional<CommandQueue.Flushed> flushed =
          queue(options).flush(clock.instant(), c -> carryOut(c, progress), progress::say);
      if (flushed.isEmpty()) {
        progress.say("another process flushes the queue");
        return ExitCodes.DONE;
      }
      return tell(flushed.get(), progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int tell(CommandQueue.Flushed flushed, Progress progress) {
    var drained = flushed.drained();
    if (flushed.isNothing()) {
      return ExitCodes.DONE;
    }
    progress.say(
        "queue: "
            + drained.done()
            + " carried out, "
            + drained.failed()
            + " failed and tried again, "
            + drained.givenUp()
            + " given up ('mrs dlq ls'), "
            + flushed.left().waiting()
            + " waiting");
    drained.sinkFailure().ifPresent(why -> progress.say("given up and not entered: " + why));
    boolean all = flushed.left().waiting() == 0 && drained.givenUp() == 0;
    return all && drained.sinkFailure().isEmpty() ? ExitCodes.DONE : ExitCodes.DEGRADED;
  }

  private static CommandOutcome carryOut(GivenCommand command, Progress progress) {
    progress.say("queued: " + command.line());
    List<Exception> failures = new ArrayList<>();
    CommandLine line = MrsCommand.commandLine();
    IExecutionExceptionHandler telling = line.getExecutionExceptionHandler();
    line.setExecutionExceptionHandler(
        (e, c, parsed) -> {
          failures.add(e);
          return telling.handleExecutionException(e, c, parsed);
        });
    int code = MeasuredCommand.execute(line, command.arguments().toArray(String[]::new));
    if (failures.stream().anyMatch(FlushCommand::isBusy)) {
      return new CommandOutcome.Busy();
    }
    return switch (code) {
      case ExitCodes.REFUSED -> new CommandOutcome.Refused(reason(failures, code));
      case ExitCodes.FAILED -> new CommandOutcome.Failed(reason(failures, code));
      default -> new CommandOutcome.Done();
    };
  }

  private static boolean isBusy(Exception failure) {
    return failure instanceof Problem problem && problem.kind() == Problem.Kind.BUSY;
  }

  private static String reason(List<Exception> failures, int code) {
    return failures.stream().findFirst().map(FailureLine::of).orElse("it ended with code " + code);
  }
}
