package mrs.contracts;

import java.util.List;

/** The columns that every row of a log carries, whatever it says. */
public final class LogColumns {
  /** The run that wrote the row. */
  public static final Field RUN_ID =
      Field.string("run_id", "The run that wrote the row.").required();

  /** Logical time of that run: what "now" was for it. When it really wrote stands in the ledger. */
  public static final Field WRITTEN_AT =
      Field.timestamp("written_at", "Logical time (UTC) of the run that wrote the row.").required();

  /**
   * Logic version of the stage that wrote the row; the greatest (written_at, version) is latest.
   */
  public static final Field VERSION =
      Field.integer("version", "Logic version of the stage that wrote the row.").required();

  /** Whether an input was missing when the row was made. */
  public static final Field IS_DEGRADED =
      Field.bool("is_degraded", "Whether an input was missing when the row was made.").required();

  /** Which inputs were missing, as codes, sorted and distinct; empty when none was. */
  public static final Field DEGRADED_REASONS =
      Field.strings(
              "degraded_reasons", "Codes of what was missing; sorted, distinct, may be empty.")
          .required();

  /** 64-bit hash of all columns but those that say when and from where the row came. */
  public static final Field CONTENT_HASH =
      Field.bigint("content_hash", "64-bit hash of what the row says; same key, same hash.")
          .required();

  /** The Monday that the row is stored under; it never changes for an id. */
  public static final Field WEEK_START =
      Field.date("week_start", "Partition: the Monday of the week that the row belongs to.")
          .required();

  static final List<Field> ALL =
      List.of(RUN_ID, WRITTEN_AT, VERSION, IS_DEGRADED, DEGRADED_REASONS, CONTENT_HASH, WEEK_START);

  private LogColumns() {}
}
