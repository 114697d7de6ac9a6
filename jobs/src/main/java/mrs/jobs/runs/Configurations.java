package mrs.jobs.runs;

import static mrs.transforms.SparkSchema.col;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.ConfigurationsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.jobs.messages.Problem;
import mrs.jobs.spark.Actions;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Mondays;
import org.apache.spark.sql.Row;

/** The configurations that runs were frozen with: each stored once, looked up by its hash. */
final class Configurations {
  private final Warehouse warehouse;
  private final Map<String, String> known = new HashMap<>();

  Configurations(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Stores the configuration of {@code run}, unless it is stored. One commit, as a rule none. */
  void store(RunConfig run) {
    String json = run.config().json().orElseThrow();
    if (stored(run.config().hash()).isEmpty()) {
      Map<Field, Object> row = new HashMap<>();
      row.put(ConfigurationsLog.CONFIG_HASH, run.config().hash());
      row.put(ConfigurationsLog.CONFIG_JSON, json);
      row.put(ConfigurationsLog.RUN_ID, run.runId());
      row.put(LogColumns.WRITTEN_AT, run.logicalTime());
      row.put(LogColumns.WEEK_START, Mondays.of(run.logicalTime()));
      Append.to(warehouse, ConfigurationsLog.TABLE)
          .enter(new TableRows(ConfigurationsLog.TABLE).add(row));
      known.put(run.config().hash(), json);
    }
  }

  /**
   * The configuration of {@code run}, as JSON.
   *
   * @throws Problem if it is lost
   */
  String of(RunConfig run) {
    return run.config()
        .json()
        .or(() -> stored(run.config().hash()))
        .orElseThrow(
            () ->
                Problem.failed(
                    "the configuration "
                        + run.config().hash()
                        + " of the run '"
                        + run.runId()
                        + "' is not in "
                        + ConfigurationsLog.TABLE.name(),
                    "restore that table from a backup"));
  }

  private Optional<String> stored(String hash) {
    if (!known.containsKey(hash)) {
      Actions.rows(
              PinnedTables.onSight(warehouse)
                  .read(ConfigurationsLog.TABLE)
                  .where(col(ConfigurationsLog.CONFIG_HASH).equalTo(hash)))
          .forEach(row -> known.put(hash, json(row)));
    }
    return Optional.ofNullable(known.get(hash));
  }

  private static String json(Row row) {
    return row.getAs(ConfigurationsLog.CONFIG_JSON.name());
  }
}
