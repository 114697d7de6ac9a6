package mrs.contracts;

import java.util.List;

/**
 * {@code run_config_log}: what a run was to do, frozen when it was created and before it wrote
 * anything. Ingests stand here too, so that an interrupted one goes on with the numbers it had
 * given.
 */
public final class RunConfigLog {
  /** The run. */
  public static final Field RUN_ID = LogColumns.RUN_ID;

  /** {@link RunKind}. */
  public static final Field KIND = Field.string("kind", "nightly, ingest or hydration.").required();

  /** What created it: the same origin gives the same run. */
  public static final Field ORIGIN =
      Field.string("origin", "What created it: command, schedule, stream batch.").required();

  /** The run that this one reprocesses. */
  public static final Field PARENT_RUN_ID =
      Field.string("parent_run_id", "The run that it reprocesses; NULL unless it does.");

  /** First day that the run may judge. */
  public static final Field WINDOW_FROM =
      Field.date("window_from", "First day that it may judge; NULL = whatever changed.");

  /** Last day that the run may judge. */
  public static final Field WINDOW_TO =
      Field.date("window_to", "Last day that it may judge; NULL = up to its logical time.");

  /** Per input, the last delivery that the run may read. */
  public static final Field INPUT_SEQS =
      Field.counts("input_seqs", "Per input, the last ingest_seq that it may read.").required();

  /** Logic version of each stage. */
  public static final Field LOGIC_VERSIONS =
      Field.counts("logic_versions", "Logic version of each stage.").required();

  /** The configuration, by which it stands in {@code configurations_log}. */
  public static final Field CONFIG_HASH = ConfigurationsLog.CONFIG_HASH;

  /** For an ingest, the deliveries it is to bring in, as JSON; otherwise NULL. */
  public static final Field DELIVERIES_JSON =
      Field.string("deliveries_json", "For an ingest: its deliveries with their numbers, as JSON.");

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "run_config_log",
          Table.Kind.LOG,
          "What each run was to do, frozen before it wrote anything.",
          List.of(
              RUN_ID,
              KIND,
              ORIGIN,
              PARENT_RUN_ID,
              WINDOW_FROM,
              WINDOW_TO,
              INPUT_SEQS,
              LOGIC_VERSIONS,
              CONFIG_HASH,
              DELIVERIES_JSON,
              LogColumns.WRITTEN_AT,
              LogColumns.CONTENT_HASH,
              LogColumns.WEEK_START),
          List.of(RUN_ID),
          LogColumns.WEEK_START);

  private RunConfigLog() {}
}
