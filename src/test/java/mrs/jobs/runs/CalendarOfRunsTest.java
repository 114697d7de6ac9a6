package mrs.jobs.runs;

import static mrs.jobs.runs.FakeNights.NIGHT_1;
import static mrs.jobs.runs.FakeNights.NIGHT_2;
import static mrs.jobs.runs.FakeNights.NIGHT_3;
import static mrs.jobs.runs.FakeNights.last;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mrs.SparkTest;
import mrs.contracts.FeastCalendar;
import mrs.contracts.InputState;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the calendar a run reads, and what it is told where there is none. */
class CalendarOfRunsTest extends SparkTest {
  private static final MrsConfig BAVARIA = inBavaria();

  @TempDir private Path folder;
  private Warehouse warehouse;
  private FakeNights nights;
  private final List<Long> seen = new ArrayList<>();

  @BeforeEach
  void createWarehouse() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    nights = new FakeNights(warehouse).under(BAVARIA).with(Stage.ATTRIBUTION, this::look);
  }

  private Books look(RunInputs inputs, MrsConfig config) {
    seen.add(inputs.optional(OptionalInput.CALENDAR).map(c -> c.count()).orElse(-1L));
    return Books.EMPTY;
  }

  @Test
  void aReplayReadsTheCalendarThatItsRunFroze() {
    NightStates first = states("n1", NIGHT_1);
    writtenLater();
    nights.again("n1");
    NightStates second = states("n2", NIGHT_2);

    assertThat(first.state()).isEqualTo(InputState.PRESENT);
    assertThat(second.state()).isEqualTo(InputState.PRESENT);
    assertThat(seen)
        .as("Bavaria has twelve a year, of this year and the next")
        .containsExactly(24L, 24L, 25L + 12);
    assertThat(first.frozen()).isEqualTo(1);
    assertThat(second.frozen())
        .as("2024 was by another version, and is written again")
        .isEqualTo(3);
  }

  @Test
  void noPlaceIsNotInstalledAndCostsNothing() {
    nights.under(FakeNights.CONFIG);

    NightStates night = states("n1", NIGHT_1);

    assertThat(night.state()).isEqualTo(InputState.NOT_INSTALLED);
    assertThat(night.codes()).isEmpty();
    assertThat(seen).containsExactly(-1L);
    assertThat(warehouse.read(FeastCalendar.TABLE).count()).isZero();
  }

  /** What was broken comes back: the code goes, and stays readable of the run that it was of. */
  @Test
  void aCalendarThatIsAwayCostsItsCodeUntilItIsBack() throws java.io.IOException {
    Path table = warehouse.path(FeastCalendar.TABLE);
    java.nio.file.Files.move(table, folder.resolve("aside"));
    NightStates without = states("n1", NIGHT_1);
    java.nio.file.Files.move(folder.resolve("aside"), table);
    nights.again("n1");
    NightStates back = states("n2", NIGHT_3);

    assertThat(without.state()).isEqualTo(InputState.ABSENT);
    assertThat(without.codes()).containsExactly("CALENDAR_down");
    assertThat(back.codes()).isEmpty();
    assertThat(seen).containsExactly(-1L, -1L, 24L);
  }

  /** What a night was frozen to, and how attribution found the calendar. */
  private record NightStates(long frozen, InputState state, List<String> codes) {}

  private NightStates states(String id, String time) {
    var night = nights.run(id, time);
    FoundInputs found = last(night, Stage.ATTRIBUTION).found();
    return new NightStates(
        night.run().inputSeqs().getOrDefault(FeastCalendar.TABLE.name(), 0L),
        found.of(OptionalInput.CALENDAR).orElseThrow().state(),
        found.codes());
  }

  /** One feast of 2024, by a version that is not that of this program. */
  private void writtenLater() {
    Map<mrs.contracts.Field, Object> row = new HashMap<>();
    row.put(FeastCalendar.REGION, "default");
    row.put(FeastCalendar.DAY, LocalDate.parse("2024-08-15"));
    row.put(FeastCalendar.FEAST, "ASSUMPTION");
    row.put(FeastCalendar.FEAST_NAME, "Assumption");
    row.put(FeastCalendar.PLACE, "DE-BY");
    row.put(FeastCalendar.LIBRARY_VERSION, "0");
    row.put(FeastCalendar.INGEST_SEQ, 2L);
    row.put(LogColumns.WRITTEN_AT, Instant.parse(NIGHT_1));
    Append.to(warehouse, FeastCalendar.TABLE).enter(new TableRows(FeastCalendar.TABLE).add(row));
  }

  private static MrsConfig inBavaria() {
    String json = ConfigFile.json(FakeNights.CONFIG);
    return ConfigFile.fromJson(
        json.replace("\"regions\":{}", "\"regions\":{\"default\":\"DE-BY\"}"));
  }
}
