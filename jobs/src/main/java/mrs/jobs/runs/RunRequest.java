package mrs.jobs.runs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.jobs.Problem;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.RunConfig.Frozen;
import mrs.jobs.runs.RunConfig.Window;

/**
 * What somebody asks for with {@code mrs run}.
 *
 * @param runId the run to create or to run again; empty = named after its logical time
 * @param logicalTime what "now" is to be; empty = the present, or that of the known run
 */
public record RunRequest(Optional<String> runId, Optional<Instant> logicalTime, Window window) {
  private static final Pattern ID = Pattern.compile("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$");
  private static final DateTimeFormatter COMPACT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** Checks the id and the window. */
  public RunRequest {
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
   * @param present the present
   * @throws Problem if a known run was asked for with other options, or the logical time is not a
   *     later one
   */
  RunConfig resolve(RunLedger ledger, MrsConfig config, Deliveries deliveries, Instant present) {
    Optional<RunConfig> known = known(ledger);
    if (known.isPresent()) {
      return same(known.get());
    }
    Instant time = logicalTime.orElse(present).truncatedTo(ChronoUnit.MILLIS);
    Optional<Instant> newest = ledger.newest(RunKind.NIGHTLY);
    if (newest.isPresent() && !time.isAfter(newest.get())) {
      throw Problem.refused(
          "the logical time " + time + " is not after that of the newest run, " + newest.get(),
          "give a later one with --logical-time, or play past nights in a warehouse of their own");
    }
    String json = ConfigFile.json(config);
    return new RunConfig(
        runId.orElse(idOf(time)),
        RunKind.NIGHTLY,
        time,
        "command:" + runId.orElse(idOf(time)),
        window,
        deliveries.lastSeqs(),
        logicVersions(),
        new Frozen(json, sha256(json)),
        Optional.empty());
  }

  private Optional<RunConfig> known(RunLedger ledger) {
    return runId
        .or(() -> logicalTime.map(t -> idOf(t.truncatedTo(ChronoUnit.MILLIS))))
        .flatMap(ledger::run);
  }

  private RunConfig same(RunConfig known) {
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
    if (!known.logicVersions().equals(logicVersions())) {
      throw Problem.refused(
          "the run '" + known.runId() + "' was made by other logic, " + known.logicVersions(),
          "replay it with the program version that made it, or reprocess with a new run");
    }
    return known;
  }

  private static String shown(Optional<?> day) {
    return day.map(Object::toString).orElse("not given");
  }

  private static String idOf(Instant time) {
    return "run-" + COMPACT.format(time);
  }

  static Map<String, Long> logicVersions() {
    return Arrays.stream(Stage.values())
        .collect(Collectors.toMap(Stage::word, s -> (long) s.version()));
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
