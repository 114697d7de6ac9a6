package mrs.jobs.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.LogColumns;
import mrs.contracts.RunConfigLog;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.StageRunsLog;
import mrs.contracts.StageState;
import mrs.jobs.runs.RunConfig.Frozen;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.warehouse.TableRows;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What the ledger is told is what it says. */
class LedgerRowsTest extends SparkTest {
  private static final RunConfig RUN = Entries.run("n1", RunKind.NIGHTLY, 10);

  @Test
  void anEntryComesBackAsItWasEntered() {
    StageRun entry = Entries.full(RUN);
    Row row = stored(entry);

    assertThat(StageRun.of(row)).isEqualTo(entry);
    assertThat(entry.reasons()).containsExactly("REGION_failed", "STORES_down");
    assertThat(row.<Object>getAs(LogColumns.IS_DEGRADED.name())).isEqualTo(true);
    assertThat(row.getList(row.fieldIndex(LogColumns.DEGRADED_REASONS.name())))
        .isEqualTo(List.of("REGION_failed", "STORES_down"));
    assertThat(row.<Object>getAs(StageRunsLog.BALANCED.name())).isEqualTo(true);
    assertThat(row.<Object>getAs(LogColumns.WEEK_START.name()))
        .isEqualTo(java.sql.Date.valueOf("2024-06-10"));
  }

  @Test
  void anEntryOfEachStateComesBackAsItWasEntered() {
    for (StageState state : StageState.values()) {
      StageRun entry = Entries.entry(RUN, Stage.TIMESERIES, state);

      assertThat(StageRun.of(stored(entry))).isEqualTo(entry);
    }
  }

  @Test
  void aRunComesBackAsItWasFrozenButForTheTextOfItsConfiguration() {
    RunConfig run =
        new RunConfig(
            "n1",
            RunKind.NIGHTLY,
            Entries.at(10),
            "command:n1",
            new Window(
                Optional.of(LocalDate.parse("2024-06-01")),
                Optional.of(LocalDate.parse("2024-06-09"))),
            Map.of("stores", 3L, "unified_sales_data", 12L),
            Map.of("detection", 3L),
            new Frozen("{\"a\":1}", "hash"),
            Optional.of("[]"));

    assertThat(stored(run))
        .isEqualTo(
            new RunConfig(
                run.runId(),
                run.kind(),
                run.logicalTime(),
                run.origin(),
                run.window(),
                run.inputSeqs(),
                run.logicVersions(),
                new Frozen(Optional.empty(), "hash"),
                run.deliveries()));
    assertThat(stored(RUN)).isEqualTo(RUN);
  }

  @Test
  void booksBalanceWhereWhatCameInWentOutOrWasDroppedOrIsDead() {
    assertThat(Books.EMPTY.balanced()).isTrue();
    assertThat(new Books(10, 6, 0, 1, Map.of("a", 2L, "b", 1L)).balanced()).isTrue();
    assertThat(new Books(10, 6, 4, 1, Map.of("a", 2L)).balanced()).isFalse();
    assertThat(new Books(5, 6, 0, 0, Map.of()).balanced()).isFalse();
  }

  private static Row stored(StageRun entry) {
    return new TableRows(StageRunsLog.TABLE).add(entry.values()).dataset(spark).head();
  }

  private static RunConfig stored(RunConfig run) {
    return RunConfig.of(new TableRows(RunConfigLog.TABLE).add(run.values()).dataset(spark).head());
  }
}
