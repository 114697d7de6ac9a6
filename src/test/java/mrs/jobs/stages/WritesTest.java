package mrs.jobs.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import mrs.SparkTest;
import mrs.contracts.ClusteredLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Stage;
import mrs.jobs.messages.Problem;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.FakeNights;
import mrs.jobs.runs.execution.NightlyRun;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Dropped;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stage's writes leave in its books. */
class WritesTest extends SparkTest {
  private static final Instant NIGHT = Instant.parse("2024-06-10T02:00:00Z");

  @TempDir private Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void createWarehouse() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
  }

  @Test
  void everyUnitThatCameInIsOutOrDeadOrDropped() {
    Books books =
        books(
            writes ->
                writes
                    .countIn(spark.range(7).toDF())
                    .writeOut(CohortHistory.TABLE, members("r1", "r2", "r3"))
                    .drop(reasons("superseded", 3L, "none", 0L))
                    .deadLetters(ClusteredLog.TABLE, clustered("r4")));

    assertThat(books).isEqualTo(new Books(7, 3, 3, 1, Map.of("superseded", 3L)));
    assertThat(books.balanced()).isTrue();
    assertThat(warehouse.read(CohortHistory.TABLE).count()).isEqualTo(3);
  }

  @Test
  void whatCameInBesideTheUnitsCountsOnBothSides() {
    Books books =
        books(
            writes ->
                writes
                    .addIn(reasons("a", 2L, "b", 3L))
                    .deadLettersBeside(ClusteredLog.TABLE, clustered("r1", "r2"))
                    .dropBeside("unknown edit", spark.range(4).toDF())
                    .dropBeside("never", spark.range(0).toDF())
                    .dropBeside(reasons("late", 6L))
                    .drop(reasons("late", 1L))
                    .addOutcomes(reasons("used", 3L, "filtered", 1L), "used"));

    assertThat(books)
        .isEqualTo(
            new Books(
                5 + 2 + 4 + 6, 3, 0, 2, Map.of("unknown edit", 4L, "late", 7L, "filtered", 1L)));
    assertThat(books.balanced()).isTrue();
  }

  @Test
  void rowsThatAreNoUnitAreAddedAndDoNotGoOut() {
    assertThat(books(writes -> writes.writeBeside(CohortHistory.TABLE, members("r1", "r2"))))
        .isEqualTo(new Books(0, 0, 2, 0, Map.of()));
  }

  @Test
  void theSameRowsAgainGoOutAndAddNothing() {
    assertThat(
            books(
                writes ->
                    writes
                        .writeOut(CohortHistory.TABLE, members("r1"))
                        .writeOut(CohortHistory.TABLE, members("r1", "r2"))))
        .isEqualTo(new Books(0, 3, 2, 0, Map.of()));
  }

  @Test
  void aReplayComparesAndFailsWhereARowIsNew() {
    AtomicReference<Dataset<Row>> given = new AtomicReference<>(members("r1"));
    FakeNights nights =
        new FakeNights(warehouse)
            .with(
                Stage.COHORTING,
                (inputs, config) ->
                    Writes.of(inputs).writeOut(CohortHistory.TABLE, given.get()).books());
    nights.run("n1", NIGHT.toString());

    assertThat(cohorting(nights.run("n1", NIGHT.toString()))).isEqualTo("1 out, 0 added");
    given.set(members("r1", "r2"));
    assertThat(cohorting(nights.run("n1", NIGHT.toString()))).contains("that it did not write");
    assertThat(warehouse.read(CohortHistory.TABLE).count()).isEqualTo(1);
  }

  @Test
  void aKeyWithAnotherContentFailsTheStage() {
    assertThatThrownBy(
            () ->
                books(
                    writes ->
                        writes
                            .writeOut(CohortHistory.TABLE, members("r1"))
                            .writeOut(
                                CohortHistory.TABLE,
                                members("r1")
                                    .withColumn(
                                        CohortHistory.REPORT_GROUP_ID.name(),
                                        org.apache.spark.sql.functions.lit("other")))))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("says something else");
  }

  private Books books(Function<Writes, Writes> work) {
    return work.apply(Writes.to(warehouse)).books();
  }

  private static String cohorting(NightlyRun.Result result) {
    return result.stages().stream()
        .filter(s -> s.stage() == Stage.COHORTING)
        .map(
            s ->
                s.books()
                    .map(b -> b.out() + " out, " + b.added() + " added")
                    .orElseGet(() -> s.error().orElse("")))
        .findFirst()
        .orElseThrow();
  }

  private static Dataset<Row> reasons(Object... pairs) {
    Object[][] rows = new Object[pairs.length / 2][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(pairs[2 * i], pairs[2 * i + 1]);
    }
    return rows(Dropped.SCHEMA, rows);
  }

  private static Dataset<Row> members(String... reports) {
    TableRows rows = new TableRows(CohortHistory.TABLE);
    for (String report : reports) {
      Map<Field, Object> row = log(report);
      row.put(CohortHistory.REPORT_GROUP_ID, "e1");
      rows.add(row);
    }
    return rows.dataset(spark);
  }

  private static Dataset<Row> clustered(String... reports) {
    TableRows rows = new TableRows(ClusteredLog.TABLE);
    List.of(reports).forEach(report -> rows.add(log(report)));
    return rows.dataset(spark);
  }

  private static Map<Field, Object> log(String report) {
    return new java.util.HashMap<>(
        Map.of(
            CohortHistory.REPORT_ID,
            report,
            CohortHistory.STORE_ID,
            "S1",
            CohortHistory.SKU,
            "A1",
            LogColumns.RUN_ID,
            "n1",
            LogColumns.WRITTEN_AT,
            NIGHT,
            LogColumns.VERSION,
            1,
            LogColumns.IS_DEGRADED,
            false,
            LogColumns.DEGRADED_REASONS,
            List.of(),
            LogColumns.WEEK_START,
            LocalDate.parse("2024-06-10")));
  }
}
