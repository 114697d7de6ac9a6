package mrs.jobs.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mrs.jobs.cli.options.Answer;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.cli.options.IntakeOptions;
import mrs.jobs.intake.Intake;
import mrs.jobs.intake.IntakeInspection;
import mrs.jobs.intake.IntakeSettings;
import mrs.jobs.intake.handover.HandOverProgress;
import mrs.jobs.messages.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mrs spool}: what the receiver has taken and not handed over yet. */
@Command(
    name = "spool",
    description = "Shows, checks and hands over what 'mrs receive' has taken.",
    subcommands = {SpoolCommand.Status.class, SpoolCommand.Verify.class, SpoolCommand.Drain.class})
final class SpoolCommand {
  @ParentCommand private MrsCommand mrs;

  private CommonOptions options() {
    return mrs.options();
  }

  private IntakeInspection inspect(IntakeOptions intakes) {
    Path folder = intakes.folder(options());
    try {
      return IntakeInspection.of(folder);
    } catch (NoSuchFileException e) {
      throw Problem.refused(
          "there is no intake at " + folder,
          "start one with 'mrs receive FEED_DIR', or name another with --warehouse or --spool");
    } catch (IOException e) {
      throw Problem.failed(
          "the intake in " + folder + " cannot be read: " + e, "check its disk and permissions", e);
    }
  }

  /** {@code mrs spool status}. */
  @Command(
      name = "status",
      description = "What waits, since when, and whether it is being drained.")
  static final class Status implements Callable<Integer> {
    @ParentCommand private SpoolCommand spool;
    @Mixin private IntakeOptions intakes = new IntakeOptions();

    @Override
    public Integer call() {
      IntakeInspection found = spool.inspect(intakes);
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("receiver_running", found.isInUse());
      row.put("waiting_deliveries", found.waiting().size());
      row.put("waiting_records", found.spool().waitingRecords());
      row.put("oldest", found.spool().oldest().map(Instant::toString).orElse(null));
      row.put("lost_records", found.spool().lost());
      row.put("pending_events", found.pendingEvents());
      Answer.print(spool.options(), List.of(row));
      return found.spool().lost() > 0 && !found.isInUse() ? ExitCodes.DEGRADED : ExitCodes.DONE;
    }
  }

  /** {@code mrs spool verify}. */
  @Command(
      name = "verify",
      description = "Reads every record and says what is broken; exit code 2 if something is.")
  static final class Verify implements Callable<Integer> {
    @ParentCommand private SpoolCommand spool;
    @Mixin private IntakeOptions intakes = new IntakeOptions();

    @Override
    public Integer call() {
      IntakeInspection found = spool.inspect(intakes);
      List<Map<String, Object>> rows =
          found.spool().findings().stream()
              .map(text -> Map.<String, Object>of("finding", text))
              .toList();
      Answer.print(spool.options(), List.of("finding"), rows);
      if (found.isInUse() && !rows.isEmpty()) {
        spool
            .options()
            .progress()
            .say("the receiver is running: what it was writing may look broken, look again");
      }
      return rows.isEmpty() ? ExitCodes.DONE : ExitCodes.DEGRADED;
    }
  }

  /** {@code mrs spool drain}. */
  @Command(
      name = "drain",
      description =
          "Hands over what waits while no receiver is running; exit code 2 if something is lost.")
  static final class Drain implements Callable<Integer> {
    @ParentCommand private SpoolCommand spool;

    @Parameters(paramLabel = "FEED_DIR", description = "The feed folder that 'mrs ingest' reads.")
    private Path feed;

    @Mixin private IntakeOptions intakes = new IntakeOptions();

    @Option(
        names = "--rate",
        paramLabel = "N",
        defaultValue = "1000",
        description = "At most so many records a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Override
    public Integer call() throws IOException {
      if (!(rate > 0)) {
        throw Problem.refused("--rate " + rate + " lets nothing out", "give a number above 0");
      }
      spool.inspect(intakes);
      IntakeSettings settings = IntakeSettings.DEFAULT.withBacklogPerSecond(rate);
      try (Intake intake = intakes.open(spool.options(), feed, settings)) {
        boolean isEmpty = intake.drain();
        HandOverProgress progress = intake.progress();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("handed_over", progress.fresh());
        row.put("there_already", progress.again());
        row.put("lost", progress.lost());
        row.put("waiting_records", intake.status().spool().waiting());
        Answer.print(spool.options(), List.of(row));
        if (!isEmpty) {
          throw Problem.failed(
              "what waits cannot be handed over to " + feed + ": " + progress.why(),
              "check that the folder is there, writable and not full");
        }
        return progress.lost() > 0 ? ExitCodes.DEGRADED : ExitCodes.DONE;
      }
    }
  }
}
