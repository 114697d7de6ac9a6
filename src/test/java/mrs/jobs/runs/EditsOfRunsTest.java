package mrs.jobs.runs;

import static mrs.jobs.runs.FakeNights.NIGHT_1;
import static mrs.jobs.runs.FakeNights.NIGHT_2;
import static mrs.jobs.runs.FakeNights.last;
import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.contracts.UserEditsLog;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edit is new to the first run that can have read it, and unknown to the runs before. */
class EditsOfRunsTest extends SparkTest {

  @TempDir private Path folder;
  private Warehouse warehouse;
  private FakeNights nights;

  @BeforeEach
  void createWarehouse() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    nights = new FakeNights(warehouse);
  }

  @Test
  void anEditThatArrivesLateIsNewToTheNextRunAndUnknownToAReplay() {
    nights.decide("e1", "2024-06-09T00:00:00Z");
    nights.run("n1", NIGHT_1);
    nights.decide("e0", "2024-06-01T00:00:00Z");
    List<String> seen = new ArrayList<>();
    nights.with(
        Stage.ATTRIBUTION,
        (inputs, config) -> {
          seen.add(edits(inputs.optional(OptionalInput.USER_EDITS)).toString());
          inputs
              .previous(Stage.ATTRIBUTION)
              .ifPresent(
                  p -> seen.add("new " + edits(inputs.editsSince(OptionalInput.USER_EDITS, p))));
          return Books.EMPTY;
        });

    nights.again("n1");
    nights.run("n2", NIGHT_2);

    assertThat(seen).containsExactly("[e1]", "[e0, e1]", "new [e0]");
  }

  @Test
  void anEditThatIsMadeWhileAStageWorksIsNotTakenForSeen() {
    nights.decide("e1", "2024-06-09T00:00:00Z");
    long before = PinnedTables.onSight(warehouse).version(UserEditsLog.TABLE).orElseThrow();
    nights.with(
        Stage.HYDRATION,
        (inputs, config) -> {
          nights.decide("e2", "2024-06-09T01:00:00Z");
          assertThat(inputs.tables().readConformed(UserEditsLog.TABLE).count()).isEqualTo(1);
          return Books.EMPTY;
        });

    StageRun hydration = last(nights.run("n1", NIGHT_1), Stage.HYDRATION);

    assertThat(hydration.error()).isEmpty();
    assertThat(hydration.found().of(OptionalInput.USER_EDITS).orElseThrow().tableVersion())
        .contains(before);
  }

  private static List<String> edits(Optional<Dataset<Row>> rows) {
    return rows.orElseThrow().select(col(UserEditsLog.EDIT_ID)).collectAsList().stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }
}
