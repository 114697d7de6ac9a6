package mrs.jobs.runs;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mrs.contracts.FeastCalendar;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.jobs.calendar.KeepCalendar;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.feasts.Jollyday;
import mrs.jobs.messages.Problem;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.warehouse.PinnedTables;

/**
 * What somebody asks for with {@code mrs run}.
 *
 * @param runId the run to create or to run again; empty = named after its logical time
 * @param logicalTime what "now" is to be; empty = the present, or that of the known run
 * @param settings keys of the configuration that were given for this command alone; those that no
 *     run is frozen with are left out
 */
public record RunRequest(
    Optional<String> runId, Optional<Instant> logicalTime, Window window, Set<String> settings) {
  /** A logical time may lie so far ahead of the present: clocks differ. */
  private static final Duration AHEAD = Duration.ofDays(1);

  private static final Pattern ID = Pattern.compile("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$");

  /** Under the configuration as it stands in its file. */
  public RunRequest(Optional<String> runId, Optional<Instant> logicalTime, Window window) {
    this(runId, logicalTime, window, Set.of());
  }

  /** Checks the id and the window. */
  public RunRequest {
    settings =
        settings.stream().filter(ConfigFile::isOfARun).collect(Collectors.toUnmodifiableSet());
    runId.ifPresent(
        id -> {
          if (!ID.matcher(id).matches()) {
            throw Problem.refused(
                "the run id '" + id + "' cannot be one",
                "use letters, digits, '.', '_' and '-', at most 64, beginning with a letter or"
                    + " digit");
          }
        });
    if (window.from().isPresent()
        && window.to().isPresent()
        && window.from().get().isAfter(window.to().get())) {
      throw Problem.refused(
          "--from " + window.from().get() + " lies after --to " + window.to().get(),
          "exchange the two");
    }
  }

  /**
   * The run that is meant: the known one of that id, or a new one, which is not yet in the ledger.
   *
   * @throws Problem if a known run was asked for with other options, or the logical time is not a
   *     later one, or one that is yet to come
   */
  public RunConfig resolve(RunContext context, MrsConfig config) {
    Optional<RunConfig> known = known(context.ledger());
    if (known.isPresent()) {
      return same(known.get(), context.ledger());
    }
    Instant present = context.clock().instant();
    Instant time = logicalTime.orElse(present).truncatedTo(ChronoUnit.MILLIS);
    checkTime(time, present, context.ledger());
    String id = runId.orElse(idOf(time));
    Map<String, Long> seqs = new HashMap<>(EditNumbers.give(context, id, time));
    PinnedTables tables = PinnedTables.onSight(context.warehouse());
    seqs.putAll(Deliveries.load(tables, context.ledger()).lastSeqs());
    calendar(context, config, time).ifPresent(last -> seqs.put(FeastCalendar.TABLE.name(), last));
    return new RunConfig(
        id,
        RunKind.NIGHTLY,
        time,
        "command:" + id,
        window,
        seqs,
        logicVersions(),
        NewRun.frozen(config),
        Optional.empty());
  }

  /** The last number of the calendar, brought up to date; empty where none is configured. */
  private static Optional<Long> calendar(RunContext context, MrsConfig config, Instant time) {
    if (!config.calendar().hasAny()) {
      context.progress().say("no calendar (calendar.regions): no feast is evidence of a holiday");
      return Optional.empty();
    }
    KeepCalendar calendar = new KeepCalendar(context.warehouse(), new Jollyday());
    return Optional.of(calendar.upTo(config.calendar(), time, context.progress()));
  }

  private static void checkTime(Instant time, Instant present, RunLedger ledger) {
    if (time.isAfter(present.plus(AHEAD))) {
      throw Problem.refused(
          "the logical time " + time + " lies more than a day ahead of the present, " + present,
          "give an earlier one with --logical-time, or check this machine's clock");
    }
    Optional<RunConfig> newest = ledger.runs(RunKind.NIGHTLY).stream().reduce((a, b) -> b);
    newest
        .filter(r -> !time.isAfter(r.logicalTime()))
        .ifPresent(
            r -> {
              throw Problem.refused(
                  "the logical time "
                      + time
                      + " is not after that of the newest run, "
                      + r.logicalTime(),
                  r.logicalTime().isAfter(present.plus(AHEAD))
                      ? "that run was given a time that is yet to come: 'mrs runs disregard "
                          + r.runId()
                          + "' leaves it out"
                      : "give a later one with --logical-time, or play past nights in a warehouse"
                          + " of their own");
            });
  }

  private Optional<RunConfig> known(RunLedger ledger) {
    return runId
        .or(() -> logicalTime.map(t -> idOf(t.truncatedTo(ChronoUnit.MILLIS))))
        .flatMap(ledger::run);
  }

  private RunConfig same(RunConfig known, RunLedger ledger) {
    if (ledger.disregarded(known.runId())) {
      throw Problem.refused(
          "the run '" + known.runId() + "' is disregarded, its rows are left out",
          "give a new --run-id");
    }
    if (!settings.isEmpty()) {
      throw Problem.refused(
          "the run '"
              + known.runId()
              + "' keeps the configuration that it was created with; --set "
              + String.join(", ", settings)
              + " would have no effect",
          "leave --set out to run it again, or give a new --run-id");
    }
    boolean otherTime = logicalTime.filter(t -> !t.equals(known.logicalTime())).isPresent();
    boolean otherWindow = !window.equals(Window.OPEN) && !window.equals(known.window());
    if (known.kind() != RunKind.NIGHTLY || otherTime || otherWindow) {
      throw Problem.refused(
          "the run '"
              + known.runId()
              + "' is known with other options: logical time "
              + known.logicalTime()
              + ", from "
              + shown(known.window().from())
              + ", to "
              + shown(known.window().to()),
          "leave the options out to run it again, or give a new --run-id");
    }
    checkLogic(known);
    return known;
  }

  /**
   * Checks that this program has the logic that {@code run} was frozen to.
   *
   * @throws Problem if not
   */
  public static void checkLogic(RunConfig run) {
    if (!run.logicVersions().equals(logicVersions())) {
      throw Problem.refused(
          "the run '"
              + run.runId()
              + "' was made by other logic, "
              + run.logicVersions()
              + ", this program has "
              + logicVersions(),
          "run it with the program version that made it, or leave it out with 'mrs runs disregard "
              + run.runId()
              + "' and judge its days with a new run");
    }
  }

  private static String shown(Optional<?> day) {
    return day.map(Object::toString).orElse("not given");
  }

  private static String idOf(Instant time) {
    return NewRun.named("run", time);
  }

  /** Of the stages that judge; hydration shows the present, by whatever program. */
  private static Map<String, Long> logicVersions() {
    return NewRun.logic(
        RunKind.NIGHTLY.stages().stream().filter(s -> s != Stage.HYDRATION).toList());
  }
}
