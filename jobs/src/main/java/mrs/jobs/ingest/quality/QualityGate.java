package mrs.jobs.ingest.quality;

import static mrs.transforms.SparkSchema.col;

import com.amazon.deequ.VerificationSuite;
import com.amazon.deequ.analyzers.Analysis;
import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.InMemoryStateProvider;
import com.amazon.deequ.analyzers.ScanShareableAnalyzer;
import com.amazon.deequ.analyzers.State;
import com.amazon.deequ.analyzers.StateLoader;
import com.amazon.deequ.checks.CheckResult;
import com.amazon.deequ.constraints.ConstraintResult;
import com.amazon.deequ.constraints.ConstraintStatus;
import com.amazon.deequ.metrics.DoubleMetric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import mrs.contracts.ContextualEvents;
import mrs.contracts.SourceColumns;
import mrs.jobs.ingest.batch.DeliverySummary;
import mrs.jobs.spark.Actions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Judges each delivery of a batch with Deequ: how many of its records are usable, whether required
 * columns are complete, whether units are in range, and whether it has about as many records as the
 * deliveries before it. It marks deliveries; it never sorts rows. What needs no measure is in
 * {@link DeliveryFaults}.
 *
 * <p>Deequ's states of all deliveries come from one aggregation, grouped by delivery; each delivery
 * is then verified from its own states without another pass over the data.
 */
public record QualityGate(QualityBounds bounds) {

  /**
   * Judges the deliveries of one table.
   *
   * @param deliveries summaries in the order of their numbers; of those without a record there is
   *     nothing to measure, which is what is said of them
   * @param before the deliveries of the table before these
   */
  public List<DeliveryVerdict> judge(
      GateRecords records, List<DeliverySummary> deliveries, Trailing before) {
    List<Analyzer<?, ?>> analyzers = analyzers(records);
    Map<Long, InMemoryStateProvider> states = states(records, analyzers);
    List<DeliveryVerdict> verdicts = new ArrayList<>();
    Trailing trailing = before;
    for (DeliverySummary delivery : deliveries) {
      InMemoryStateProvider state = states.get(delivery.ingestSeq());
      if (state != null) {
        DeliveryCheck check = DeliveryCheck.of(records, bounds, usualSize(records, trailing));
        verdicts.addAll(verify(records, delivery.ingestSeq(), state, check));
      }
      DeliveryFaults.of(records.table(), delivery).forEach(verdicts::add);
      trailing = trailing.after(delivery);
    }
    return withFarthest(records, verdicts);
  }

  /** Names the rows that are out of range, so that one among many can be found. */
  private List<DeliveryVerdict> withFarthest(GateRecords records, List<DeliveryVerdict> verdicts) {
    if (verdicts.stream().noneMatch(QualityGate::isOutOfRange)) {
      return verdicts;
    }
    Map<Long, String> farthest = FarthestUnits.of(records.tagged(), bounds.maxUnits());
    return verdicts.stream()
        .map(
            v ->
                isOutOfRange(v)
                    ? v.saying(v.text() + "; beyond it: " + farthest.get(v.ingestSeq()))
                    : v)
        .toList();
  }

  private static boolean isOutOfRange(DeliveryVerdict verdict) {
    return verdict.constraint().equals(DeliveryCheck.UNITS_RANGE) && !verdict.passed();
  }

  /** Context comes as things happen, so that no number of rows is usual. */
  private static OptionalDouble usualSize(GateRecords records, Trailing trailing) {
    return records.table().equals(ContextualEvents.TABLE)
        ? OptionalDouble.empty()
        : trailing.median();
  }

  private List<Analyzer<?, ?>> analyzers(GateRecords records) {
    DeliveryCheck all = DeliveryCheck.of(records, bounds, OptionalDouble.of(0));
    List<Analyzer<?, ?>> analyzers = new ArrayList<>();
    JavaConverters.asJavaCollection(all.check().requiredAnalyzers())
        .forEach(a -> analyzers.add((Analyzer<?, ?>) a));
    return analyzers;
  }

  private static Map<Long, InMemoryStateProvider> states(
      GateRecords records, List<Analyzer<?, ?>> analyzers) {
    List<Column> functions = new ArrayList<>();
    List<Integer> offsets = new ArrayList<>();
    for (Analyzer<?, ?> analyzer : analyzers) {
      offsets.add(1 + functions.size());
      functions.addAll(JavaConverters.seqAsJavaList(scan(analyzer).aggregationFunctions()));
    }
    List<Row> rows =
        Actions.rows(
            records
                .records()
                .groupBy(col(SourceColumns.INGEST_SEQ))
                .agg(
                    functions.get(0),
                    functions.subList(1, functions.size()).toArray(Column[]::new)));
    Map<Long, InMemoryStateProvider> states = new HashMap<>();
    for (Row row : rows) {
      InMemoryStateProvider provider = InMemoryStateProvider.apply();
      for (int i = 0; i < analyzers.size(); i++) {
        keep(provider, scan(analyzers.get(i)), row, offsets.get(i));
      }
      states.put(row.getLong(0), provider);
    }
    return states;
  }

  /** Every analyzer of the gate can share a scan. */
  @SuppressWarnings("unchecked")
  private static ScanShareableAnalyzer<State<?>, ?> scan(Analyzer<?, ?> analyzer) {
    return (ScanShareableAnalyzer<State<?>, ?>) analyzer;
  }

  private static void keep(
      InMemoryStateProvider provider,
      ScanShareableAnalyzer<State<?>, ?> analyzer,
      Row row,
      int offset) {
    Option<State<?>> state = analyzer.fromAggregationResult(row, offset);
    if (state.isDefined()) {
      provider.persist(analyzer, state.get());
    }
  }

  private static List<DeliveryVerdict> verify(
      GateRecords records, long ingestSeq, InMemoryStateProvider state, DeliveryCheck check) {
    CheckResult result =
        VerificationSuite.apply()
            .runOnAggregatedStates(
                records.records().schema(),
                seq(check.check()),
                seq((StateLoader) state),
                new Analysis(Analysis.apply$default$1()),
                Option.empty(),
                Option.empty(),
                Option.empty())
            .checkResults()
            .apply(check.check());
    List<ConstraintResult> results = JavaConverters.seqAsJavaList(result.constraintResults());
    List<DeliveryVerdict> verdicts = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Optional<Double> metric = metric(results.get(i));
      if (metric.isPresent()) {
        DeliveryCheck.ConstraintMeaning expectation = check.expectations().get(i);
        boolean passed = results.get(i).status().equals(ConstraintStatus.Success());
        verdicts.add(
            new DeliveryVerdict(
                ingestSeq,
                records.table().name(),
                expectation.constraint(),
                passed,
                metric.get(),
                metric.get() + " " + expectation.meaning()));
      }
    }
    return verdicts;
  }

  /** The metric's value; empty where there was no record to measure. */
  private static Optional<Double> metric(ConstraintResult result) {
    return result.metric().isEmpty()
        ? Optional.empty()
        : Optional.of((Double) ((DoubleMetric) result.metric().get()).value().get());
  }

  private static <T> Seq<T> seq(T only) {
    return JavaConverters.asScalaBuffer(List.of(only)).toSeq();
  }
}
