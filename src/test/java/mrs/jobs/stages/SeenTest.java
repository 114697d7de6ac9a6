package mrs.jobs.stages;

import static mrs.jobs.runs.FakeNights.NIGHT_1;
import static mrs.jobs.runs.FakeNights.NIGHT_2;
import static mrs.jobs.runs.FakeNights.NIGHT_3;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mrs.SparkTest;
import mrs.contracts.ClusteredLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.FakeNights;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is new to a stage, by what it could have read when it last ran. */
class SeenTest extends SparkTest {

  @TempDir private Path folder;
  private Warehouse warehouse;
  private FakeNights nights;
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void createWarehouse() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    nights =
        new FakeNights(warehouse)
            .with(Stage.CLUSTERING, (inputs, config) -> cluster(inputs))
            .with(
                Stage.ATTRIBUTION,
                (inputs, config) -> {
                  Seen seen = new Seen(inputs, Stage.ATTRIBUTION);
                  told.add(
                      inputs.run().runId()
                          + " after "
                          + seen.last().map(a -> a.runId()).orElse("none")
                          + " new "
                          + reports(seen.newIn(ClusteredLog.TABLE)));
                  return Books.EMPTY;
                });
  }

  @Test
  void everythingIsNewToTheFirstRunAndOnlyWhatCameSinceToLaterOnes() {
    nights.run("n1", NIGHT_1);
    nights.run("n2", NIGHT_2);

    assertThat(told).containsExactly("n1 after none new [n1]", "n2 after n1 new [n2]");
  }

  @Test
  void whatARunCouldNotReadStaysNewUntilOneHasReadIt() {
    nights.run("n1", NIGHT_1);
    nights.with(Stage.CLUSTERING, (inputs, config) -> failedAfter(inputs));
    nights.run("n2", NIGHT_2);
    nights.with(Stage.CLUSTERING, (inputs, config) -> cluster(inputs));
    nights.run("n2", NIGHT_2);
    nights.run("n3", NIGHT_3);

    assertThat(told)
        .containsExactly(
            "n1 after none new [n1]",
            "n2 after n1 new []",
            "n2 after n1 new []",
            "n3 after n2 new [n2, n3]");
  }

  @Test
  void aRunThatFailedHasSeenNothing() {
    nights.run("n1", NIGHT_1);
    nights.with(
        Stage.ATTRIBUTION,
        (inputs, config) -> {
          throw new IllegalStateException("no model");
        });
    nights.run("n2", NIGHT_2);
    nights.with(
        Stage.ATTRIBUTION,
        (inputs, config) -> {
          Seen seen = new Seen(inputs, Stage.ATTRIBUTION);
          told.add(reports(seen.newIn(ClusteredLog.TABLE)).toString());
          told.add(seen.reader(OptionalInput.USER_EDITS).map(RunConfig::runId).orElse("none"));
          told.add(seen.reader(OptionalInput.MRCL).map(RunConfig::runId).orElse("none"));
          told.add(seen.hadRead(OptionalInput.USER_EDITS) + " " + seen.hadRead(OptionalInput.MRCL));
          told.add(String.valueOf(seen.newEdits(OptionalInput.USER_EDITS).isPresent()));
          return Books.EMPTY;
        });
    told.clear();

    nights.run("n3", NIGHT_3);

    assertThat(told).containsExactly("[n2, n3]", "n1", "none", "true false", "false");
  }

  private static Books failedAfter(RunInputs inputs) {
    cluster(inputs);
    throw new IllegalStateException("after the append");
  }

  /** Appends a report that is called like its run. */
  private static Books cluster(RunInputs inputs) {
    Map<Field, Object> row =
        Map.of(
            ClusteredLog.REPORT_ID,
            inputs.run().runId(),
            ClusteredLog.STORE_ID,
            "S1",
            ClusteredLog.SKU,
            "A1",
            LogColumns.RUN_ID,
            inputs.run().runId(),
            LogColumns.WRITTEN_AT,
            inputs.run().logicalTime(),
            LogColumns.VERSION,
            1,
            LogColumns.IS_DEGRADED,
            false,
            LogColumns.DEGRADED_REASONS,
            List.of(),
            LogColumns.WEEK_START,
            LocalDate.parse("2024-06-10"));
    Append.to(inputs.warehouse(), ClusteredLog.TABLE)
        .append(new TableRows(ClusteredLog.TABLE).add(row).dataset(spark));
    return Books.EMPTY;
  }

  private static List<String> reports(Dataset<Row> rows) {
    return rows.collectAsList().stream()
        .map(r -> r.<String>getAs(ClusteredLog.REPORT_ID.name()))
        .sorted()
        .toList();
  }
}
