package mrs.transforms;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Brings the latest row of several logs together, one row an id, each log's row as a struct column
 * of its own that is NULL where the log has none.
 *
 * <p>Shuffles once, however many logs there are: their rows are tagged, put one below the other and
 * grouped by id, the greatest struct being the latest row. The group's first key is a 64-bit hash
 * of the id, so that the sort compares numbers; the id itself is the second, so that two ids of one
 * hash stay two.
 *
 * @param id the column that names what the rows are about
 * @param parts the logs, each under a name of its own
 */
public record Gather(Field id, List<Part> parts) {
  private static final String HASH = "id_hash";

  /** Keeps a copy. */
  public Gather {
    parts = List.copyOf(parts);
  }

  /**
   * One log.
   *
   * @param name the struct column that its latest row becomes
   * @param fields the struct's fields; the greatest row by the first, then the second … is the
   *     latest
   * @param rows the log, or nothing where it is down: the struct is NULL then
   */
  public record Part(String name, List<Field> fields, Optional<Dataset<Row>> rows) {

    /** A log whose latest row is that with the greatest (written_at, version, content_hash). */
    public static Part ofLog(String name, List<Field> own, Optional<Dataset<Row>> rows) {
      Stream<Field> order =
          Stream.of(LogColumns.WRITTEN_AT, LogColumns.VERSION, LogColumns.CONTENT_HASH);
      return new Part(name, Stream.concat(order, own.stream()).toList(), rows);
    }

    /** The struct's type. */
    public StructType type() {
      return SparkSchema.struct(fields);
    }

    /** The struct as a column of a table. */
    public Field field() {
      return Field.struct(name, fields, "Latest row of the log; NULL where it has none.");
    }

    private Column value() {
      return struct(fields.stream().map(f -> as(f, col(f))).toArray(Column[]::new)).as(name);
    }

    private Column nothing() {
      return lit(null).cast(type()).as(name);
    }
  }

  /**
   * (id, one struct a part), of every id that any part has. At least one part has rows, or there is
   * nothing to describe.
   */
  public Dataset<Row> latest() {
    Dataset<Row> tagged =
        present().stream()
            .map(this::tagged)
            .reduce(Dataset::union)
            .orElseThrow(
                () -> new IllegalArgumentException("no part of " + id.name() + " has rows"));
    List<Column> greatest =
        new ArrayList<>(
            present().stream().map(p -> max(functions.col(p.name())).as(p.name())).toList());
    Dataset<Row> grouped =
        tagged
            .groupBy(functions.col(HASH), col(id))
            .agg(greatest.remove(0), greatest.toArray(Column[]::new));
    Stream<Column> columns =
        parts.stream().map(p -> p.rows().isPresent() ? functions.col(p.name()) : p.nothing());
    return grouped.select(Stream.concat(Stream.of(col(id)), columns).toArray(Column[]::new));
  }

  private List<Part> present() {
    return parts.stream().filter(p -> p.rows().isPresent()).toList();
  }

  /**
   * The part's rows with their own column and those of the others, as NULL. Named here, and not
   * left to a union by name, which would plan the columns of each part anew for each further one.
   */
  private Dataset<Row> tagged(Part part) {
    Stream<Column> structs =
        present().stream().map(p -> p.name().equals(part.name()) ? p.value() : p.nothing());
    Stream<Column> key = Stream.of(xxhash64(col(id)).as(HASH), col(id));
    return part.rows().orElseThrow().select(Stream.concat(key, structs).toArray(Column[]::new));
  }
}
