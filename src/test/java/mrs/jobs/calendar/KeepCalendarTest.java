package mrs.jobs.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import mrs.SparkTest;
import mrs.contracts.FeastCalendar;
import mrs.contracts.InputState;
import mrs.contracts.LogColumns;
import mrs.contracts.SourceColumns;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.config.CalendarConfig;
import mrs.jobs.messages.Progress;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.StandingFeasts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written of the calendar and when, and which days it covers then. */
class KeepCalendarTest extends SparkTest {
  private static final Instant NIGHT = Instant.parse("2024-06-10T02:00:00Z");
  private static final Instant NEXT_YEAR = Instant.parse("2025-01-01T02:00:00Z");
  private static final CalendarConfig ONE = new CalendarConfig(Map.of("default", "aa"));
  private static final CalendarConfig TWO =
      new CalendarConfig(Map.of("default", "AA", "north", "AA-B"));
  private static final FakeLibrary OLD = new FakeLibrary("1");
  private static final FakeLibrary NEW = new FakeLibrary("2");

  @TempDir private Path folder;

  /** One story in one warehouse, since making one takes most of the time. */
  @Test
  void aYearOfARegionIsWrittenWholeWhenItIsLackingOrAnother() {
    Warehouse warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    assertThat(coverage(warehouse, ONE, Long.MAX_VALUE, NIGHT)).isEqualTo(InputState.EMPTY);

    assertThat(keep(warehouse, OLD, ONE, NIGHT)).isEqualTo(1);
    assertThat(written(warehouse, 1))
        .containsExactly(
            "default 2024-01-01 FIRST First of AA AA 1",
            "default 2024-06-17 JUNE June of AA AA 1",
            "default 2025-01-01 FIRST First of AA AA 1",
            "default 2025-06-17 JUNE June of AA AA 1");
    long version = version(warehouse);
    assertThat(keep(warehouse, OLD, ONE, NIGHT.plusSeconds(60))).isEqualTo(1);
    assertThat(version(warehouse)).as("no commit").isEqualTo(version);
    assertThat(coverage(warehouse, ONE, 1, NIGHT)).isEqualTo(InputState.PRESENT);

    sold(warehouse, "2023-12-31");
    assertThat(coverage(warehouse, ONE, 1, NIGHT)).as("earlier sales").isEqualTo(InputState.LATE);
    assertThat(coverage(warehouse, TWO, 1, NIGHT)).as("another region").isEqualTo(InputState.LATE);
    assertThat(keep(warehouse, OLD, TWO, NIGHT)).isEqualTo(2);
    assertThat(written(warehouse, 2))
        .containsExactly(
            "default 2023-01-01 FIRST First of AA AA 1",
            "default 2023-06-17 JUNE June of AA AA 1",
            "north 2023-01-01 FIRST First of AA-B AA-B 1",
            "north 2023-06-17 JUNE June of AA-B AA-B 1",
            "north 2024-01-01 FIRST First of AA-B AA-B 1",
            "north 2024-06-17 JUNE June of AA-B AA-B 1",
            "north 2025-01-01 FIRST First of AA-B AA-B 1",
            "north 2025-06-17 JUNE June of AA-B AA-B 1");
    assertThat(coverage(warehouse, TWO, 2, NIGHT)).isEqualTo(InputState.PRESENT);

    assertThat(coverage(warehouse, TWO, 2, NEXT_YEAR)).isEqualTo(InputState.PRESENT);
    assertThat(coverage(warehouse, TWO, 2, Instant.parse("2026-01-01T00:00:00Z")))
        .isEqualTo(InputState.LATE);
    assertThat(keep(warehouse, OLD, TWO, NEXT_YEAR)).isEqualTo(3);
    assertThat(written(warehouse, 3)).hasSize(4).allMatch(r -> r.contains(" 2026-"));

    assertThat(keep(warehouse, NEW, TWO, NEXT_YEAR)).isEqualTo(4);
    assertThat(written(warehouse, 4)).hasSize(8).noneMatch(r -> r.contains("JUNE"));
    assertThat(standing(warehouse, 3)).hasSize(16);
    assertThat(standing(warehouse, 4)).hasSize(8).noneMatch(r -> r.contains("JUNE"));
    assertThat(keep(warehouse, NEW, TWO, NEXT_YEAR)).isEqualTo(4);

    CalendarConfig moved = new CalendarConfig(Map.of("default", "AA", "north", "CC"));
    assertThat(coverage(warehouse, moved, 4, NEXT_YEAR)).isEqualTo(InputState.LATE);
    assertThat(keep(warehouse, NEW, moved, NEXT_YEAR)).isEqualTo(5);
    assertThat(written(warehouse, 5)).hasSize(4).allMatch(r -> r.startsWith("north "));
  }

  @Test
  void aCalendarThatCannotBeKeptCostsNoNight() throws IOException {
    Warehouse warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    Files.move(warehouse.path(FeastCalendar.TABLE), folder.resolve("aside"));

    assertThat(keep(warehouse, OLD, ONE, NIGHT)).isZero();
    assertThat(warehouse.has(FeastCalendar.TABLE)).isFalse();
  }

  private static long keep(
      Warehouse warehouse, FakeLibrary library, CalendarConfig config, Instant time) {
    return new KeepCalendar(warehouse, library).upTo(config, time, new Progress(System.err, true));
  }

  private static InputState coverage(
      Warehouse warehouse, CalendarConfig config, long upTo, Instant time) {
    return CalendarCoverage.of(PinnedTables.onSight(warehouse), config, upTo, time);
  }

  private static long version(Warehouse warehouse) {
    return PinnedTables.onSight(warehouse).version(FeastCalendar.TABLE).orElseThrow();
  }

  private static List<String> written(Warehouse warehouse, long seq) {
    return warehouse
        .read(FeastCalendar.TABLE)
        .where("ingest_seq = " + seq)
        .selectExpr("concat_ws(' ', region, day, feast, feast_name, place, library_version)")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  private static List<String> standing(Warehouse warehouse, long upTo) {
    return new StandingFeasts(TWO.regions().keySet())
            .apply(warehouse.read(FeastCalendar.TABLE).where("ingest_seq <= " + upTo))
            .selectExpr("concat_ws(' ', region, day, feast)")
            .collectAsList()
            .stream()
            .map(r -> r.getString(0))
            .sorted()
            .toList();
  }

  private static void sold(Warehouse warehouse, String day) {
    Append.to(warehouse, UnifiedSalesData.TABLE)
        .enter(
            new TableRows(UnifiedSalesData.TABLE)
                .add(
                    Map.of(
                        UnifiedSalesData.STORE_ID,
                        "S1",
                        UnifiedSalesData.SKU,
                        "A1",
                        UnifiedSalesData.SALES_DATE,
                        LocalDate.parse(day),
                        UnifiedSalesData.UNITS,
                        1.0,
                        UnifiedSalesData.RECEIVED_AT,
                        NIGHT,
                        SourceColumns.INGEST_SEQ,
                        1L,
                        SourceColumns.SOURCE_FILE,
                        "sales.csv",
                        SourceColumns.SOURCE_LINE,
                        2L,
                        LogColumns.WEEK_START,
                        LocalDate.parse("2023-12-25"))));
  }
}
