package mrs.jobs.chaos.night;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import mrs.contracts.ContextualEvents;
import mrs.contracts.InputState;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.chaos.profile.ChaosProfile;
import mrs.jobs.chaos.profile.FaultKind;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.config.Telemetry;
import mrs.jobs.messages.Problem;
import mrs.jobs.runs.Deliveries;
import mrs.jobs.runs.FoundInputs;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.execution.ForecastInputs;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.Warehouse;

/**
 * What is delivered in a rehearsed night, under which configuration, and what that may cost.
 *
 * @param commands under the configuration of the night
 */
record RehearsedNight(
    ChaosProfile profile,
    NightCommands commands,
    NightTimes times,
    NightFeed feed,
    Foretold foretold,
    boolean hasContext) {
  private static final String NIGHT = "night";
  private static final String AFTER = "after";

  /**
   * Plans the night that comes next in the scratch copy.
   *
   * @throws Problem if there is nothing there that {@code profile} could disturb
   */
  static RehearsedNight plan(ChaosProfile profile, NightCommands commands, Random random) {
    Warehouse copy = Warehouse.open(commands.spark(), commands.warehouse());
    LastSales last = LastSales.of(copy);
    RunContext context = commands.open(Instant.EPOCH);
    NightTimes times = NightTimes.after(last.day().plusDays(1), context.ledger());
    Map<Stage, FoundInputs> inputs = ForecastInputs.at(context, commands.config(), times.judged());
    checkApplies(profile, inputs);
    NightFeed feed = new NightFeed(commands.feed(), last, commands.config(), times.sent(), random);
    MrsConfig config =
        profile.fault() == FaultKind.INPUT_LATE
            ? impatient(context, commands.config(), profile.input().orElseThrow(), times)
            : commands.config();
    return new RehearsedNight(
        profile,
        commands.with(config),
        times,
        feed,
        Foretold.of(profile, inputs),
        state(OptionalInput.CONTEXTUAL_EVENTS, inputs).filter(RehearsedNight::isThere).isPresent());
  }

  /** Delivers the night; gives how many lines of its sales are broken. */
  int deliver() throws IOException {
    FaultKind fault = profile.fault();
    int broken = 0;
    if (fault == FaultKind.DELIVERY_CORRUPT) {
      broken = feed.deliverBroken(NIGHT);
    } else {
      feed.deliverSales(NIGHT);
    }
    if (fault == FaultKind.INPUT_DUPLICATED) {
      feed.deliverSales(NIGHT + "-copy");
      feed.deliverShuffled(NIGHT + "-shuffled");
    }
    Optional<Table> drifted =
        profile.input().map(OptionalInput::table).filter(t -> fault == FaultKind.INPUT_DRIFTED);
    if (hasContext && fault != FaultKind.INPUT_LATE) {
      boolean drifts = drifted.filter(ContextualEvents.TABLE::equals).isPresent();
      feed.deliverContext(NIGHT, drifts ? profile.column() : Optional.empty());
    }
    if (drifted.filter(t -> !t.equals(ContextualEvents.TABLE)).isPresent()) {
      feed.deliverSnapshot(copy(), drifted.get(), profile.column());
    }
    return broken;
  }

  /** Delivers what was wrong, or did not come; gives whether there is any. */
  boolean deliverMended() throws IOException {
    Table input = profile.input().map(OptionalInput::table).orElse(ContextualEvents.TABLE);
    switch (profile.fault()) {
      case DELIVERY_CORRUPT -> feed.deliverSales(NIGHT + "-mended");
      case INPUT_LATE -> feed.deliverContext(AFTER, Optional.empty());
      case INPUT_DRIFTED -> {
        if (input.equals(ContextualEvents.TABLE)) {
          feed.deliverContext(AFTER, Optional.empty());
        } else {
          feed.deliverSnapshot(copy(), input, Optional.empty());
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  Warehouse copy() {
    return Warehouse.open(commands.spark(), commands.warehouse());
  }

  /** The same night for which the input is too old, though it came as it should. */
  private static MrsConfig impatient(
      RunContext context, MrsConfig config, OptionalInput input, NightTimes times) {
    PinnedTables tables = PinnedTables.onSight(context.warehouse());
    Instant newest =
        Deliveries.load(tables, context.ledger()).newest(input.table()).orElse(Instant.EPOCH);
    // What comes after the night was sent two hours before it, and is judged three hours after it.
    Duration oldest = Duration.between(times.sent(), times.recovered());
    Duration age = Duration.between(newest, times.judged());
    if (age.compareTo(oldest) <= 0) {
      throw notThere(input, "is younger than " + oldest);
    }
    Map<String, MrsConfig.Input> inputs = new HashMap<>(config.inputs());
    inputs.put(
        input.word(), new MrsConfig.Input(true, oldest.plus(age.minus(oldest).dividedBy(2))));
    return new MrsConfig(
        config.feeds(),
        inputs,
        config.ingest(),
        config.quality(),
        config.detection(),
        config.clustering(),
        config.attribution(),
        config.cohorting(),
        config.limits(),
        config.retry(),
        config.health(),
        config.trust(),
        Telemetry.USUAL);
  }

  private static void checkApplies(ChaosProfile profile, Map<Stage, FoundInputs> inputs) {
    if (profile.input().isEmpty()) {
      return;
    }
    OptionalInput input = profile.input().get();
    InputState state = state(input, inputs).orElse(InputState.ABSENT);
    boolean canGo = profile.fault() == FaultKind.INPUT_DROPPED && state == InputState.EMPTY;
    if (!isThere(state) && !canGo) {
      throw notThere(input, "is " + state.word());
    }
  }

  private static Problem notThere(OptionalInput input, String how) {
    return Problem.refused(
        "the input " + input.word() + " " + how + " in this warehouse: nothing can be disturbed",
        "take a profile of another input");
  }

  private static boolean isThere(InputState state) {
    return state == InputState.PRESENT || state == InputState.DRIFTED;
  }

  private static Optional<InputState> state(OptionalInput input, Map<Stage, FoundInputs> inputs) {
    return inputs.values().stream()
        .flatMap(found -> found.of(input).stream())
        .map(FoundInputs.FoundInput::state)
        .findFirst();
  }

  /** Stages that are played under the fault. */
  List<Stage> stages() {
    return List.copyOf(foretold.codes().keySet());
  }
}
