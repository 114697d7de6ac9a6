package mrs.jobs.hydration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mrs.SparkTest;
import mrs.contracts.CellState;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stage;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.runs.FailedRegion;
import mrs.jobs.runs.FakeNights;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which restated cells wait to be judged again. */
class RestatedCellsTest extends SparkTest {
  private static final LocalDate DAY = LocalDate.parse("2024-06-03");

  @TempDir private Path folder;
  private Warehouse warehouse;
  private double units = 1;

  @Test
  void cellsOfARegionThatFailedWaitUntilItIsJudged() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("warehouse"));
    FakeNights nights = new FakeNights(warehouse).with(Stage.TIMESERIES, (in, c) -> cells(in));
    nights.run("first", "2024-06-05T02:00:00Z");
    assertThat(waiting()).isEmpty();

    units = 2;
    nights.with(Stage.DETECTION, (in, c) -> failed(DAY.plusDays(1)));
    nights.run("fails", "2024-06-06T02:00:00Z");
    assertThat(waiting()).containsExactly("S1 2024-06-04 R1", "S1 2024-06-05 R1");

    nights.with(Stage.TIMESERIES, (in, c) -> Books.EMPTY);
    nights.run("fails-again", "2024-06-07T02:00:00Z");
    assertThat(waiting()).containsExactly("S1 2024-06-04 R1", "S1 2024-06-05 R1");

    nights.with(Stage.DETECTION, (in, c) -> Books.EMPTY);
    nights.run("judges", "2024-06-08T02:00:00Z");
    assertThat(waiting()).isEmpty();
  }

  private List<String> waiting() {
    CommittedRows committed = CommittedRows.now(warehouse);
    return new RestatedCells(committed)
        .waiting(committed.ledger().lastEntry()).stream()
            .flatMap(rows -> rows.collectAsList().stream())
            .map(RestatedCellsTest::cell)
            .sorted()
            .toList();
  }

  private static String cell(Row row) {
    return row.getString(0) + " " + row.getDate(2) + " " + row.getString(3);
  }

  private static Books failed(LocalDate from) {
    return Books.EMPTY.with(List.of(new FailedRegion("R1", from, "broken")));
  }

  /** Writes three days of a series. */
  private Books cells(RunInputs inputs) {
    TableRows rows = new TableRows(SalesTimeseries.TABLE);
    for (int day = 0; day < 3; day++) {
      Map<Field, Object> row = new HashMap<>();
      row.put(SalesTimeseries.STORE_ID, "S1");
      row.put(SalesTimeseries.SKU, "A1");
      row.put(SalesTimeseries.SALES_DATE, DAY.plusDays(day));
      row.put(SalesTimeseries.CELL_STATE, CellState.SOLD.word());
      row.put(SalesTimeseries.UNITS, units);
      row.put(SalesTimeseries.CONFLICTING, 0);
      row.put(LogColumns.RUN_ID, inputs.run().runId());
      row.put(LogColumns.WRITTEN_AT, inputs.run().logicalTime());
      row.put(LogColumns.VERSION, 1);
      row.put(LogColumns.IS_DEGRADED, false);
      row.put(LogColumns.DEGRADED_REASONS, List.of());
      row.put(LogColumns.WEEK_START, DAY);
      rows.add(row);
    }
    Append.to(inputs.warehouse(), SalesTimeseries.TABLE)
        .append(rows.dataset(inputs.warehouse().spark()));
    return Books.EMPTY;
  }
}
