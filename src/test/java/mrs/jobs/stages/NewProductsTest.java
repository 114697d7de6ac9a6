package mrs.jobs.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import mrs.SparkTest;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.InputState;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.Products;
import mrs.contracts.SourceColumns;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.hydrate.consolidation.LogBook;
import mrs.jobs.runs.PastNights;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which SKUs are known otherwise than clustering last knew them. */
class NewProductsTest extends SparkTest {
  private static final Table PRODUCTS = Products.TABLE;

  /** Sent first; then with another category, once more as it was, and with other SKUs. */
  private static final long FIRST = 1;

  private static final long RENAMED = 2;
  private static final long SENT_AGAIN = 3;
  private static final long OTHER_SKUS = 4;

  @TempDir private static Path folder;
  private static Warehouse warehouse;
  private PastNights past;

  @BeforeAll
  static void writeSnapshotsAndReports() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    TableRows rows = new TableRows(PRODUCTS);
    rows.add(product(FIRST, "K1", "food")).add(product(FIRST, "K2", "toys"));
    rows.add(product(RENAMED, "K1", "food")).add(product(RENAMED, "K2", "games"));
    rows.add(product(SENT_AGAIN, "K1", "food")).add(product(SENT_AGAIN, "K2", "games"));
    rows.add(product(OTHER_SKUS, "K1", "food")).add(product(OTHER_SKUS, "K9", "food"));
    Append.to(warehouse, PRODUCTS).enter(rows);
    PastNights.write(
        warehouse,
        new LogBook()
            .detected("r1", 0, report("K1", 0))
            .detected("r2", 0, report("K2", 3))
            .detected("r3", 0, report("K2", 2)));
  }

  @BeforeEach
  void detectReports() {
    past = new PastNights(warehouse).night(0).committed(Stage.DETECTION);
  }

  @Test
  void nothingIsNewToAStageThatNeverRan() {
    assertThat(news(RENAMED)).isEqualTo("nothing");
  }

  @Test
  void aSkuWithAnotherCategoryIsNewFromItsFirstReportOn() {
    clusteredWith(FIRST);

    assertThat(news(RENAMED)).isEqualTo("[K2] from week 2");
  }

  @Test
  void theSameSnapshotHasNothingNewNorHasOneThatSaysTheSame() {
    clusteredWith(RENAMED);

    assertThat(news(RENAMED)).isEqualTo("nothing");
    assertThat(news(SENT_AGAIN)).isEqualTo("nothing");
  }

  @Test
  void whatIsGoneIsNewAsWhatCame() {
    clusteredWith(RENAMED);

    assertThat(news(OTHER_SKUS)).isEqualTo("[K2, K9] from week 2");
  }

  @Test
  void withoutAReportOfItWhatIsNewHasNoWeek() {
    PastNights withoutReports = new PastNights(warehouse).night(0).failed();
    withoutReports.night(1).read(PRODUCTS, FIRST).committed(Stage.CLUSTERING);

    assertThat(told(withoutReports.night(3).read(PRODUCTS, RENAMED))).isEqualTo("[K2] from none");
  }

  @Test
  void aRunThatDidWithoutProductsHasNotSeenThem() {
    clusteredWith(FIRST);
    past.night(2)
        .read(PRODUCTS, RENAMED)
        .found(OptionalInput.PRODUCTS, InputState.LATE)
        .committed(Stage.CLUSTERING);

    assertThat(news(RENAMED)).isEqualTo("[K2] from week 2");
  }

  @Test
  void aRunThatDidWithoutTheModelHasUsedNoProducts() {
    clusteredWith(FIRST);
    past.night(2)
        .read(PRODUCTS, RENAMED)
        .found(OptionalInput.CLUSTER_MODELS, InputState.CORRUPT)
        .committed(Stage.CLUSTERING);

    assertThat(news(RENAMED)).isEqualTo("[K2] from week 2");
  }

  @Test
  void everySkuIsNewToAStageThatNeverReadAny() {
    past.night(1)
        .read(PRODUCTS, FIRST)
        .found(OptionalInput.PRODUCTS, InputState.ABSENT)
        .committed(Stage.CLUSTERING);

    assertThat(news(FIRST)).isEqualTo("[K1, K2] from week 0");
  }

  @Test
  void nothingIsNewWhileProductsAreDown() {
    clusteredWith(FIRST);

    assertThat(
            told(
                past.night(3)
                    .read(PRODUCTS, RENAMED)
                    .found(OptionalInput.PRODUCTS, InputState.LATE)))
        .isEqualTo("nothing");
  }

  private void clusteredWith(long snapshot) {
    past.night(1).read(PRODUCTS, snapshot).committed(Stage.CLUSTERING);
  }

  private String news(long snapshot) {
    return told(past.night(3).read(PRODUCTS, snapshot));
  }

  private static String told(PastNights.Night night) {
    NewProducts news = NewProducts.of(night.inputs());
    if (news.changed().isEmpty()) {
      return news.earliest().isEmpty() ? "nothing" : "nothing from " + news.earliest().get();
    }
    String week =
        news.earliest()
            .map(day -> "week " + (day.toEpochDay() - LogBook.START.toEpochDay()) / 7)
            .orElse("none");
    return news.changed().get().collectAsList().stream().map(r -> r.getString(0)).sorted().toList()
        + " from "
        + week;
  }

  private static Object[] report(String sku, int week) {
    return new Object[] {
      DetectionLog.SKU, sku, LogColumns.WEEK_START, LogBook.START.plusWeeks(week)
    };
  }

  private static Map<Field, Object> product(long seq, String sku, String category) {
    return Map.of(
        Products.SKU, sku,
        Products.CATEGORY_1, category,
        SourceColumns.INGEST_SEQ, seq,
        SourceColumns.SOURCE_FILE, "products.csv",
        SourceColumns.SOURCE_LINE, 1L);
  }
}
