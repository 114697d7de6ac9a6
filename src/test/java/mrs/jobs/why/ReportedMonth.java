package mrs.jobs.why;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.BaselineModels;
import mrs.contracts.ContextualEvents;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stores;
import mrs.hydrate.consolidation.LogBook;
import mrs.jobs.spark.TakenRounds;
import mrs.transforms.RunStamp;
import mrs.transforms.detection.Backlog;
import mrs.transforms.detection.DetectDeviations;
import mrs.transforms.detection.Grace;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A month of three stores in which store S1 sold far more of all SKUs on the two days that {@link
 * LogBook} has its reports on, each SKU by a factor of its own; and what detection learns from it.
 */
final class ReportedMonth extends SparkTest {
  private static final LocalDate FIRST_DAY = LogBook.START.minusDays(24);
  private static final int DAYS = 32;
  private static final int DAYS_LATER = 9;

  private final List<String> skus;

  ReportedMonth(List<String> skus) {
    this.skus = List.copyOf(skus);
  }

  /** What detection knows at the end, given these reports and people's edits of them. */
  String learnt(Dataset<Row> reports, Dataset<Row> edits) {
    DetectDeviations detect =
        new DetectDeviations(
            FIRST_DAY.plusDays(DAYS - 1),
            new Grace(Duration.ofHours(6)),
            1000,
            Backlog.NONE,
            new RunStamp("run", LogBook.at(DAYS_LATER), 1, List.of()),
            new TakenRounds(spark));
    DetectDeviations.Detected detected =
        detect.apply(
            new DetectDeviations.Inputs(
                cells(),
                reports,
                Optional.of(rows(BaselineModels.TABLE)),
                Optional.of(rows(ContextualEvents.TABLE)),
                Optional.of(stores()),
                Optional.of(edits)),
            SparkTest::computed);
    return new TreeSet<>(
            detected.baseline().collectAsList().stream()
                .map(
                    r ->
                        r.getAs(BaselineModels.MODEL_DAY.name())
                            + " "
                            + HexFormat.of().formatHex(r.getAs(BaselineModels.PAYLOAD.name())))
                .toList())
        .toString();
  }

  private Dataset<Row> cells() {
    List<Object[]> cells = new ArrayList<>();
    for (String store : List.of("S1", "S2", "S3")) {
      for (int k = 0; k < skus.size(); k++) {
        for (int t = 0; t < DAYS; t++) {
          LocalDate day = FIRST_DAY.plusDays(t);
          boolean reported = store.equals("S1") && !day.isBefore(LogBook.START.plusDays(1));
          double units = 10 + (k * 5 + t * 13 + store.charAt(1)) % 7;
          cells.add(
              cell(
                  store,
                  skus.get(k),
                  day,
                  reported && day.isBefore(LogBook.START.plusDays(3)) ? units * (2 + k) : units));
        }
      }
    }
    return rows(SalesTimeseries.TABLE, cells.toArray(Object[][]::new));
  }

  private static Object[] cell(String store, String sku, LocalDate day, double units) {
    Date date = Date.valueOf(day);
    Timestamp written = Timestamp.from(LogBook.at(DAYS_LATER - 1));
    String[] none = {};
    return row(
        store, sku, date, "sold", units, null, written, 0, "run", written, 1, false, none, 0L,
        date);
  }

  private static Dataset<Row> stores() {
    return rows(
        Stores.TABLE,
        Stream.of("S1", "S2", "S3")
            .map(s -> row(s, "R1", null, 1L, "stores.csv", 1L, 0L))
            .toArray(Object[][]::new));
  }
}
