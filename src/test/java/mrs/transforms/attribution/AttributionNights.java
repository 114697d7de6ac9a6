package mrs.transforms.attribution;

import static mrs.transforms.SparkSchema.schema;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mrs.SparkTest;
import mrs.contracts.AttributionLog;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.transforms.Dropped;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Nights of attribution, each on the log that those before it wrote. */
abstract class AttributionNights extends SparkTest {
  private static final LocalDate TUESDAY = LogBook.START.plusDays(1);
  static final String NOBODY = "sku_day up few unknown: nobody";
  static final String UNKNOWN = "unknown 0.500";

  /** So many cases that those of other patterns do not show. */
  static final Calibration CALIBRATION =
      new Calibration(
          "test",
          "by hand",
          List.of(
              new Calibration.Count(NOBODY, "unknown", 50_000, 100_000),
              new Calibration.Count(
                  "sku_day up few data_error: restatement", "data_error", 75_000, 100_000),
              new Calibration.Count(
                  "sku_day up few data_error: restatement, without context",
                  "data_error",
                  60_000,
                  100_000)));

  Dataset<Row> own = rows(AttributionLog.TABLE);
  ProposeCauses.Unseen unseen = ProposeCauses.Unseen.NOTHING;
  Optional<Dataset<Row>> feasts = Optional.empty();
  int cap = 1000;

  static RunStamp stamp(int night, String... reasons) {
    return new RunStamp("run-" + night, LogBook.at(night), 1, List.of(reasons));
  }

  /** SKU {@code sku} sells 40 instead of 10 units in some stores, on Tuesday. */
  static LogBook rise(LogBook book, String sku, int night, String... stores) {
    for (String store : stores) {
      book.detected(store + sku, night, series(store, sku, 40));
    }
    return book;
  }

  static LogBook restated(LogBook book, String store, String sku, int night) {
    return book.withdrawn(store + sku, night, "restated", series(store, sku, 40));
  }

  static Object[] series(String store, String sku, double observed) {
    return new Object[] {
      DetectionLog.STORE_ID, store,
      DetectionLog.SKU, sku,
      DetectionLog.TEST, "sku_day",
      DetectionLog.GROUP_KEY, "sku_day|" + sku + "|up",
      DetectionLog.GROUP_START, TUESDAY,
      DetectionLog.WINDOW_START, TUESDAY,
      DetectionLog.WINDOW_END, TUESDAY,
      DetectionLog.OBSERVED_UNITS, observed,
      DetectionLog.EXPECTED_UNITS, 10.0
    };
  }

  static Optional<Dataset<Row>> told(ToldContext... context) {
    return Optional.of(
        rows(
            ContextualEvents.TABLE,
            Arrays.stream(context).map(ToldContext::row).toArray(Object[][]::new)));
  }

  ProposeCauses.Inputs inputs(LogBook book, Optional<Dataset<Row>> context) {
    return new ProposeCauses.Inputs(
        book.dataset(Contributor.MRDL),
        own,
        context,
        Optional.of(book.dataset(Contributor.MRCL)),
        Optional.of(book.dataset(Contributor.UEL)),
        unseen,
        feasts);
  }

  ProposeCauses.Proposed propose(ProposeCauses.Inputs in, RunStamp stamp) {
    LocalDate day = LocalDate.ofInstant(stamp.writtenAt(), ZoneOffset.UTC);
    ProposeCauses.Proposed proposed =
        new ProposeCauses(day, 100, CALIBRATION, cap, stamp).apply(in, SparkTest::computed);
    assertThat(proposed.considered().count())
        .isEqualTo(proposed.rows().count() + waiting(proposed));
    return proposed;
  }

  static long waiting(ProposeCauses.Proposed proposed) {
    return proposed.dropped().collectAsList().stream()
        .mapToLong(r -> r.<Long>getAs(Dropped.RECORDS.name()))
        .sum();
  }

  /** Runs a night in which nothing is known to happen, and keeps what it wrote. */
  ProposeCauses.Proposed night(LogBook book, int night) {
    return night(inputs(book, told()), stamp(night));
  }

  ProposeCauses.Proposed night(ProposeCauses.Inputs in, RunStamp stamp) {
    ProposeCauses.Proposed proposed = propose(in, stamp);
    List<Row> all = new ArrayList<>(own.collectAsList());
    all.addAll(
        proposed
            .rows()
            .withColumn(LogColumns.CONTENT_HASH.name(), lit(0L))
            .selectExpr(schema(AttributionLog.TABLE).fieldNames())
            .collectAsList());
    own = spark.createDataFrame(all, schema(AttributionLog.TABLE));
    return proposed;
  }

  /** Cause and confidence, report by report. */
  static Map<String, String> causes(ProposeCauses.Proposed proposed) {
    Map<String, String> causes = new TreeMap<>();
    for (Row row : proposed.rows().collectAsList()) {
      causes.put(
          row.getAs(AttributionLog.REPORT_ID.name()),
          row.getAs(AttributionLog.PROPOSED_CAUSE.name())
              + " "
              + confidence(row.getAs(AttributionLog.CONFIDENCE_SCORE.name())));
    }
    return causes;
  }

  static String confidence(@Nullable Double score) {
    return score == null ? "none" : String.format(Locale.ROOT, "%.3f", score);
  }

  /** The evidence for {@code cause} in the first row. */
  static List<String> evidence(ProposeCauses.Proposed proposed, String cause) {
    Row row = proposed.rows().orderBy("report_id").head();
    return row.<Row>getList(row.fieldIndex(AttributionLog.RANKED_CAUSES.name())).stream()
        .filter(c -> c.getString(0).equals(cause))
        .flatMap(c -> c.<String>getList(2).stream())
        .toList();
  }
}
