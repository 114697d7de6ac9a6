package mrs.jobs.sql;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mrs.contracts.Catalogue;
import mrs.contracts.MinorityEvents;
import mrs.contracts.MinorityReports;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.Problem;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The tables and views of a warehouse, now or as of a time: of logs and derived tables the rows of
 * committed runs, of ledgers, inputs and dead letters all rows, of the hydrated tables what stands
 * there or, for a past time, what the logs give.
 */
public final class Relations {
  private final Warehouse warehouse;
  private final RunLedger ledger;
  private final Optional<AsOf> asOf;
  private final Rehydration rehydration;
  private @Nullable Map<Table, Dataset<Row>> rehydrated;

  private Relations(
      Warehouse warehouse, RunLedger ledger, Optional<AsOf> asOf, Rehydration rehydration) {
    this.warehouse = warehouse;
    this.ledger = ledger;
    this.asOf = asOf;
    this.rehydration = rehydration;
  }

  /** As they stand now. */
  public static Relations now(Warehouse warehouse, RunLedger ledger) {
    Rehydration none =
        (there, books, time) -> {
          throw new IllegalStateException("nothing is rehydrated of the present");
        };
    return new Relations(warehouse, ledger, Optional.empty(), none);
  }

  /** As they were at {@code time}. */
  public static Relations asOf(
      Warehouse warehouse, RunLedger ledger, AsOf time, Rehydration rehydration) {
    return new Relations(warehouse, ledger, Optional.of(time), rehydration);
  }

  /** Where they are. */
  public Warehouse warehouse() {
    return warehouse;
  }

  /** Those that are there. */
  public List<Relation> all() {
    return Relation.ALL.stream().filter(r -> warehouse.has(r.table())).toList();
  }

  /**
   * The one called {@code name}, in any case.
   *
   * @throws Problem with the name that comes nearest, if there is none
   */
  public Relation named(String name) {
    Relation relation = Relation.find(name).orElseThrow(() -> unknown(name));
    if (!warehouse.has(relation.table())) {
      throw Problem.refused(
          "the table '" + relation.table().name() + "' is not in this warehouse",
          "'mrs maintain' creates tables that are missing, empty");
    }
    return relation;
  }

  /** Its rows, with the columns of its contract. */
  public Dataset<Row> read(Relation relation) {
    Dataset<Row> rows = rows(relation.table());
    return relation.rows().map(rows::where).orElse(rows);
  }

  private Dataset<Row> rows(Table table) {
    if (asOf.isPresent() && Catalogue.OUTPUTS.contains(table)) {
      return Objects.requireNonNull(rehydrated(asOf.get()).get(table));
    }
    Dataset<Row> rows = warehouse.readConformed(table);
    @Nullable Stage writer = Catalogue.WRITERS.get(table);
    Dataset<Row> trusted = writer == null ? rows : ledger.trusted(rows, writer);
    return asOf.map(t -> t.of(table, trusted, warehouse, ledger)).orElse(trusted);
  }

  private Map<Table, Dataset<Row>> rehydrated(AsOf then) {
    Map<Table, Dataset<Row>> known = rehydrated;
    if (known == null) {
      Hydrated hydrated = rehydration.asOf(warehouse, ledger, then.time());
      known =
          Map.of(
              MinorityReports.TABLE, hydrated.reports(), MinorityEvents.TABLE, hydrated.events());
      rehydrated = known;
    }
    return known;
  }

  private Problem unknown(String name) {
    List<String> names = all().stream().map(Relation::name).toList();
    return Problem.refused(
        "there is no table or view '" + Printable.of(name) + "'",
        NearestName.to(name, names).map(n -> "did you mean " + n + "? ").orElse("")
            + "'mrs sql \"show tables\"' lists them");
  }
}
