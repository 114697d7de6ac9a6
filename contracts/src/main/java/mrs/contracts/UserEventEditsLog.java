package mrs.contracts;

import java.util.List;

/**
 * {@code user_minority_events_edits_log} (UMEEL, optional input): what people decided about events.
 */
public final class UserEventEditsLog {
  /** Id of the edit. */
  public static final Field EDIT_ID = UserEditsLog.EDIT_ID;

  /** The event that was decided about. */
  public static final Field REPORT_GROUP_ID = CohortHistory.REPORT_GROUP_ID;

  /** {@link EditAction}. */
  public static final Field ACTION = UserEditsLog.ACTION;

  /** The cause, for {@code set_cause}; the edit that is undone, for {@code undo}. */
  public static final Field VALUE = UserEditsLog.VALUE;

  /** Who decided. */
  public static final Field EDITED_BY = UserEditsLog.EDITED_BY;

  /** Why, in that person's words. */
  public static final Field COMMENT = UserEditsLog.COMMENT;

  /** When it was decided (UTC). */
  public static final Field WRITTEN_AT = UserEditsLog.WRITTEN_AT;

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "user_minority_events_edits_log",
          Table.Kind.INPUT,
          "What people decided about events.",
          List.of(
              EDIT_ID,
              REPORT_GROUP_ID,
              ACTION,
              VALUE,
              EDITED_BY,
              COMMENT,
              WRITTEN_AT,
              LogColumns.CONTENT_HASH,
              LogColumns.WEEK_START),
          List.of(EDIT_ID),
          LogColumns.WEEK_START);

  private UserEventEditsLog() {}
}
