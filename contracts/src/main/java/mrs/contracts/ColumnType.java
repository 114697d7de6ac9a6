package mrs.contracts;

import java.util.List;

/** The type of a column, as SQL has it. */
public sealed interface ColumnType {

  /** A type without parts. */
  enum Plain implements ColumnType {
    STRING,
    DATE,
    /** A moment, in UTC. */
    TIMESTAMP,
    INT,
    BIGINT,
    DOUBLE,
    BOOLEAN,
    BINARY;

    @Override
    public String sql() {
      return name();
    }
  }

  /** Several values of one type, in order. */
  record ArrayOf(ColumnType element) implements ColumnType {
    @Override
    public String sql() {
      return "ARRAY<" + element.sql() + ">";
    }
  }

  /**
   * Named values. Delta enforces no NOT NULL inside arrays, so none is declared for them, whatever
   * the fields say.
   */
  record StructOf(List<Field> fields) implements ColumnType {
    /** Keeps its own list. */
    public StructOf {
      fields = List.copyOf(fields);
    }

    @Override
    public String sql() {
      List<String> parts = fields.stream().map(f -> f.name() + ": " + f.type().sql()).toList();
      return "STRUCT<" + String.join(", ", parts) + ">";
    }
  }

  /** Its name in SQL. */
  String sql();
}
