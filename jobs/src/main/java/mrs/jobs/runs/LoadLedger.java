package mrs.jobs.runs;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mrs.contracts.RunConfigLog;
import mrs.contracts.StageRunsLog;
import mrs.jobs.runs.LedgerIndex.IndexedRun;
import mrs.jobs.runs.LedgerIndex.Mark;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.Warehouse;

/**
 * Reads the ledger: by its index and the entries since, where there is one that fits the tables;
 * else the tables as a whole.
 */
final class LoadLedger {
  /**
   * After so many entries the index is written anew. Those since the index before are read though
   * the new one has them: a night looks at the newest ones whole.
   */
  private static final int ENTRIES_BETWEEN = 40;

  private final Warehouse warehouse;
  private final LedgerTables tables;
  private final Optional<LedgerIndex> index;
  private final Optional<LedgerTables.Rows> newer;

  LoadLedger(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.tables = new LedgerTables(PinnedTables.onSight(warehouse));
    this.index = LedgerIndex.read(warehouse.root());
    this.newer = index.flatMap(i -> tables.since(i.readFrom()));
  }

  /** All of the ledger, without Spark. The runs are read last, so that no entry's is missing. */
  static RunLedger byReader(Warehouse warehouse) {
    RunLedger ledger = new RunLedger(warehouse);
    List<StageRun> entries = LedgerTables.entries(warehouse.reader().rows(StageRunsLog.TABLE));
    LedgerTables.runs(warehouse.reader().rows(RunConfigLog.TABLE)).stream()
        .sorted(RunLedger.BY_TIME)
        .forEach(ledger::know);
    entries.stream().sorted(Comparator.comparing(StageRun::entry)).forEach(ledger::know);
    return ledger;
  }

  /** The ledger. */
  RunLedger load() {
    RunLedger ledger = new RunLedger(warehouse);
    if (newer.isPresent()) {
      for (IndexedRun run : index.orElseThrow().runs()) {
        ledger.know(run.run());
        run.standings().forEach(s -> ledger.know(s.of(run.id())));
      }
    }
    LedgerTables.Rows read = newer.orElseGet(tables::all);
    read.runs().stream().sorted(RunLedger.BY_TIME).forEach(ledger::know);
    read.entries().stream().sorted(Comparator.comparing(StageRun::entry)).forEach(ledger::know);
    return ledger;
  }

  /** The same, for the holder of the writer's lock, who writes the index when it has grown old. */
  RunLedger loadToWrite() {
    RunLedger ledger = load();
    Optional<Mark> before = newer.flatMap(n -> index).map(LedgerIndex::latest);
    if (ledger.lastEntry() - before.map(Mark::entry).orElse(0L) > ENTRIES_BETWEEN) {
      Mark now = tables.mark(ledger.lastEntry());
      List<IndexedRun> runs =
          ledger.runs().stream().map(r -> IndexedRun.of(r, ledger.standings(r.runId()))).toList();
      new LedgerIndex(before.orElse(now), now, runs).write(warehouse.root());
    }
    return ledger;
  }
}
