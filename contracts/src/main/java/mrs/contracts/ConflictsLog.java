package mrs.contracts;

import java.util.List;

/**
 * {@code conflicts_log}, written by hydration: where sources of one field group disagree, and how
 * that was resolved. A conflict is one subject and field group; whenever what is to be said of it
 * changes, it gets a further row, and the row with the greatest entry counts.
 */
public final class ConflictsLog {
  /** What one source says. */
  public static final List<Field> CLAIM =
      List.of(
          Field.string("source", "The source in the chain."),
          Field.string("origin", "The log that it comes from, by its short name."),
          Field.string("value", "What it says."),
          Field.real("confidence", "How sure it is; NULL where it does not say."),
          Field.timestamp("at", "Since when it says so (UTC)."));

  /** Hash of subject and field group. */
  public static final Field CONFLICT_ID =
      Field.string("conflict_id", "Hash of subject, its id and field group.").required();

  /** Orders the rows of a conflict. */
  public static final Field ENTRY =
      Field.bigint("entry", "Number of the row among those of its conflict, from 1.").required();

  /** {@link ConflictSubject}. */
  public static final Field SUBJECT =
      Field.string("subject", "What it is about: report or event.").required();

  /** The report or event. */
  public static final Field SUBJECT_ID =
      Field.string("subject_id", "The report_id or report_group_id.").required();

  /** {@link FieldGroup}. */
  public static final Field FIELD_GROUP =
      Field.string("field_group", "The group of fields on which sources disagree.").required();

  /** What each source says. */
  public static final Field SOURCES =
      Field.structs(
              "sources", CLAIM, "What each source says, strongest first: origin, value, since.")
          .required();

  /** {@link ConflictState}. */
  public static final Field RESOLUTION =
      Field.string("resolution", "Pending, AutoResolved, UserAccepted or UserRejected.").required();

  /** What stands in the hydrated row. */
  public static final Field HOLDS =
      Field.string("holds", "The value that stands in the hydrated row; NULL where none does.");

  /** How sure the source of that value is. */
  public static final Field CONFIDENCE =
      Field.real("confidence", "How sure the source of that value is, 0 to 1; NULL if not said.");

  /** {@link ConflictReason}, and which source won. */
  public static final Field REASON_CODES =
      Field.strings("reason_codes", "Why it stands where it does; sorted, distinct.").required();

  /** When it last changed. */
  public static final Field LAST_UPDATED =
      Field.timestamp("last_updated", "Logical time (UTC) of the run that saw it change.")
          .required();

  /** The table. */
  public static final Table TABLE =
      Table.log(
          "conflicts_log",
          "Where sources of one field group disagree, and how that was resolved.",
          List.of(
              CONFLICT_ID,
              ENTRY,
              SUBJECT,
              SUBJECT_ID,
              FIELD_GROUP,
              SOURCES,
              RESOLUTION,
              HOLDS,
              CONFIDENCE,
              REASON_CODES,
              LAST_UPDATED),
          List.of(CONFLICT_ID, ENTRY));

  private ConflictsLog() {}
}
