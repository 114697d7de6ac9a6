package mrs.jobs.runs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.RunConfig.Frozen;
import mrs.jobs.runs.RunConfig.Window;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What all runs have in common when they are created: a name, a time, the logic of this program.
 */
public final class NewRun {
  private static final DateTimeFormatter COMPACT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private NewRun() {}

  /**
   * A run of the present that nobody gives a time: an ingest or a hydration. Each kind has a
   * sequence of times of its own; where the clock stepped back, the next one follows the last.
   *
   * @param seqs the last numbers that were given, by table
   * @param deliveries for an ingest, what it is to bring in, as JSON
   */
  public static RunConfig now(
      RunContext context,
      RunKind kind,
      MrsConfig config,
      Map<String, Long> seqs,
      Optional<String> deliveries) {
    Instant time = context.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<Instant> newest = context.ledger().newest(kind);
    if (newest.isPresent() && !time.isAfter(newest.get())) {
      time = newest.get().plusMillis(1);
    }
    String id = named(kind.word(), time);
    return new RunConfig(
        id,
        kind,
        time,
        "command:" + id,
        Window.OPEN,
        seqs,
        logic(kind.stages()),
        frozen(config),
        deliveries);
  }

  static String named(String prefix, Instant time) {
    return prefix + "-" + COMPACT.format(time);
  }

  static Frozen frozen(MrsConfig config) {
    String json = ConfigFile.json(config);
    return new Frozen(json, DigestUtils.sha256Hex(json));
  }

  static Map<String, Long> logic(List<Stage> stages) {
    return stages.stream().collect(Collectors.toMap(Stage::word, s -> (long) s.version()));
  }
}
