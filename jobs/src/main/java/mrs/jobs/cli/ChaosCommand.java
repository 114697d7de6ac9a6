package mrs.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import mrs.contracts.Field;
import mrs.contracts.OptionalInput;
import mrs.jobs.chaos.RunChaos;
import mrs.jobs.chaos.profile.ChaosProfile;
import mrs.jobs.chaos.profile.ChaosProfiles;
import mrs.jobs.chaos.profile.ChaosVerdict;
import mrs.jobs.cli.options.Answer;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.messages.FailureLine;
import mrs.jobs.messages.Problem;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mrs chaos}: rehearses failures in a copy of the warehouse. */
@Command(
    name = "chaos",
    description = {
      "Rehearses failures: copies the warehouse, plays a night in the copy while something goes"
          + " wrong, and compares",
      "what that cost with what it may cost. Nothing is ever written to the warehouse itself."
    },
    subcommands = {ChaosCommand.List_.class, ChaosCommand.Run.class})
final class ChaosCommand {
  private static final Logger LOG = LogManager.getLogger(ChaosCommand.class);
  private static final String PROFILES = "chaos";

  @ParentCommand private MrsCommand mrs;

  private ChaosProfiles profiles() {
    return ChaosProfiles.in(mrs.options().confFolder().resolve(PROFILES));
  }

  /** {@code mrs chaos ls}. */
  @Command(name = "ls", description = "Lists the profiles in conf/chaos.")
  static final class List_ implements Callable<Integer> {
    @ParentCommand private ChaosCommand chaos;

    @Override
    public Integer call() {
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      for (ChaosProfile profile : chaos.profiles().all()) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("profile", profile.name());
        row.put("fault", profile.fault().word());
        row.put("input", profile.input().map(OptionalInput::word).orElse(null));
        row.put("column", profile.column().map(Field::name).orElse(null));
        row.put("recover_within", profile.recoverWithin().toString());
        row.put("description", profile.description());
        rows.add(row);
      }
      Answer.print(chaos.mrs.options(), rows);
      return ExitCodes.DONE;
    }
  }

  /** What became of a profile's rehearsal. */
  private enum Outcome {
    HOLDS("holds"),
    BROKEN("BROKEN"),
    /** There is nothing in the warehouse that the profile could disturb. */
    PASSED_OVER("passed over"),
    /** The rehearsal itself did not come to its end. */
    FAILED("FAILED");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** {@code mrs chaos run}. */
  @Command(
      name = "run",
      description = {
        "Rehearses profiles and gives a verdict on each. Ends with 0 when all hold, else with 3;",
        "with 1 where a rehearsal itself failed."
      })
  static final class Run implements Callable<Integer> {
    private static final String PROFILE = "profile";
    private static final String VERDICT = "verdict";
    private static final String WHY = "why";
    private static final List<String> COLUMNS =
        List.of(
            PROFILE,
            "seed",
            "predicted",
            "found",
            "may_be_null",
            "found_null",
            "lost",
            "recovered_s",
            VERDICT,
            WHY);

    @ParentCommand private ChaosCommand chaos;

    @Parameters(paramLabel = "PROFILE", arity = "0..*", description = "Profiles, as 'ls' has them.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--all", description = "All profiles; those that do not apply are passed over.")
    private boolean all;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description = "What chance is drawn from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
        names = "--scratch",
        paramLabel = "DIR",
        description =
            "Where the copy is made: a folder that is new, empty, or an earlier rehearsal's"
                + " (default: one in the folder for temporary files).")
    private @Nullable Path scratch;

    @Override
    public Integer call() {
      List<ChaosProfile> wanted = wanted();
      CommonOptions options = chaos.mrs.options();
      if (!wanted.stream().allMatch(p -> p.fault().isOfAPart())) {
        // What is no warehouse is refused as ever, and not passed over.
        options.progress().say("rehearsing in a copy of " + options.existing().root());
      }
      RunChaos run =
          new RunChaos(
              options.warehouseFolder(),
              options::existing,
              options.config(),
              scratchFolder(),
              options.repeated(),
              options.progress());
      run.checkScratch();
      List<Rehearsed> rehearsed = wanted.stream().map(p -> rehearse(run, p)).toList();
      Answer.print(options, COLUMNS, rehearsed.stream().map(Rehearsed::row).toList());
      refuseWhatWasPassedOver(rehearsed);
      Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
      rehearsed.forEach(r -> outcomes.add(r.outcome()));
      return outcomes.contains(Outcome.FAILED)
          ? ExitCodes.FAILED
          : outcomes.contains(Outcome.BROKEN) ? ExitCodes.MISSED : ExitCodes.DONE;
    }

    private Rehearsed rehearse(RunChaos run, ChaosProfile profile) {
      try {
        ChaosVerdict verdict = run.play(profile, seed);
        Outcome outcome = verdict.holds() ? Outcome.HOLDS : Outcome.BROKEN;
        return new Rehearsed(profile, outcome, Optional.empty(), row(verdict));
      } catch (Problem e) {
        Outcome outcome = e.kind() == Problem.Kind.REFUSED ? Outcome.PASSED_OVER : Outcome.FAILED;
        String why = String.valueOf(e.getMessage());
        return new Rehearsed(profile, outcome, Optional.of(e), row(profile, outcome, why));
      } catch (RuntimeException e) {
        LOG.error("{} could not be rehearsed", profile.name(), e);
        Map<String, @Nullable Object> row = row(profile, Outcome.FAILED, FailureLine.of(e));
        return new Rehearsed(profile, Outcome.FAILED, Optional.empty(), row);
      }
    }

    /**
     * What is asked for by name has to be possible. Of all, some need what is not there; but one
     * night at least has to be rehearsed.
     */
    private void refuseWhatWasPassedOver(List<Rehearsed> rehearsed) {
      List<Rehearsed> needed =
          rehearsed.stream().filter(r -> !all || !r.profile().fault().isOfAPart()).toList();
      List<Problem> passedOver =
          needed.stream()
              .filter(r -> r.outcome() == Outcome.PASSED_OVER)
              .flatMap(r -> r.problem().stream())
              .toList();
      if (!passedOver.isEmpty() && (!all || passedOver.size() == needed.size())) {
        throw passedOver.get(0);
      }
    }

    /** A profile and what became of it, as a row of the answer too. */
    private record Rehearsed(
        ChaosProfile profile,
        Outcome outcome,
        Optional<Problem> problem,
        Map<String, @Nullable Object> row) {}

    private static Map<String, @Nullable Object> row(
        ChaosProfile profile, Outcome outcome, String why) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put(PROFILE, profile.name());
      row.put(VERDICT, outcome.word());
      row.put(WHY, why);
      return row;
    }

    private List<ChaosProfile> wanted() {
      if (all == !names.isEmpty()) {
        throw Problem.refused(
            all ? "--all goes with no profile's name" : "no profile is named",
            "name profiles that 'mrs chaos ls' lists, or give --all");
      }
      ChaosProfiles profiles = chaos.profiles();
      return all ? profiles.all() : names.stream().map(profiles::named).toList();
    }

    private Path scratchFolder() {
      try {
        return scratch == null ? Files.createTempDirectory("mrs-chaos-") : scratch;
      } catch (IOException e) {
        throw Problem.failed(
            "no folder for the copy can be made: " + e, "name one with --scratch", e);
      }
    }

    private static Map<String, @Nullable Object> row(ChaosVerdict verdict) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put(PROFILE, verdict.profile().name());
      row.put("seed", verdict.seed());
      row.put("predicted", verdict.costs().predicted());
      row.put("found", verdict.costs().found());
      row.put("may_be_null", verdict.costs().mayBeNull());
      row.put("found_null", verdict.costs().foundNull());
      row.put("lost", verdict.lost());
      row.put(
          "recovered_s", String.format(Locale.ROOT, "%.2f", verdict.recovery().toNanos() / 1e9));
      row.put(VERDICT, (verdict.holds() ? Outcome.HOLDS : Outcome.BROKEN).word());
      row.put(WHY, String.join("; ", verdict.broken()));
      return row;
    }
  }
}
