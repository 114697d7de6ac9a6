package mrs.contracts;

import java.util.List;

/**
 * {@code stage_runs_log}, the ledger: how a stage found its inputs when it began, what each attempt
 * read, wrote, rejected and dropped, and in which state it ended. That entry is written last;
 * readers trust only (run, stage) pairs that the ledger calls committed and nobody disregards.
 */
public final class StageRunsLog {
  /** One input as the attempt found it. */
  public static final List<Field> INPUT =
      List.of(
          Field.string("input", "The input."),
          Field.bool("installed", "Whether the site has it at all."),
          Field.string("state", "State that it was found in."),
          Field.strings("codes", "What that costs."),
          Field.timestamp("newest", "Its newest row (UTC)."),
          Field.bigint("table_version", "Version of its table that was read."));

  /** A region that could not be judged, and from which day on that is to be made up for. */
  public static final List<Field> REGION =
      List.of(
          Field.string("region", "The region."),
          Field.date("unjudged_from", "Its earliest day that was not judged."),
          Field.string("error", "Why."));

  /** 1 for the first entry of the ledger, then one more each. */
  public static final Field ENTRY =
      Field.bigint("entry", "1 for the first entry of the ledger, then one more each.").required();

  /** The run. */
  public static final Field RUN_ID = LogColumns.RUN_ID;

  /** {@link Stage}. */
  public static final Field STAGE = Field.string("stage", "The stage.").required();

  /** 1 for the first attempt. */
  public static final Field ATTEMPT =
      Field.integer("attempt", "1 for the first attempt.").required();

  /** {@link StageState}. */
  public static final Field STATE =
      Field.string("state", "started, committed, failed or disregarded.").required();

  /** Records, cells or reports that came in. */
  public static final Field ROWS_IN = Field.bigint("rows_in", "What came in; NULL if it failed.");

  /** Of those, how many went out as rows. */
  public static final Field ROWS_OUT = Field.bigint("rows_out", "Of those, how many were used.");

  /** Rows that its log gained; 0 in a replay. */
  public static final Field ROWS_ADDED = Field.bigint("rows_added", "Rows its log gained.");

  /** Of those that came in, how many are dead letters. */
  public static final Field DEAD_LETTERS =
      Field.bigint("dead_letters", "How many are dead letters.");

  /** Of those that came in, how many were dropped, by reason. */
  public static final Field DROPPED =
      Field.counts("dropped", "How many were dropped, by reason; NULL if it failed.");

  /** Whether in = out + dead letters + dropped. */
  public static final Field BALANCED =
      Field.bool("balanced", "Whether in = out + dead letters + dropped; NULL if it failed.");

  /** The inputs as the attempt found them. */
  public static final Field INPUTS =
      Field.structs(
              "inputs", INPUT, "The inputs: installed, state, codes, newest row, table version.")
          .required();

  /** Regions that failed, in this attempt or earlier and not judged since. */
  public static final Field FAILED_REGIONS =
      Field.structs(
          "failed_regions",
          REGION,
          "Regions that could not be judged, since which day, and why; NULL if there are none.");

  /** When it really started. */
  public static final Field STARTED_AT =
      Field.timestamp("started_at", "When it really started (UTC).").required();

  /** When it really finished. */
  public static final Field FINISHED_AT =
      Field.timestamp("finished_at", "When it really finished (UTC).").required();

  /** Spark jobs that the attempt took. */
  public static final Field SPARK_JOBS =
      Field.bigint(
              "spark_jobs", "Spark jobs that it took; NULL in entries of before they were counted.")
          .added();

  /** Delta commits that the attempt made. */
  public static final Field COMMITS =
      Field.bigint(
              "commits",
              "Delta commits that it made, but for the one that enters its end; NULL as spark_jobs.")
          .added();

  /** What went wrong. */
  public static final Field ERROR =
      Field.string("error", "What went wrong, or why it is disregarded; NULL otherwise.");

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "stage_runs_log",
          Table.Kind.LOG,
          "The ledger: what each attempt of a stage read, wrote, rejected and dropped.",
          List.of(
              ENTRY,
              RUN_ID,
              STAGE,
              ATTEMPT,
              STATE,
              LogColumns.VERSION,
              ROWS_IN,
              ROWS_OUT,
              ROWS_ADDED,
              DEAD_LETTERS,
              DROPPED,
              BALANCED,
              LogColumns.IS_DEGRADED,
              LogColumns.DEGRADED_REASONS,
              INPUTS,
              FAILED_REGIONS,
              STARTED_AT,
              FINISHED_AT,
              SPARK_JOBS,
              COMMITS,
              ERROR,
              LogColumns.WRITTEN_AT,
              LogColumns.CONTENT_HASH,
              LogColumns.WEEK_START),
          List.of(ENTRY),
          LogColumns.WEEK_START);

  private StageRunsLog() {}
}
