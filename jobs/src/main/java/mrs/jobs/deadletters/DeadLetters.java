package mrs.jobs.deadletters;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mrs.contracts.Catalogue;
import mrs.contracts.Errors;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import mrs.jobs.messages.Printable;
import mrs.jobs.messages.Problem;
import mrs.jobs.relations.PlainValues;
import mrs.jobs.relations.Relations;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The dead letters of all tables: counted, and one by one. */
public final class DeadLetters {
  /** Table that a dead letter was meant for. */
  public static final String TABLE = "table";

  private static final String COUNT = "count";
  private static final String NEWEST = "newest";
  private static final String FIRST = "first";
  private static final int ID_CHARS = 12;
  private static final Pattern ID =
      Pattern.compile("(?<hash>[0-9a-f]{6,64}):(?<line>\\d{1,18})(:(?<code>[A-Z_]{1,40}))?");

  private final Relations relations;

  /** Of the warehouse that {@code relations} are of. */
  public DeadLetters(Relations relations) {
    this.relations = relations;
  }

  /**
   * How many there are by table, code and file, newest first, each with the id of its first one.
   *
   * @param table only those of this table, under its name or that of its dead letters
   * @param limit at most so many rows
   * @throws Problem if there is no such table
   */
  public List<Map<String, @Nullable Object>> counts(Optional<String> table, int limit) {
    List<Table> tables = table.map(DeadLetters::named).map(List::of).orElse(Catalogue.ERRORS);
    return all(tables)
        .map(
            letters ->
                letters
                    .groupBy(col(TABLE), col(Errors.CODE), col(Errors.SOURCE_FILE))
                    .agg(
                        count(lit(1)).as(COUNT),
                        max(col(LogColumns.WRITTEN_AT)).as(NEWEST),
                        min(struct(col(Errors.SOURCE_LINE), col(Errors.SOURCE_HASH))).as(FIRST))
                    .orderBy(
                        col(NEWEST).desc(),
                        col(COUNT).desc(),
                        col(TABLE),
                        col(Errors.CODE),
                        col(Errors.SOURCE_FILE))
                    .limit(limit)
                    .collectAsList()
                    .stream()
                    .map(DeadLetters::counted)
                    .toList())
        .orElse(List.of());
  }

  /**
   * Those of one line of one delivery, in the order of their codes.
   *
   * @param id beginning of the delivery's hash, line and, if need be, code: {@code
   *     5a1e9c:7:BAD_TYPE}
   * @throws Problem if there is none, or several deliveries are meant
   */
  public List<Map<String, @Nullable Object>> of(String id) {
    Matcher parts = ID.matcher(id);
    if (!parts.matches()) {
      throw Problem.refused(
          "'" + Printable.of(id, 80) + "' is no dead letter's id",
          "give the beginning of a delivery's hash and a line, such as 5a1e9c03:7; 'mrs dlq ls' has"
              + " ids");
    }
    Column wanted =
        col(Errors.SOURCE_HASH)
            .startsWith(lit(parts.group("hash")))
            .and(col(Errors.SOURCE_LINE).equalTo(lit(Long.parseLong(parts.group("line")))));
    @Nullable String code = parts.group("code");
    Column coded = code == null ? wanted : wanted.and(col(Errors.CODE).equalTo(lit(code)));
    List<Row> letters =
        all(Catalogue.ERRORS)
            .map(some -> some.where(coded).orderBy(col(TABLE), col(Errors.CODE)).collectAsList())
            .orElse(List.of());
    List<String> sources =
        letters.stream().map(r -> r.<String>getAs(Errors.SOURCE_HASH.name())).distinct().toList();
    if (letters.isEmpty()) {
      throw Problem.refused("there is no dead letter '" + id + "'", "'mrs dlq ls' has ids");
    } else if (sources.size() > 1) {
      throw Problem.refused(
          "'" + id + "' means lines of several deliveries",
          "give more of the hash: " + sources.stream().limit(3).collect(Collectors.joining(", ")));
    }
    return letters.stream().map(PlainValues::of).toList();
  }

  private Optional<Dataset<Row>> all(List<Table> tables) {
    return tables.stream()
        .filter(relations.warehouse()::has)
        .map(t -> relations.read(t).withColumn(TABLE, lit(meant(t))))
        .reduce(Dataset::unionByName);
  }

  private static Map<String, @Nullable Object> counted(Row row) {
    Row first = row.getAs(FIRST);
    String hash = first.getString(1);
    Map<String, @Nullable Object> counted = new LinkedHashMap<>();
    for (String column :
        List.of(TABLE, Errors.CODE.name(), Errors.SOURCE_FILE.name(), COUNT, NEWEST)) {
      counted.put(column, PlainValues.of(row.<@Nullable Object>getAs(column)));
    }
    counted.put(
        "first_id", hash.substring(0, Math.min(ID_CHARS, hash.length())) + ":" + first.getLong(0));
    return counted;
  }

  private static Table named(String name) {
    return Catalogue.ERRORS.stream()
        .filter(t -> t.name().equals(name) || meant(t).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.refused(
                    "the table '" + Printable.of(name) + "' has no dead letters",
                    "name one of "
                        + Catalogue.ERRORS.stream()
                            .map(DeadLetters::meant)
                            .collect(Collectors.joining(", "))));
  }

  private static String meant(Table errors) {
    return errors.name().replaceFirst("_errors$", "");
  }
}
