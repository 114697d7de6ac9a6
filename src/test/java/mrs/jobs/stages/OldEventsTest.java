package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mrs.SparkTest;
import mrs.contracts.CellState;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.contracts.UserEventEditsLog;
import mrs.hydrate.consolidation.LogBook;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.PastNights;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Mondays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far back cohorting reads its events. */
class OldEventsTest extends SparkTest {
  private static final Table EDITS = UserEventEditsLog.TABLE;

  /** Events may lie 21 days from their reports, and last for 7. */
  private static final MrsConfig CONFIG =
      ConfigFile.read(
          Path.of("conf", "mrs.yaml"),
          Map.of("cohorting.max_days", "7", "limits.horizon_days", "14"));

  private static final int WEEKS = 13;
  private static final LocalDate LAST_DAY = LogBook.START.plusWeeks(12);
  private static final int NEWER_CELLS = 20;

  @TempDir private static Path folder;
  private static Warehouse warehouse;
  private PastNights past;

  @BeforeAll
  static void writeEventsCellsAndDecisions() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    LogBook book = new LogBook();
    for (int week = 0; week < WEEKS; week++) {
      LocalDate monday = LogBook.START.plusWeeks(week);
      book.event(
          "e" + week,
          1,
          "open",
          List.of(),
          EventsLog.STARTS_ON,
          monday.plusDays(2),
          LogColumns.WEEK_START,
          monday);
    }
    Object[] grown = {
      EventsLog.STARTS_ON,
      LogBook.START.plusWeeks(4),
      LogColumns.WEEK_START,
      LogBook.START.plusWeeks(4)
    };
    book.event("e4", 2, "open", List.of(), grown);
    book.eventEdit("1", 3, "e5", "reject", null).eventEdit("2", 4, "e4", "reject", null);
    PastNights.write(warehouse, book);
    TableRows cells = new TableRows(SalesTimeseries.TABLE);
    cells.add(cell(1, LogBook.START)).add(cell(NEWER_CELLS, LogBook.START.plusWeeks(6)));
    Append.to(warehouse, SalesTimeseries.TABLE).append(cells.dataset(spark));
  }

  @BeforeEach
  void formEvents() {
    past = new PastNights(warehouse).night(1).committed().night(2).committed();
    past.night(NEWER_CELLS).failed();
  }

  @Test
  void aStageThatNeverRanNeedNotLookForDecidedEvents() {
    PastNights never = new PastNights(warehouse).night(1).committed(Stage.TIMESERIES);

    assertThat(old(never.night(30).read(EDITS, 2)).firstDecided()).isEmpty();
  }

  @Test
  void theFirstDayThatADecidedEventEverHadIsRead() {
    assertThat(old(past.night(30).read(EDITS, 1)).firstDecided())
        .contains(LogBook.START.plusWeeks(5).plusDays(2));
    assertThat(old(past.night(30).read(EDITS, 2)).firstDecided())
        .contains(LogBook.START.plusWeeks(4));
  }

  @Test
  void decisionsThatWereReadAreNotLookedFor() {
    past.night(5).read(EDITS, 2).committed(Stage.COHORTING);

    assertThat(old(past.night(30).read(EDITS, 2)).firstDecided()).isEmpty();
  }

  @Test
  void eventsThatMayStillGoOnAreReadThoughTheReportsAreYoung() {
    assertThat(weeks(past, LAST_DAY.minusWeeks(1))).containsExactly(8, 9, 10, 11, 12);
  }

  @Test
  void eventsOfOldReportsAreRead() {
    assertThat(weeks(past, LogBook.START.plusWeeks(7))).containsExactly(6, 7, 8, 9, 10, 11, 12);
  }

  @Test
  void eventsThatWereOpenOnTheFirstDayWithNewCellsAreRead() {
    past.night(NEWER_CELLS).committed(Stage.TIMESERIES);

    assertThat(weeks(past, LAST_DAY.minusWeeks(1))).startsWith(2, 3).hasSize(11);
  }

  private static List<Integer> weeks(PastNights past, LocalDate from) {
    RunInputs inputs = past.night(30).inputs();
    OldEvents old = new OldEvents(new Seen(inputs, Stage.COHORTING), CONFIG);
    return inputs
        .own(EventsLog.TABLE)
        .where(old.wanted(new Reports(inputs, from, LAST_DAY)))
        .select(col(LogColumns.WEEK_START))
        .distinct()
        .collectAsList()
        .stream()
        .map(r -> (int) (r.getDate(0).toLocalDate().toEpochDay() - LogBook.START.toEpochDay()) / 7)
        .sorted()
        .toList();
  }

  private static OldEvents old(PastNights.Night tonight) {
    return new OldEvents(new Seen(tonight.inputs(), Stage.COHORTING), CONFIG);
  }

  private static Map<Field, Object> cell(int night, LocalDate day) {
    Map<Field, Object> row = new HashMap<>();
    row.put(SalesTimeseries.STORE_ID, "S1");
    row.put(SalesTimeseries.SKU, "K1");
    row.put(SalesTimeseries.SALES_DATE, day);
    row.put(SalesTimeseries.CELL_STATE, CellState.SOLD.word());
    row.put(SalesTimeseries.UNITS, 1.0);
    row.put(SalesTimeseries.CONFLICTING, 0);
    row.put(LogColumns.RUN_ID, "run-" + night);
    row.put(LogColumns.WRITTEN_AT, LogBook.at(night));
    row.put(LogColumns.VERSION, 1);
    row.put(LogColumns.IS_DEGRADED, false);
    row.put(LogColumns.DEGRADED_REASONS, List.of());
    row.put(LogColumns.WEEK_START, Mondays.of(day));
    return row;
  }
}
