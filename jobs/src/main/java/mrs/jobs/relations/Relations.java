package mrs.jobs.relations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mrs.contracts.Catalogue;
import mrs.contracts.MinorityEvents;
import mrs.contracts.MinorityReports;
import mrs.contracts.OptionalInput;
import mrs.contracts.Table;
import mrs.hydrate.trust.ScoreReports;
import mrs.hydrate.trust.TrustPolicy;
import mrs.jobs.config.TrustConfig;
import mrs.jobs.messages.NearestName;
import mrs.jobs.messages.Printable;
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
 * The tables and views of a warehouse, now or as of a time: of logs and derived tables the rows of
 * committed runs, of ledgers, inputs and dead letters all rows, of the hydrated tables what stands
 * there or, for a past time, what the logs give.
 */
public final class Relations {
  private final CommittedRows committed;
  private final Optional<AsOf> asOf;
  private final Rehydration rehydration;
  private final ScoreReports trust;
  private @Nullable Map<Table, Dataset<Row>> rehydrated;

  private Relations(
      CommittedRows committed, Optional<AsOf> asOf, Rehydration rehydration, ScoreReports trust) {
    this.committed = committed;
    this.asOf = asOf;
    this.rehydration = rehydration;
    this.trust = trust;
  }

  /** As they stand now, for readers who ask for no score: views are scored as is usual. */
  public static Relations now(CommittedRows committed) {
    TrustPolicy usual = TrustConfig.USUAL.policy(OptionalInput.values().length);
    return now(committed, new ScoreReports(usual, Instant.now()));
  }

  /**
   * As they stand now.
   *
   * @param trust scores the reports of views, at the moment of the question
   */
  public static Relations now(CommittedRows committed, ScoreReports trust) {
    Rehydration none =
        (rows, time) -> {
          throw new IllegalStateException("nothing is rehydrated of the present");
        };
    return new Relations(committed, Optional.empty(), none, trust);
  }

  /** As they were at {@code time}, and scored as one who looked then would have. */
  public static Relations asOf(
      CommittedRows committed, AsOf time, Rehydration rehydration, TrustPolicy policy) {
    return new Relations(
        committed, Optional.of(time), rehydration, new ScoreReports(policy, time.time()));
  }

  /** How reports are scored. */
  public ScoreReports trust() {
    return trust;
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

  /** Those that are there. */
  public List<Relation> all() {
    return Relation.ALL.stream().filter(r -> tables().has(r.table())).toList();
  }

  /**
   * The one called {@code name}, in any case.
   *
   * @throws Problem with the name that comes nearest, if there is none
   */
  public Relation named(String name) {
    Relation relation = Relation.find(name).orElseThrow(() -> unknown(name));
    if (!tables().has(relation.table())) {
      throw CreatedTables.of(warehouse().root()).missing(relation.table());
    }
    return relation;
  }

  /** Its rows, with its columns. */
  public Dataset<Row> read(Relation relation) {
    Dataset<Row> rows = rows(relation.table());
    Dataset<Row> some = relation.rows().map(rows::where).orElse(rows);
    return relation.scored() ? trust.apply(some) : some;
  }

  private Dataset<Row> rows(Table table) {
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

  private Problem unknown(String name) {
    List<String> names = all().stream().map(Relation::name).toList();
    return Problem.refused(
        "there is no table or view '" + Printable.of(name) + "'",
        NearestName.to(name, names).map(n -> "did you mean " + n + "? ").orElse("")
            + "'mrs sql \"show tables\"' lists them");
  }
}
