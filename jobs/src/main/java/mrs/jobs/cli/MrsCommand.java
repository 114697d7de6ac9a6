package mrs.jobs.cli;

import java.io.IOException;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.cli.options.QueueOption;
import mrs.jobs.messages.FailureLine;
import mrs.jobs.messages.Problem;
import mrs.jobs.queue.GivenCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** {@code mrs}: the one entry; see the subcommands. */
@Command(
    name = "mrs",
    description = "Tells which of last night's sales not to believe, why, and how sure it is.",
    mixinStandardHelpOptions = true,
    version = "0.1.0",
    scope = CommandLine.ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:done, but degraded or with dead letters",
      "3:an objective was missed",
      "4:refused: bad arguments"
    },
    subcommands = {
      DemoCommand.class,
      IngestCommand.class,
      ReceiveCommand.class,
      SpoolCommand.class,
      CacheCommand.class,
      RunCommand.class,
      NightCommand.class,
      RunsCommand.class,
      HydrateCommand.class,
      WhyCommand.class,
      SqlCommand.class,
      ExportCommand.class,
      DlqCommand.class,
      HealthCommand.class,
      BreakersCommand.class,
      ChaosCommand.class,
      ConflictsCommand.class,
      FlushCommand.class,
      MaintainCommand.class,
      EvaluateCommand.class,
      ContractsCommand.class
    })
public final class MrsCommand implements Runnable {
  @Mixin private CommonOptions options = new CommonOptions();

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs one command; gives its exit code. */
  public static int run(String... args) {
    CommandLine line = commandLine();
    int code = MeasuredCommand.execute(line, args);
    if (line.getCommand() instanceof MrsCommand mrs) {
      flushWhatOthersLeft(mrs.options());
    }
    return code;
  }

  /** The command line, with its way to tell of failures. */
  public static CommandLine commandLine() {
    return new CommandLine(new MrsCommand())
        .setParameterExceptionHandler(refusing())
        .setExecutionExceptionHandler(telling())
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  CommonOptions options() {
    return options;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given; 'mrs --help' lists them");
  }

  private static IParameterExceptionHandler refusing() {
    return (e, args) -> {
      CommandLine command = e.getCommandLine();
      command.getErr().println("refused: " + e.getMessage());
      command.getErr().println("see '" + command.getCommandSpec().qualifiedName() + " --help'");
      return ExitCodes.REFUSED;
    };
  }

  private static IExecutionExceptionHandler telling() {
    return (e, command, parsed) -> {
      if (command.getCommandSpec().root().userObject() instanceof MrsCommand root
          && root.options().verbose()) {
        e.printStackTrace(command.getErr());
      }
      if (e instanceof Problem problem && problem.kind() == Problem.Kind.BUSY && queues(command)) {
        return leave(command, parsed);
      }
      if (e instanceof Problem problem && problem.kind() == Problem.Kind.REFUSED) {
        command.getErr().println("refused: " + problem.getMessage());
        return ExitCodes.REFUSED;
      }
      command.getErr().println("failed: " + FailureLine.of(e));
      return ExitCodes.FAILED;
    };
  }

  private static void flushWhatOthersLeft(CommonOptions options) {
    if (!options.hadTheLock() || !FlushCommand.queue(options).mayHoldSomething()) {
      return;
    }
    try {
      FlushCommand.flush(options);
    } catch (RuntimeException e) {
      // What the command itself was asked for is done; what others left is not lost.
      options.progress().say("warning: the queue is not flushed: " + FailureLine.of(e));
    }
  }

  private static boolean queues(CommandLine command) {
    return command.getMixins().values().stream()
        .anyMatch(m -> m instanceof QueueOption option && option.given());
  }

  /** Keeps a command for when the warehouse is free. */
  private static int leave(CommandLine command, CommandLine.ParseResult parsed) throws IOException {
    CommonOptions options = ((MrsCommand) command.getCommandSpec().root().userObject()).options();
    GivenCommand given =
        new GivenCommand(
            QueueOption.absolute(parsed, options.warehouseFolder()), options.clock().instant());
    boolean taken = FlushCommand.queue(options).leave(given);
    command
        .getErr()
        .println(
            (taken ? "queued: " : "waits already: ")
                + given.line()
                + "; it is carried out when the warehouse is free, or by 'mrs flush'");
    return ExitCodes.DONE;
  }
}
