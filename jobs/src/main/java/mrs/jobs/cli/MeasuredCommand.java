package mrs.jobs.cli;

import java.time.Duration;
import java.util.Set;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.config.TelemetryConfig;
import mrs.jobs.messages.FailureLine;
import mrs.jobs.messages.Problem;
import mrs.jobs.telemetry.CommandEnd;
import mrs.jobs.telemetry.PushFigures;
import mrs.resilience.Ticker;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Executes a command and tells those who are configured what came of it. */
final class MeasuredCommand {
  /** A property of the JVM; a rehearsal sets it to {@code off} for what it starts. */
  private static final String TELEMETRY = "mrs.telemetry";

  private static final String UNTOLD = "off";

  /** Commands that schedules run; the others answer a person who sees for himself. */
  private static final Set<String> TOLD =
      Set.of("ingest", "run", "night", "hydrate", "maintain", "flush");

  private MeasuredCommand() {}

  /** Gives the command's exit code, whatever comes of telling. */
  static int execute(CommandLine line, String... args) {
    Ticker ticker = Ticker.ofTheMachine();
    long begun = ticker.nanos();
    int code = line.execute(args);
    Duration took = Duration.ofNanos(ticker.nanos() - begun);
    ParseResult parsed = line.getParseResult();
    if (parsed != null && isTold(parsed) && line.getCommand() instanceof MrsCommand mrs) {
      tell(parsed.subcommand().commandSpec().name(), code, took, mrs.options());
    }
    return code;
  }

  private static boolean isTold(ParseResult parsed) {
    return !UNTOLD.equals(System.getProperty(TELEMETRY))
        && parsed.hasSubcommand()
        && TOLD.contains(parsed.subcommand().commandSpec().name())
        && !parsed.subcommand().isUsageHelpRequested()
        && !parsed.subcommand().isVersionHelpRequested();
  }

  private static void tell(String command, int code, Duration took, CommonOptions options) {
    try {
      TelemetryConfig configured = options.config().telemetry();
      if (configured.goesSomewhere()) {
        new CommandEnd(command, code, took, options.clock().instant(), options.figures())
            .tell(
                configured, PushFigures.Surroundings.of(System.getenv(), options.progress()::say));
      }
    } catch (Problem e) {
      // A configuration that cannot be read has been told of by the command itself.
    } catch (RuntimeException e) {
      options.progress().say("warning: the figures cannot be told: " + FailureLine.of(e));
    }
  }
}
