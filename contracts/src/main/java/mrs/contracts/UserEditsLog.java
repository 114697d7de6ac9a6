package mrs.contracts;

import java.util.List;

/**
 * {@code user_edits_log} (UEL, optional input): what people decided about reports. An edit is
 * undone by a later row, never changed.
 */
public final class UserEditsLog {
  /** Id of the edit. */
  public static final Field EDIT_ID = Field.string("edit_id", "Id of the edit.").required();

  /** The report that was decided about. */
  public static final Field REPORT_ID = DetectionLog.REPORT_ID;

  /** {@link EditAction}. */
  public static final Field ACTION =
      Field.string("action", "accept, reject, set_cause or undo.").required();

  /** The cause, for {@code set_cause}; the edit that is undone, for {@code undo}. */
  public static final Field VALUE =
      Field.string("value", "Cause for set_cause, edit_id for undo; NULL otherwise.");

  /** Who decided. */
  public static final Field EDITED_BY = Field.string("edited_by", "Who decided.").required();

  /** Why, in that person's words. */
  public static final Field COMMENT =
      Field.string("comment", "Why, in that person's words; may be NULL.");

  /** When it was decided (UTC). */
  public static final Field WRITTEN_AT =
      Field.timestamp("written_at", "When it was decided (UTC).").required();

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "user_edits_log",
          Table.Kind.INPUT,
          "What people decided about reports.",
          List.of(
              EDIT_ID,
              REPORT_ID,
              ACTION,
              VALUE,
              EDITED_BY,
              COMMENT,
              WRITTEN_AT,
              LogColumns.CONTENT_HASH,
              LogColumns.WEEK_START),
          List.of(EDIT_ID),
          LogColumns.WEEK_START);

  private UserEditsLog() {}
}
