package mrs.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.ingest.feed.FeedFile;
import mrs.jobs.ingest.feed.Sha256;
import mrs.jobs.runs.Edge;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunConfig.Frozen;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.runs.StageRun;
import mrs.jobs.runs.StageRunner;

/**
 * Ingests a feed folder: goes on with what was interrupted, then brings in the deliveries that are
 * not in yet. The caller holds the writer's lock.
 *
 * <p>The pending deliveries are frozen in {@code run_config_log}, with numbers, before anything is
 * written; an ingest that was killed goes on with the same numbers, so that every table ends as if
 * nothing had happened.
 */
public final class IngestJob {
  private static final DateTimeFormatter COMPACT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final int SHOWN_NAMES = 10;

  private final Edge edge;
  private final MrsConfig config;

  /** Ingests into the warehouse of {@code edge} under {@code config}. */
  public IngestJob(Edge edge, MrsConfig config) {
    this.edge = edge;
    this.config = config;
  }

  /**
   * Brings in what is pending in {@code folder}.
   *
   * @param folder a path or URI of a file system that the executors reach
   * @throws mrs.jobs.Problem if the folder is no feed
   */
  public IngestReport run(String folder) {
    IdentifiedFeed feed = IdentifiedFeed.read(edge.warehouse().spark(), folder);
    List<IngestReport.Ingest> ingests = new ArrayList<>();
    for (RunConfig interrupted : interrupted()) {
      edge.progress().say("resuming ingest " + interrupted.runId());
      ingests.add(resume(interrupted, feed));
    }
    KnownDeliveries known = KnownDeliveries.load(edge);
    List<Delivery> pending = pending(feed, known);
    int there = feed.files().size();
    tell(feed, there - pending.size());
    if (!pending.isEmpty() && ingests.stream().allMatch(i -> i.attempt().error().isEmpty())) {
      RunConfig run = freeze(FrozenIngest.of(folder, pending));
      ingests.add(bringIn(run, pending, known, List.of()));
    }
    return new IngestReport(ingests, there - pending.size(), feed.scan().ignored());
  }

  /** Ingests that are frozen and not committed, whether they were killed or failed. */
  private List<RunConfig> interrupted() {
    return edge.ledger().runs(RunKind.INGEST).stream()
        .filter(r -> !edge.ledger().committed(r.runId(), Stage.INGEST))
        .toList();
  }

  private IngestReport.Ingest resume(RunConfig run, IdentifiedFeed feed) {
    FrozenDeliveries frozen = FrozenDeliveries.find(edge.warehouse(), run, feed);
    return bringIn(run, frozen.found(), KnownDeliveries.load(edge), frozen.gone());
  }

  /** The first file of each content that is not in yet, numbered in the feed's order. */
  private static List<Delivery> pending(IdentifiedFeed feed, KnownDeliveries known) {
    Set<KnownDeliveries.Content> seen = new HashSet<>(known.content());
    List<Delivery> pending = new ArrayList<>();
    for (FeedFile file : feed.files()) {
      if (seen.add(feed.content(file))) {
        long seq = known.lastSeq() + pending.size() + 1;
        pending.add(new Delivery(seq, file, feed.identity(file)));
      }
    }
    return pending;
  }

  private void tell(IdentifiedFeed feed, int known) {
    List<String> ignored = feed.scan().ignored();
    String first = String.join(", ", ignored.stream().limit(SHOWN_NAMES).toList());
    String more =
        ignored.size() > SHOWN_NAMES ? " and " + (ignored.size() - SHOWN_NAMES) + " more" : "";
    edge.progress()
        .say(
            "feed "
                + feed.folder()
                + ": "
                + feed.files().size()
                + " deliveries, "
                + known
                + " of them known"
                + (ignored.isEmpty() ? "" : "; not taken: " + first + more));
  }

  private RunConfig freeze(FrozenIngest deliveries) {
    Instant time = edge.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<Instant> newest = edge.ledger().newest(RunKind.INGEST);
    if (newest.isPresent() && !time.isAfter(newest.get())) {
      time = newest.get().plusMillis(1);
    }
    String runId = "ingest-" + COMPACT.format(time);
    String json = ConfigFile.json(config);
    RunConfig run =
        new RunConfig(
            runId,
            RunKind.INGEST,
            time,
            "command:" + runId,
            Window.OPEN,
            Map.of(),
            Map.of(Stage.INGEST.word(), (long) Stage.INGEST.version()),
            new Frozen(json, Sha256.hex(json)),
            Optional.of(deliveries.toJson()));
    edge.ledger().create(run);
    return run;
  }

  private IngestReport.Ingest bringIn(
      RunConfig run, List<Delivery> deliveries, KnownDeliveries known, List<String> gone) {
    StageRunner runner = new StageRunner(edge, run);
    QualityGate gate = new QualityGate(QualityBounds.of(runner.config().quality()));
    List<String> reasons = new ArrayList<>(gone);
    StageRun attempt =
        runner.run(
            Stage.INGEST,
            inputs -> {
              BringIn bringIn = new BringIn(edge, gate, known, inputs.stamp(Stage.INGEST));
              BringIn.Result result = apply(bringIn, deliveries);
              reasons.addAll(result.reasons());
              return result.books();
            });
    return new IngestReport.Ingest(run, attempt, List.copyOf(reasons));
  }

  private static BringIn.Result apply(BringIn bringIn, List<Delivery> deliveries) {
    try {
      return bringIn.apply(deliveries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
