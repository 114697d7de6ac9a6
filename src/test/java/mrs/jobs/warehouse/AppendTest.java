package mrs.jobs.warehouse;

import static mrs.transforms.SparkSchema.nullOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import mrs.SparkTest;
import mrs.contracts.CohortHistory;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.messages.Problem;
import mrs.jobs.warehouse.Append.Appended;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendTest extends SparkTest {
  private static final Instant T1 = Instant.parse("2024-05-01T02:00:00Z");

  @TempDir private Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void createWarehouse() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
  }

  @Test
  void theSameRowsAgainAddNothingAndCommitNothing() {
    Dataset<Row> rows = memberships(member("r1", "e1", T1), member("r2", "e1", T1));

    assertThat(append(rows)).isEqualTo(new Appended(2, 2));
    long version = PinnedTables.onSight(warehouse).version(CohortHistory.TABLE).orElseThrow();

    assertThat(append(rows)).isEqualTo(new Appended(2, 0));
    assertThat(PinnedTables.onSight(warehouse).version(CohortHistory.TABLE)).contains(version);
    assertThat(warehouse.read(CohortHistory.TABLE).count()).isEqualTo(2);
  }

  @Test
  void addsOnlyWhatIsNewOfAMixedBatch() {
    append(memberships(member("r1", "e1", T1)));

    assertThat(append(memberships(member("r1", "e1", T1), member("r2", "e2", T1))))
        .isEqualTo(new Appended(2, 1));
  }

  @Test
  void anEmptyBatchCommitsNothing() {
    long version = PinnedTables.onSight(warehouse).version(CohortHistory.TABLE).orElseThrow();

    assertThat(append(memberships())).isEqualTo(new Appended(0, 0));
    assertThat(PinnedTables.onSight(warehouse).version(CohortHistory.TABLE)).contains(version);
  }

  @Test
  void aKnownKeyWithAnotherContentFailsAndShowsBothRows() {
    append(memberships(member("r1", "e1", T1)));

    assertThatThrownBy(() -> append(memberships(member("r1", "e2", T1))))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("minority_reports_cohort_history")
        .hasMessageContaining("Stored: ")
        .hasMessageContaining("\"report_group_id\":\"e1\"")
        .hasMessageContaining("Given: ")
        .hasMessageContaining("\"report_group_id\":\"e2\"");
    assertThat(warehouse.read(CohortHistory.TABLE).count()).isEqualTo(1);
  }

  @Test
  void oneKeyTwiceInABatchWithDifferentContentFails() {
    assertThatThrownBy(() -> append(memberships(member("r1", "e1", T1), member("r1", "e2", T1))))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("two different rows for one key");
  }

  @Test
  void ofRowsThatAreAlikeTheFirstDeliveredIsKept() {
    Dataset<Row> rows =
        new TableRows(UnifiedSalesData.TABLE)
            .add(sale(2L, "b.csv", 7L))
            .add(sale(1L, "a.csv", 9L))
            .add(sale(1L, "a.csv", 4L))
            .dataset(spark)
            .repartition(3);

    Appended appended = Append.to(warehouse, UnifiedSalesData.TABLE).append(rows);

    assertThat(appended).isEqualTo(new Appended(3, 1));
    Row kept = warehouse.read(UnifiedSalesData.TABLE).head();
    assertThat(kept.<String>getAs("source_file")).isEqualTo("a.csv");
    assertThat(kept.<Long>getAs("source_line")).isEqualTo(4L);
  }

  @Test
  void aRequiredColumnThatIsNullIsRefusedByTheTable() {
    Dataset<Row> rows =
        memberships(member("r1", "e1", T1))
            .withColumn(
                CohortHistory.REPORT_GROUP_ID.name(), nullOf(CohortHistory.REPORT_GROUP_ID));

    assertThatThrownBy(() -> append(rows)).hasStackTraceContaining("report_group_id");
    assertThat(warehouse.read(CohortHistory.TABLE).count()).isZero();
  }

  private Appended append(Dataset<Row> rows) {
    return Append.to(warehouse, CohortHistory.TABLE).append(rows);
  }

  @SafeVarargs
  private static Dataset<Row> memberships(Map<Field, ?>... members) {
    TableRows rows = new TableRows(CohortHistory.TABLE);
    List.of(members).forEach(rows::add);
    return rows.dataset(spark);
  }

  private static Map<Field, ?> member(String report, String event, Instant writtenAt) {
    return Map.of(
        CohortHistory.REPORT_ID,
        report,
        CohortHistory.STORE_ID,
        "S1",
        CohortHistory.SKU,
        "A",
        CohortHistory.REPORT_GROUP_ID,
        event,
        LogColumns.RUN_ID,
        "run",
        LogColumns.WRITTEN_AT,
        writtenAt,
        LogColumns.VERSION,
        1,
        LogColumns.IS_DEGRADED,
        false,
        LogColumns.DEGRADED_REASONS,
        List.of(),
        LogColumns.WEEK_START,
        LocalDate.of(2024, 4, 29));
  }

  private static Map<Field, ?> sale(long seq, String file, long line) {
    return Map.of(
        UnifiedSalesData.STORE_ID,
        "S1",
        UnifiedSalesData.SKU,
        "A",
        UnifiedSalesData.SALES_DATE,
        LocalDate.of(2024, 5, 1),
        UnifiedSalesData.UNITS,
        3.0,
        UnifiedSalesData.RECEIVED_AT,
        T1,
        mrs.contracts.SourceColumns.INGEST_SEQ,
        seq,
        mrs.contracts.SourceColumns.SOURCE_FILE,
        file,
        mrs.contracts.SourceColumns.SOURCE_LINE,
        line,
        LogColumns.WEEK_START,
        LocalDate.of(2024, 4, 29));
  }
}
