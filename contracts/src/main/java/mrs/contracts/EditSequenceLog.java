package mrs.contracts;

import java.util.List;

/**
 * {@code edit_sequence_log}: the numbers that edits were given when a run first saw them. A run
 * reads the edits up to the last number of its creation, however late an edit with an early {@code
 * written_at} arrived.
 */
public final class EditSequenceLog {
  /** The log of decisions that the edit stands in. */
  public static final Field TABLE_NAME =
      Field.string("table_name", "The log of decisions that the edit stands in.").required();

  /** The edit. */
  public static final Field EDIT_ID = UserEditsLog.EDIT_ID;

  /** 1 for the first edit of its log, then one more each. */
  public static final Field EDIT_SEQ =
      Field.bigint("edit_seq", "1 for the first edit of its log, then one more each.").required();

  /** The run that first saw it. */
  public static final Field RUN_ID = LogColumns.RUN_ID;

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "edit_sequence_log",
          Table.Kind.LOG,
          "The numbers that edits were given when a run first saw them.",
          List.of(
              TABLE_NAME,
              EDIT_ID,
              EDIT_SEQ,
              RUN_ID,
              LogColumns.WRITTEN_AT,
              LogColumns.CONTENT_HASH,
              LogColumns.WEEK_START),
          List.of(TABLE_NAME, EDIT_ID),
          LogColumns.WEEK_START);

  private EditSequenceLog() {}
}
