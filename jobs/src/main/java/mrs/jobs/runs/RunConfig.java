package mrs.jobs.runs;

import static java.util.Map.entry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.RunConfigLog;
import mrs.contracts.RunKind;
import mrs.contracts.Words;
import mrs.jobs.warehouse.TableRows;
import mrs.transforms.Mondays;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do, frozen when it is created.
 *
 * @param logicalTime what "now" is for the run
 * @param origin what created it; the same origin gives the same run
 * @param inputSeqs per input table, the last delivery that it may read
 * @param logicVersions logic version of each stage, by its word
 * @param config the configuration that it is frozen with
 * @param deliveries for an ingest, what it is to bring in, as JSON
 */
public record RunConfig(
    String runId,
    RunKind kind,
    Instant logicalTime,
    String origin,
    Window window,
    Map<String, Long> inputSeqs,
    Map<String, Long> logicVersions,
    Frozen config,
    Optional<String> deliveries) {

  /** The days that a run may judge; empty = whatever changed, up to the logical time. */
  public record Window(Optional<LocalDate> from, Optional<LocalDate> to) {
    /** Whatever changed. */
    public static final Window OPEN = new Window(Optional.empty(), Optional.empty());
  }

  /**
   * A configuration.
   *
   * @param json with sorted keys; empty in a run that was read from the ledger, which stores each
   *     configuration apart, see {@link RunLedger#configuration}
   * @param hash its SHA-256 (hex)
   */
  public record Frozen(Optional<String> json, String hash) {
    /** Of a run to be. */
    public Frozen(String json, String hash) {
      this(Optional.of(json), hash);
    }
  }

  static RunConfig of(Row row) {
    return new RunConfig(
        row.getAs(RunConfigLog.RUN_ID.name()),
        Words.of(RunKind.class, row.getAs(RunConfigLog.KIND.name())),
        row.<java.sql.Timestamp>getAs(LogColumns.WRITTEN_AT.name()).toInstant(),
        row.getAs(RunConfigLog.ORIGIN.name()),
        new Window(day(row, RunConfigLog.WINDOW_FROM), day(row, RunConfigLog.WINDOW_TO)),
        TableRows.counts(row, RunConfigLog.INPUT_SEQS),
        TableRows.counts(row, RunConfigLog.LOGIC_VERSIONS),
        new Frozen(Optional.empty(), row.getAs(RunConfigLog.CONFIG_HASH.name())),
        Optional.ofNullable(row.<@Nullable String>getAs(RunConfigLog.DELIVERIES_JSON.name())));
  }

  Map<Field, ?> values() {
    Map<Field, Object> values =
        new HashMap<>(
            Map.ofEntries(
                entry(RunConfigLog.RUN_ID, runId),
                entry(RunConfigLog.KIND, kind.word()),
                entry(RunConfigLog.ORIGIN, origin),
                entry(RunConfigLog.INPUT_SEQS, inputSeqs),
                entry(RunConfigLog.LOGIC_VERSIONS, logicVersions),
                entry(RunConfigLog.CONFIG_HASH, config.hash()),
                entry(LogColumns.WRITTEN_AT, logicalTime),
                entry(LogColumns.WEEK_START, Mondays.of(logicalTime))));
    window.from().ifPresent(d -> values.put(RunConfigLog.WINDOW_FROM, d));
    window.to().ifPresent(d -> values.put(RunConfigLog.WINDOW_TO, d));
    deliveries.ifPresent(d -> values.put(RunConfigLog.DELIVERIES_JSON, d));
    return values;
  }

  private static Optional<LocalDate> day(Row row, Field field) {
    return Optional.ofNullable(row.<java.sql.@Nullable Date>getAs(field.name()))
        .map(java.sql.Date::toLocalDate);
  }
}
