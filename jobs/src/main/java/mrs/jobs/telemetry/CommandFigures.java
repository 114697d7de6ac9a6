package mrs.jobs.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.Stage;
import mrs.jobs.ingest.IngestReport;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.FoundInputs.FoundInput;
import mrs.jobs.runs.StageRun;

/** What a command did, out of the results that it has anyway. Not for more than one thread. */
public final class CommandFigures {
  private final List<StageRun> stages = new ArrayList<>();
  private Optional<IngestReport> ingest = Optional.empty();

  /** Stages of runs, as the ledger has them. */
  public void add(Collection<StageRun> attempts) {
    stages.addAll(attempts);
  }

  /** An ingest. */
  public void add(IngestReport report) {
    ingest = Optional.of(report);
    report.ingests().forEach(i -> stages.add(i.attempt()));
  }

  /** Puts it all into {@code registry}; of a stage that several runs had, the sums. */
  void register(MeterRegistry registry) {
    ingest.ifPresent(report -> deliveries(registry, report));
    Map<Stage, List<StageRun>> byStage =
        stages.stream()
            .collect(Collectors.groupingBy(StageRun::stage, TreeMap::new, Collectors.toList()));
    byStage.forEach((stage, runs) -> stage(registry, Tags.of("stage", stage.word()), runs));
  }

  private static void deliveries(MeterRegistry registry, IngestReport report) {
    long fresh = report.ingests().stream().mapToLong(IngestReport.Ingest::deliveries).sum();
    String name = "mrs.ingest.deliveries";
    String says = "Deliveries that were brought in or tried, or were in already.";
    gauge(registry, name, says, Tags.of("what", "fresh"), fresh);
    gauge(registry, name, says, Tags.of("what", "known"), report.knownDeliveries());
  }

  private static void stage(MeterRegistry registry, Tags stage, List<StageRun> runs) {
    double seconds =
        runs.stream()
            .map(r -> Duration.between(r.startedAt(), r.finishedAt()))
            .mapToDouble(took -> took.toMillis() / 1000.0)
            .sum();
    gauge(registry, "mrs.stage.seconds", "How long the stage took.", stage, seconds);
    long codes = runs.stream().flatMap(r -> r.reasons().stream()).distinct().count();
    gauge(
        registry,
        "mrs.stage.degraded.codes",
        "Codes of what the stage had to do without.",
        stage,
        codes);
    Stream<String> ends = runs.stream().map(r -> r.state().word());
    counts(registry, "mrs.stage.attempts", "How the stage ended.", stage, "outcome", ends);
    Stream<String> inputs =
        runs.stream().flatMap(r -> r.found().inputs().stream()).map(CommandFigures::state);
    String says = "How the stage found its optional inputs.";
    counts(registry, "mrs.stage.inputs", says, stage, "state", inputs);
    rows(registry, stage, runs.stream().flatMap(r -> r.books().stream()).toList());
  }

  private static String state(FoundInput input) {
    return input.state().word();
  }

  /** A figure for each of the {@code words}: how often it is among them. */
  private static void counts(
      MeterRegistry registry,
      String name,
      String says,
      Tags tags,
      String label,
      Stream<String> words) {
    words
        .collect(Collectors.groupingBy(w -> w, TreeMap::new, Collectors.counting()))
        .forEach((word, n) -> gauge(registry, name, says, tags.and(label, word), n));
  }

  private static void rows(MeterRegistry registry, Tags stage, List<Books> books) {
    if (books.isEmpty()) {
      return;
    }
    Map<String, ToLongFunction<Books>> kinds =
        Map.of(
            "in", Books::in,
            "out", Books::out,
            "added", Books::added,
            "dead_letters", Books::deadLetters,
            "dropped", CommandFigures::dropped);
    kinds.forEach(
        (kind, of) ->
            gauge(
                registry,
                "mrs.stage.rows",
                "The books of the stage, in its unit: records, cells or reports.",
                stage.and("what", kind),
                books.stream().mapToLong(of).sum()));
    gauge(
        registry,
        "mrs.stage.unbalanced",
        "Attempts whose books do not balance.",
        stage,
        books.stream().filter(b -> !b.balanced()).count());
  }

  private static long dropped(Books books) {
    return books.dropped().values().stream().mapToLong(Long::longValue).sum();
  }

  static void gauge(MeterRegistry registry, String name, String says, Tags tags, Number value) {
    Gauge.builder(name, () -> value).description(says).tags(tags).register(registry);
  }
}
