package mrs.jobs.relations;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mrs.contracts.Catalogue;
import mrs.contracts.MinorityEvents;
import mrs.contracts.MinorityReports;
import mrs.contracts.Table;
import mrs.jobs.messages.Problem;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.warehouse.CreatedTables;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a warehouse, now or as of a time, as Spark reads them: of logs and derived tables
 * the rows of committed runs, of ledgers, inputs and dead letters all rows, of the hydrated tables
 * what stands there or, for a past time, what the logs give.
 */
public final class Relations {
  private final CommittedRows committed;
  private final Optional<AsOf> asOf;
  private final Rehydration rehydration;
  private @Nullable Map<Table, Dataset<Row>> rehydrated;

  private Relations(CommittedRows committed, Optional<AsOf> asOf, Rehydration rehydration) {
    this.committed = committed;
    this.asOf = asOf;
    this.rehydration = rehydration;
  }

  /** As they stand now. */
  public static Relations now(CommittedRows committed) {
    Rehydration none =
        (rows, time) -> {
          throw new IllegalStateException("nothing is rehydrated of the present");
        };
    return new Relations(committed, Optional.empty(), none);
  }

  /** As they were at {@code time}. */
  public static Relations asOf(CommittedRows committed, AsOf time, Rehydration rehydration) {
    return new Relations(committed, Optional.of(time), rehydration);
  }

  /** Where they are. */
  public Warehouse warehouse() {
    return tables().warehouse();
  }

  private PinnedTables tables() {
    return committed.tables();
  }

  /** The books that say which of their rows are to be trusted. */
  public RunLedger ledger() {
    return committed.ledger();
  }

  /**
   * The rows of {@code table}.
   *
   * @throws Problem if it is not there
   */
  public Dataset<Row> read(Table table) {
    if (!tables().has(table)) {
      throw CreatedTables.of(warehouse().root()).missing(table);
    }
    if (asOf.isPresent() && Catalogue.OUTPUTS.contains(table)) {
      return Objects.requireNonNull(rehydrated(asOf.get()).get(table));
    }
    Dataset<Row> rows = committed.of(table);
    return asOf.map(t -> t.of(table, rows, committed)).orElse(rows);
  }

  private Map<Table, Dataset<Row>> rehydrated(AsOf then) {
    Map<Table, Dataset<Row>> known = rehydrated;
    if (known == null) {
      Hydrated hydrated = rehydration.asOf(committed, then.time());
      known =
          Map.of(
              MinorityReports.TABLE, hydrated.reports(), MinorityEvents.TABLE, hydrated.events());
      rehydrated = known;
    }
    return known;
  }
}
