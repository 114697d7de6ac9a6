package mrs.jobs.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
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
    })
public final class MrsCommand implements Runnable {
  /** In the order in which they are listed. To describe all takes longer than most answers. */
  private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("demo", DemoCommand::new);
    COMMANDS.put("ingest", IngestCommand::new);
    COMMANDS.put("receive", ReceiveCommand::new);
    COMMANDS.put("spool", SpoolCommand::new);
    COMMANDS.put("cache", CacheCommand::new);
    COMMANDS.put("run", RunCommand::new);
    COMMANDS.put("night", NightCommand::new);
    COMMANDS.put("runs", RunsCommand::new);
    COMMANDS.put("hydrate", HydrateCommand::new);
    COMMANDS.put("why", WhyCommand::new);
    COMMANDS.put("sql", SqlCommand::new);
    COMMANDS.put("export", ExportCommand::new);
    COMMANDS.put("dlq", DlqCommand::new);
    COMMANDS.put("health", HealthCommand::new);
    COMMANDS.put("breakers", BreakersCommand::new);
    COMMANDS.put("chaos", ChaosCommand::new);
    COMMANDS.put("conflicts", ConflictsCommand::new);
    COMMANDS.put("flush", FlushCommand::new);
    COMMANDS.put("maintain", MaintainCommand::new);
    COMMANDS.put("evaluate", EvaluateCommand::new);
    COMMANDS.put("contracts", ContractsCommand::new);
  }

  @Mixin private CommonOptions options = new CommonOptions();

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs one command; gives its exit code. */
  public static int run(String... args) {
    CommandLine line = commandLine(args);
    int code = MeasuredCommand.execute(line, args);
    if (line.getCommand() instanceof MrsCommand mrs) {
      flushWhatOthersLeft(mrs.options());
    }
    return code;
  }

  /** The command line, with its way to tell of failures. */
  public static CommandLine commandLine() {
    return with(COMMANDS.keySet());
  }

  /** The same, for {@code args}: where these begin with a command, no other is there. */
  private static CommandLine commandLine(String... args) {
    return args.length > 0 && COMMANDS.containsKey(args[0]) ? with(Set.of(args[0])) : commandLine();
  }

  private static CommandLine with(Set<String> commands) {
    CommandLine line = new CommandLine(new MrsCommand());
    commands.forEach(
        name -> line.addSubcommand(name, Objects.requireNonNull(COMMANDS.get(name)).get()));
    return line.setParameterExceptionHandler(refusing())
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
