package mrs.jobs.runs.execution;

import static mrs.transforms.SparkSchema.schema;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.AttributionLog;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.FinalisedLog;
import mrs.contracts.InputState;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.hydration.Hydration;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.runs.FakeNights;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Availability;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A past moment finds the inputs of hydration as a run of that time does. */
class PastInputsTest extends SparkTest {
  private static final List<OptionalInput> INSTALLED =
      List.of(
          OptionalInput.USER_EDITS,
          OptionalInput.MRCL,
          OptionalInput.MRPAL,
          OptionalInput.MEEL,
          OptionalInput.MRFL);
  private static final MrsConfig CONFIG =
      ConfigFile.read(Path.of("conf", "mrs.yaml"), onlyInstalled());
  private static final String N1 = "2024-06-10T02:00:00Z";
  private static final String N2 = "2024-06-13T02:00:00Z";
  private static final String N3 = "2024-06-20T02:00:00Z";

  @TempDir private Path folder;
  private Warehouse warehouse;
  private FakeNights nights;

  @BeforeEach
  void createWarehouse() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    nights = new FakeNights(warehouse).under(CONFIG);
  }

  @Test
  void whatWasLateThenIsLateThoughRowsHaveComeSince() {
    nights.run("n1", N1);
    nights.decide("e1", "2024-06-12T00:00:00Z");
    nights.with(Stage.CLUSTERING, (inputs, config) -> failed()).run("n2", N2);
    nights.with(Stage.CLUSTERING, (inputs, config) -> Books.EMPTY).run("n3", N3);
    nights.decide("e2", "2024-06-21T00:00:00Z");

    assertThat(states("n1", N1)).isEqualTo("USER_EDITS PRESENT, MRCL PRESENT");
    assertThat(states("n2", N2)).isEqualTo("USER_EDITS PRESENT, MRCL LATE");
    assertThat(states("n3", N3)).isEqualTo("USER_EDITS LATE, MRCL PRESENT");
    assertThat(asOf("2024-06-22T00:00:00Z").state(OptionalInput.USER_EDITS))
        .isEqualTo(InputState.PRESENT);
  }

  @Test
  void whatCannotBeOpenedOrLacksAColumnOrIsGoneIsToldAndDoneWithout() throws IOException {
    nights.with(Stage.CLUSTERING, (inputs, config) -> FakeNights.cluster(inputs, "r1"));
    nights.run("n1", N1);
    corrupt(AttributionLog.TABLE);
    withoutColumn(FinalisedLog.TABLE, FinalisedLog.DECIDED_BY.name());
    Files.move(warehouse.path(EventsEndedLog.TABLE), folder.resolve("aside"));
    warehouse = Warehouse.open(spark, folder.resolve("w"));
    nights = new FakeNights(warehouse).under(CONFIG);
    nights.run("n2", "2024-06-11T02:00:00Z");

    Availability past = asOf("2024-06-11T02:00:00Z");

    assertThat(past).isEqualTo(found("n2"));
    assertThat(past.state(OptionalInput.MRPAL)).isEqualTo(InputState.CORRUPT);
    assertThat(past.state(OptionalInput.MEEL)).isEqualTo(InputState.ABSENT);
    assertThat(past.state(OptionalInput.MRCH)).isEqualTo(InputState.NOT_INSTALLED);
    assertThat(past.codes(OptionalInput.MRFL))
        .containsExactly("DRIFT_minority_reports_finalised_log_decided_by");
    assertThat(
            Hydration.asOf(
                    CommittedRows.now(warehouse), past, Instant.parse("2024-06-11T02:00:00Z"))
                .reports()
                .count())
        .isZero();
  }

  private static Books failed() {
    throw new IllegalStateException("no model");
  }

  /** Of the two inputs whose age is checked; the others too are as the run {@code id} had them. */
  private String states(String id, String time) {
    Availability past = asOf(time);
    assertThat(past).isEqualTo(found(id));
    return "USER_EDITS "
        + past.state(OptionalInput.USER_EDITS)
        + ", MRCL "
        + past.state(OptionalInput.MRCL);
  }

  private Availability asOf(String time) {
    return new PastInputs(CommittedRows.now(warehouse), CONFIG).asOf(Instant.parse(time));
  }

  private Availability found(String run) {
    return nights.context().ledger().found(run, Stage.HYDRATION).orElseThrow().availability();
  }

  private void corrupt(Table table) throws IOException {
    try (Stream<Path> log = Files.list(warehouse.path(table).resolve("_delta_log"))) {
      for (Path file : log.toList()) {
        Files.writeString(file, "not JSON");
      }
    }
  }

  /** Stores {@code table} anew, as a program of an earlier version would have. */
  private void withoutColumn(Table table, String column) throws IOException {
    Path path = warehouse.path(table);
    Files.move(path, folder.resolve(table.name()));
    spark
        .createDataFrame(List.of(), schema(table))
        .drop(column)
        .write()
        .format("delta")
        .partitionBy(LogColumns.WEEK_START.name())
        .save(path.toString());
  }

  private static Map<String, String> onlyInstalled() {
    Map<String, String> changes = new HashMap<>();
    for (OptionalInput input : OptionalInput.values()) {
      if (input == OptionalInput.CALENDAR) {
        continue;
      }
      changes.put(
          "inputs." + input.word() + ".installed", String.valueOf(INSTALLED.contains(input)));
    }
    changes.put("inputs.user_edits.max_lag", "P2D");
    changes.put("inputs.mrcl.max_lag", "P2D");
    return changes;
  }
}
