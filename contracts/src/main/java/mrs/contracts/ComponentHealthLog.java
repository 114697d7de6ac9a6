package mrs.contracts;

import java.util.List;

/**
 * {@code component_health_log}, written by the edge: what the circuit breaker of each component
 * knew whenever that changed, so that a new process does not hammer what the last one found broken.
 * A component that never failed has no row; the row with the greatest entry counts. Whether the
 * feed folder of the receiver of deliveries is there stands here too.
 */
public final class ComponentHealthLog {
  /** What is guarded. */
  public static final Field COMPONENT =
      Field.string(
              "component",
              "What is guarded: an optional input by its word, file_system:SCHEME://HOST for a remote"
                  + " file system, or intake_feed_folder.")
          .required();

  /** Orders the rows of a component, whatever the clock did. */
  public static final Field ENTRY =
      Field.bigint("entry", "Number of the row among those of its component, from 1.").required();

  /** {@link ComponentState}. */
  public static final Field STATE =
      Field.string("state", "closed, open, half_open, forced_open or forced_closed.").required();

  /** Moving average of failures. */
  public static final Field FAILURE_RATE =
      Field.real("failure_rate", "Moving average of failures while closed, in [0, 1].").required();

  /** Calls that the average rests on. */
  public static final Field CALLS =
      Field.integer("calls", "Calls since it was closed, up to the least number for the average.")
          .required();

  /** Failures in a row. */
  public static final Field FAILURES =
      Field.integer("failures", "Failures in a row while closed, failed trials in a row otherwise.")
          .required();

  /** Since when it is not closed. */
  public static final Field SINCE =
      Field.timestamp("since", "When it opened or was forced (UTC); NULL while closed.");

  /** When a trial is due. */
  public static final Field UNTIL =
      Field.timestamp(
          "until",
          "When a trial is due (open) or began (half_open), UTC; NULL otherwise, and of"
              + " intake_feed_folder, which its receiver tries every minute at least.");

  /** The run that saw it. */
  public static final Field RUN_ID =
      Field.string("run_id", "The run that wrote the row; NULL where a person or ingest did.");

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "component_health_log",
          Table.Kind.LOG,
          "What the circuit breaker of each component knew whenever that changed.",
          List.of(
              COMPONENT,
              ENTRY,
              STATE,
              FAILURE_RATE,
              CALLS,
              FAILURES,
              SINCE,
              UNTIL,
              RUN_ID,
              LogColumns.WRITTEN_AT,
              LogColumns.CONTENT_HASH,
              LogColumns.WEEK_START),
          List.of(COMPONENT, ENTRY),
          LogColumns.WEEK_START);

  private ComponentHealthLog() {}
}
