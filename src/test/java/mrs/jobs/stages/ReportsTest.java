package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.ClusteredLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.InputState;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.SourceColumns;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.hydrate.consolidation.LogBook;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.PastNights;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Mondays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far back a stage looks at reports: two weeks before the first that it has to do with. */
class ReportsTest extends SparkTest {
  private static final MrsConfig CONFIG =
      ConfigFile.read(Path.of("conf", "mrs.yaml"), Map.of("limits.horizon_days", "14"));

  private static final Table SALES = UnifiedSalesData.TABLE;
  private static final LocalDate LAST_SALES = LogBook.START.plusWeeks(11).plusDays(3);
  private static final LocalDate LAST_DAY_OF_C = LogBook.START.plusWeeks(8).plusDays(5);
  private static final int DETECTED_C = 11;
  private static final int TONIGHT = 100;

  @TempDir private static Path folder;
  private static Warehouse warehouse;
  private PastNights past;

  @BeforeAll
  static void writeReports() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    PastNights.write(
        warehouse,
        new LogBook()
            .detected("a", 0, in(3))
            .detected("b", 0, in(5))
            .detected("c", DETECTED_C, in(8, DetectionLog.WINDOW_END, LAST_DAY_OF_C))
            .clustered("a", 1, in(3))
            .clustered("b", 1, in(5, LogColumns.DEGRADED_REASONS, List.of("PRODUCTS_down"))));
    Append.to(warehouse, SALES).enter(new TableRows(SALES).add(sale()));
  }

  @BeforeEach
  void detectReports() {
    past = new PastNights(warehouse).night(0).committed().night(1).committed();
    past.night(DETECTED_C).failed();
  }

  @Test
  void withoutSalesAndReportsThereIsNothingToLookAt() {
    PastNights nothing = new PastNights(warehouse).night(0).failed().night(1).failed();
    nothing.night(DETECTED_C).failed();

    assertThat(found(nothing.night(TONIGHT), Optional.empty())).isEmpty();
  }

  @Test
  void theFirstRunLooksAtAllReports() {
    PastNights first = new PastNights(warehouse).night(0).committed(Stage.DETECTION);
    first.night(1).failed();
    first.night(DETECTED_C).committed(Stage.DETECTION);

    Reports reports = found(first.night(TONIGHT), Optional.empty()).orElseThrow();

    assertThat(reports.from()).isEqualTo(week(1));
    assertThat(reports.lastDay()).isEqualTo(LAST_DAY_OF_C);
    assertThat(ids(reports)).containsExactly("a", "b", "c");
    assertThat(reports.own(ClusteredLog.TABLE).count()).isZero();
  }

  @Test
  void whereNothingIsNewOnlyTheLastDaysAreLookedAt() {
    Reports reports = found(past.night(TONIGHT).read(SALES, 1), Optional.empty()).orElseThrow();

    assertThat(reports.lastDay()).isEqualTo(LAST_SALES);
    assertThat(reports.from()).isEqualTo(LAST_SALES.minusDays(14));
    assertThat(ids(reports)).isEmpty();
  }

  @Test
  void whatDetectionWroteSinceIsLookedAt() {
    past.night(DETECTED_C).committed(Stage.DETECTION);

    Reports reports = found(past.night(TONIGHT).read(SALES, 1), Optional.empty()).orElseThrow();

    assertThat(reports.from()).isEqualTo(week(6));
    assertThat(ids(reports)).containsExactly("c");
  }

  @Test
  void whatIsTouchedIsLookedAtHoweverOld() {
    Reports reports =
        found(past.night(TONIGHT).read(SALES, 1), Optional.of(week(4).plusDays(2))).orElseThrow();

    assertThat(reports.from()).isEqualTo(week(2).plusDays(2));
    assertThat(ids(reports)).containsExactly("a", "b");
    assertThat(reports.own(ClusteredLog.TABLE).count()).isEqualTo(2);
  }

  @Test
  void whatWaitsIsLookedAtHoweverOld() {
    past.night(DETECTED_C).committed(Stage.DETECTION);
    past.night(20).read(SALES, 1).leftWaiting().committed(Stage.CLUSTERING);

    Reports reports =
        found(
                past.night(TONIGHT).read(SALES, 1).found(OptionalInput.PRODUCTS, InputState.LATE),
                Optional.empty())
            .orElseThrow();

    assertThat(reports.from()).isEqualTo(week(6));
  }

  @Test
  void whatDidWithoutAnInputThatIsBackIsLookedAt() {
    past.night(20)
        .read(SALES, 1)
        .found(OptionalInput.PRODUCTS, InputState.LATE)
        .committed(Stage.CLUSTERING);

    assertThat(found(past.night(TONIGHT).read(SALES, 1), Optional.empty()).orElseThrow().from())
        .isEqualTo(week(3));
    assertThat(
            found(
                    past.night(TONIGHT)
                        .read(SALES, 1)
                        .found(OptionalInput.PRODUCTS, InputState.LATE),
                    Optional.empty())
                .orElseThrow()
                .from())
        .isEqualTo(LAST_SALES.minusDays(14));
  }

  private static Optional<Reports> found(PastNights.Night tonight, Optional<LocalDate> touched) {
    return Reports.of(
        new Seen(tonight.inputs(), Stage.CLUSTERING), ClusteredLog.TABLE, CONFIG, touched);
  }

  private static List<String> ids(Reports reports) {
    return reports.detected().select(col(DetectionLog.REPORT_ID)).collectAsList().stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  private static LocalDate week(int week) {
    return LogBook.START.plusWeeks(week);
  }

  private static Object[] in(int week, Object... more) {
    List<Object> named = new ArrayList<>(List.of(LogColumns.WEEK_START, week(week)));
    named.addAll(List.of(more));
    return named.toArray();
  }

  private static Map<Field, Object> sale() {
    return Map.of(
        UnifiedSalesData.STORE_ID,
        "S1",
        UnifiedSalesData.SKU,
        "K1",
        UnifiedSalesData.SALES_DATE,
        LAST_SALES,
        UnifiedSalesData.UNITS,
        1.0,
        UnifiedSalesData.RECEIVED_AT,
        LogBook.at(90),
        SourceColumns.INGEST_SEQ,
        1L,
        SourceColumns.SOURCE_FILE,
        "sales.csv",
        SourceColumns.SOURCE_LINE,
        2L,
        LogColumns.WEEK_START,
        Mondays.of(LAST_SALES));
  }
}
