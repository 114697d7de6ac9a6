package mrs.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.failures.DeliveryFailure;
import mrs.jobs.ingest.failures.DeliveryFailures;
import mrs.jobs.ingest.failures.FailingDelivery;
import mrs.jobs.ingest.feed.Content;
import mrs.jobs.ingest.feed.FeedAccess;
import mrs.jobs.ingest.feed.FeedFile;
import mrs.jobs.ingest.quality.QualityBounds;
import mrs.jobs.ingest.quality.QualityGate;
import mrs.jobs.runs.NewRun;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.StageRun;
import mrs.jobs.runs.execution.StageRunner;

/**
 * Ingests a feed folder: goes on with what was interrupted, then brings in the deliveries that are
 * not in yet. The caller holds the writer's lock.
 *
 * <p>The pending deliveries are frozen in {@code run_config_log}, with numbers, before anything is
 * written; an ingest that was killed goes on with the same numbers, so that every table ends as if
 * nothing had happened. A delivery that fails by itself is left out, and its ingest is done without
 * it; the next one takes it up under a new number until it is parked.
 */
public final class IngestJob {

  private final RunContext context;
  private final MrsConfig config;
  private final FeedAccess access;

  /** Ingests into the warehouse of {@code context} under {@code config}, files where they lie. */
  public IngestJob(RunContext context, MrsConfig config) {
    this(context, config, FeedAccess.DIRECT);
  }

  /** Ingests into the warehouse of {@code context} under {@code config}. */
  public IngestJob(RunContext context, MrsConfig config, FeedAccess access) {
    this.context = context;
    this.config = config;
    this.access = access;
  }

  /**
   * Brings in what is asked for.
   *
   * @throws mrs.jobs.messages.Problem if the folder is no feed
   */
  public IngestReport run(IngestRequest request) {
    DeliveryFailures failures = DeliveryFailures.load(context.warehouse(), context.ledger());
    List<FailingDelivery> retried = request.retryParked() ? failures.all() : List.of();
    List<RunConfig> interrupted = interrupted();
    FileMemory memory = memory(interrupted, retried);
    IdentifiedFeed feed =
        IdentifiedFeed.read(
            context,
            access,
            request.folder(),
            Optional.of(memory).filter(m -> !request.fullCheck()));
    List<IngestReport.Ingest> ingests = new ArrayList<>();
    for (RunConfig run : interrupted) {
      context.progress().say("resuming ingest " + run.runId());
      FrozenDeliveries deliveries = FrozenDeliveries.find(context, run, feed, memory);
      ingests.add(bringIn(run, deliveries, Booked.of(context.warehouse(), run.runId()), failures));
    }
    Pending pending = pending(feed, failures.parkedContent(), retried, ingests);
    context.progress().say(pending.line(feed));
    boolean sound = ingests.stream().allMatch(i -> i.attempt().error().isEmpty());
    if (sound && !(pending.deliveries().isEmpty() && retried.isEmpty())) {
      FrozenIngest frozen = FrozenIngest.of(request.folder(), pending.deliveries(), retried);
      RunConfig run = freeze(frozen);
      FrozenDeliveries fresh = FrozenDeliveries.fresh(frozen, pending.deliveries());
      ingests.add(bringIn(run, fresh, Booked.NOTHING, failures));
    }
    if (ingests.stream().allMatch(i -> i.attempt().error().isEmpty())) {
      memory.add(context, feed, new KnownDeliveries(context));
      release(feed);
    }
    return report(feed, ingests, pending, memory);
  }

  /** Ingests that are frozen and not committed, whether they were killed or failed. */
  private List<RunConfig> interrupted() {
    return context.ledger().runs(RunKind.INGEST).stream()
        .filter(r -> !context.ledger().committed(r.runId(), Stage.INGEST))
        .toList();
  }

  /** Files of deliveries that are to be brought in have to be read, whatever is remembered. */
  private FileMemory memory(List<RunConfig> interrupted, List<FailingDelivery> retried) {
    Set<Content> wanted = new HashSet<>();
    retried.forEach(f -> wanted.add(f.content()));
    interrupted.forEach(
        r -> KnownDeliveries.frozen(r).deliveries().forEach(d -> wanted.add(d.content())));
    return FileMemory.load(context, c -> !wanted.contains(c));
  }

  private Pending pending(
      IdentifiedFeed feed,
      Set<Content> parked,
      List<FailingDelivery> retried,
      List<IngestReport.Ingest> resumed) {
    Set<Content> leftAlone = new HashSet<>(parked);
    Set<Content> asked = new HashSet<>();
    retried.forEach(f -> asked.add(f.content()));
    leftAlone.removeAll(asked);
    // What has just failed is not tried twice by one command.
    resumed.forEach(
        i ->
            DeliveryFailures.ofRun(context.warehouse(), i.run().runId()).stream()
                .map(DeliveryFailure::place)
                .forEach(p -> leftAlone.add(p.content())));
    return Pending.of(feed, new KnownDeliveries(context), asked, leftAlone);
  }

  private RunConfig freeze(FrozenIngest deliveries) {
    long last =
        deliveries.deliveries().stream()
            .mapToLong(FrozenIngest.Entry::ingestSeq)
            .max()
            .orElseGet(() -> new KnownDeliveries(context).lastSeq());
    RunConfig run =
        NewRun.now(
            context,
            RunKind.INGEST,
            config,
            Map.of(DeliveriesLog.TABLE.name(), last),
            Optional.of(deliveries.toJson()));
    context.ledger().create(run);
    return run;
  }

  private IngestReport.Ingest bringIn(
      RunConfig run, FrozenDeliveries deliveries, Booked booked, DeliveryFailures failures) {
    StageRunner runner = new StageRunner(context, run);
    QualityGate gate = new QualityGate(QualityBounds.of(runner.config().quality()));
    FailDeliveries fail =
        new FailDeliveries(context, run.runId(), failures, runner.config().ingest().attempts());
    List<Table> tables = deliveries.found().stream().map(d -> d.file().table()).distinct().toList();
    List<String> reasons = new ArrayList<>();
    List<String> hints = new ArrayList<>();
    StageRun attempt =
        runner.run(
            Stage.INGEST,
            inputs -> {
              var stamp = inputs.stamp(Stage.INGEST);
              var before = new KnownDeliveries(context).trailing(tables);
              ReadDeliveries reader =
                  new ReadDeliveries(context, runner.config().feeds().sales(), gate, before, stamp);
              AppendDeliveries.Result result =
                  apply(new AppendDeliveries(context, reader, fail, booked, stamp), deliveries);
              reasons.addAll(result.reasons());
              hints.addAll(result.hints());
              return result.books();
            });
    return new IngestReport.Ingest(run, attempt, List.copyOf(reasons), List.copyOf(hints));
  }

  private static AppendDeliveries.Result apply(
      AppendDeliveries append, FrozenDeliveries deliveries) {
    try {
      return append.apply(deliveries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies go when what they hold is in the ledger. */
  private void release(IdentifiedFeed feed) {
    List<FeedFile> copies =
        feed.hashed().stream().filter(f -> !feed.scan().address(f).equals(f.uri())).toList();
    Set<Content> in =
        new KnownDeliveries(context).among(copies.stream().map(feed::content).toList());
    access.landed(copies.stream().filter(f -> in.contains(feed.content(f))).toList());
  }

  private IngestReport report(
      IdentifiedFeed feed, List<IngestReport.Ingest> ingests, Pending pending, FileMemory memory) {
    List<String> noticed = new ArrayList<>(feed.scan().beside().notes());
    for (String folder : feed.scan().closed()) {
      noticed.add(
          "the folder "
              + folder
              + " of the feed may not be listed; nothing in it came in; give permission and ingest"
              + " again");
    }
    for (FeedFile file : memory.changedUnseen(feed)) {
      noticed.add(
          file.name()
              + " holds something else than before, with the same size and time; it came in as a"
              + " delivery of its own");
    }
    DeliveryFailures.load(context.warehouse(), context.ledger())
        .all()
        .forEach(f -> noticed.add(f.line()));
    return new IngestReport(
        ingests,
        pending.known(),
        feed.scan().ignored(),
        feed.identities().size(),
        noticed,
        feed.scan().beside().hints());
  }
}
