package mrs.contracts;

import java.util.List;
import java.util.Optional;

/**
 * One column of a table: its name, type, whether it may be NULL, and what it says.
 *
 * @param doc one sentence; units and the meaning of NULL included
 * @param formerly name of the column of the same table that says it in rows from before the table
 *     had this one; empty where there are no such rows
 * @param later whether there are tables that were made without it: the next commit adds it to them,
 *     and rows from before are NULL in it
 */
public record Field(
    String name,
    ColumnType type,
    boolean nullable,
    String doc,
    Optional<String> formerly,
    boolean later) {

  private static final List<Field> NAMED_COUNT =
      List.of(string("name", "What is counted."), bigint("count", "How many there are."));

  private Field(String name, ColumnType type, boolean nullable, String doc) {
    this(name, type, nullable, doc, Optional.empty(), false);
  }

  /** A STRING column that may be NULL. */
  public static Field string(String name, String doc) {
    return new Field(name, ColumnType.Plain.STRING, true, doc);
  }

  /** A DATE column that may be NULL. */
  public static Field date(String name, String doc) {
    return new Field(name, ColumnType.Plain.DATE, true, doc);
  }

  /** A TIMESTAMP column (UTC) that may be NULL. */
  public static Field timestamp(String name, String doc) {
    return new Field(name, ColumnType.Plain.TIMESTAMP, true, doc);
  }

  /** An INT column that may be NULL. */
  public static Field integer(String name, String doc) {
    return new Field(name, ColumnType.Plain.INT, true, doc);
  }

  /** A BIGINT column that may be NULL. */
  public static Field bigint(String name, String doc) {
    return new Field(name, ColumnType.Plain.BIGINT, true, doc);
  }

  /** A DOUBLE column that may be NULL; never NaN or infinite. */
  public static Field real(String name, String doc) {
    return new Field(name, ColumnType.Plain.DOUBLE, true, doc);
  }

  /** A BOOLEAN column that may be NULL. */
  public static Field bool(String name, String doc) {
    return new Field(name, ColumnType.Plain.BOOLEAN, true, doc);
  }

  /** A BINARY column that may be NULL. */
  public static Field binary(String name, String doc) {
    return new Field(name, ColumnType.Plain.BINARY, true, doc);
  }

  /** An ARRAY of STRING that may be NULL; its elements are not. */
  public static Field strings(String name, String doc) {
    return new Field(name, new ColumnType.ArrayOf(ColumnType.Plain.STRING), true, doc);
  }

  /** Counts by name: an ARRAY of (name, count), sorted by name, that may be NULL. */
  public static Field counts(String name, String doc) {
    return structs(name, NAMED_COUNT, doc);
  }

  /** An ARRAY of STRUCT with these fields that may be NULL. */
  public static Field structs(String name, List<Field> fields, String doc) {
    return of(name, new ColumnType.ArrayOf(new ColumnType.StructOf(fields)), doc);
  }

  /** A STRUCT with these fields that may be NULL. */
  public static Field struct(String name, List<Field> fields, String doc) {
    return of(name, new ColumnType.StructOf(fields), doc);
  }

  /** A column of another type that may be NULL. */
  public static Field of(String name, ColumnType type, String doc) {
    return new Field(name, type, true, doc);
  }

  /** The same column, never NULL. */
  public Field required() {
    return new Field(name, type, false, doc, formerly, later);
  }

  /** The same column, that may be NULL. */
  Field optional() {
    return new Field(name, type, true, doc, formerly, later);
  }

  /**
   * The same column, of a table that warehouses have without it: {@code before} says it in the rows
   * of then.
   */
  Field formerly(Field before) {
    return new Field(name, type, nullable, doc, Optional.of(before.name()), true);
  }

  /** The same column, of a table that warehouses have without it; nothing said it then. */
  Field added() {
    return new Field(name, type, nullable, doc, formerly, true);
  }

  /** The same column under another meaning, for a table that says something else with it. */
  public Field saying(String otherDoc) {
    return new Field(name, type, nullable, otherDoc, formerly, later);
  }
}
