package mrs.jobs.deadletters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mrs.contracts.Catalogue;
import mrs.contracts.Errors;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import mrs.jobs.messages.Printable;
import mrs.jobs.messages.Problem;
import mrs.jobs.questions.Questions;
import mrs.serving.query.LockedDatabase;
import mrs.serving.relations.Relation;
import org.jspecify.annotations.Nullable;

/** The dead letters of all tables: counted, and one by one. */
public final class DeadLetters {
  /** Table that a dead letter was meant for. */
  public static final String TABLE = "table";

  private static final List<String> COUNTED =
      List.of("\"table\"", Errors.CODE.name(), Errors.SOURCE_FILE.name());
  private static final String COUNT = "count";
  private static final String NEWEST = "newest";
  private static final String FIRST = "first";
  private static final int ID_CHARS = 12;
  private static final Pattern ID =
      Pattern.compile("(?<hash>[0-9a-f]{6,64}):(?<line>\\d{1,18})(:(?<code>[A-Z_]{1,40}))?");

  private final Questions questions;

  /** Of the warehouse that {@code questions} are about. */
  public DeadLetters(Questions questions) {
    this.questions = questions;
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
    return ask(
            tables,
            letters ->
                "SELECT "
                    + String.join(", ", COUNTED)
                    + ", count(*) AS "
                    + COUNT
                    + ", max("
                    + LogColumns.WRITTEN_AT.name()
                    + ") AS "
                    + NEWEST
                    + ", min({'line': source_line, 'hash': source_hash}) AS "
                    + FIRST
                    + " FROM ("
                    + letters
                    + ") GROUP BY "
                    + String.join(", ", COUNTED)
                    + " ORDER BY "
                    + NEWEST
                    + " DESC, "
                    + COUNT
                    + " DESC, "
                    + String.join(", ", COUNTED)
                    + " LIMIT "
                    + limit)
        .stream()
        .map(DeadLetters::counted)
        .toList();
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
    List<Map<String, @Nullable Object>> letters =
        ask(
            Catalogue.ERRORS,
            all ->
                "SELECT * FROM ("
                    + all
                    + ") WHERE "
                    + meant(parts)
                    + " ORDER BY \"table\", "
                    + Errors.CODE.name());
    List<String> sources =
        letters.stream()
            .map(r -> String.valueOf(r.get(Errors.SOURCE_HASH.name())))
            .distinct()
            .toList();
    if (letters.isEmpty()) {
      throw Problem.refused("there is no dead letter '" + id + "'", "'mrs dlq ls' has ids");
    } else if (sources.size() > 1) {
      throw Problem.refused(
          "'" + id + "' means lines of several deliveries",
          "give more of the hash: " + sources.stream().limit(3).collect(Collectors.joining(", ")));
    }
    return letters;
  }

  /** What {@code question} makes of all dead letters of {@code tables}, if there is any table. */
  private List<Map<String, @Nullable Object>> ask(
      List<Table> tables, UnaryOperator<String> question) {
    List<Relation> there =
        questions.all().stream().filter(r -> tables.contains(r.table())).toList();
    if (there.isEmpty()) {
      return List.of();
    }
    String all =
        there.stream()
            .map(r -> "SELECT *, '" + meant(r.table()) + "' AS \"table\" FROM " + r.name())
            .collect(Collectors.joining(" UNION ALL BY NAME "));
    try (LockedDatabase database = questions.open(there)) {
      return database.answer(question.apply(all)).byName();
    }
  }

  private static Map<String, @Nullable Object> counted(Map<String, @Nullable Object> row) {
    Map<?, ?> first = (Map<?, ?>) Objects.requireNonNull(row.get(FIRST));
    String hash = String.valueOf(first.get("hash"));
    Map<String, @Nullable Object> counted = new LinkedHashMap<>();
    for (String column :
        List.of(TABLE, Errors.CODE.name(), Errors.SOURCE_FILE.name(), COUNT, NEWEST)) {
      counted.put(column, row.get(column));
    }
    counted.put(
        "first_id", hash.substring(0, Math.min(ID_CHARS, hash.length())) + ":" + first.get("line"));
    return counted;
  }

  /** Which dead letters an id means, as a condition in SQL; its parts hold no quote. */
  private static String meant(Matcher id) {
    String line =
        "starts_with("
            + Errors.SOURCE_HASH.name()
            + ", '"
            + id.group("hash")
            + "') AND "
            + Errors.SOURCE_LINE.name()
            + " = "
            + Long.parseLong(id.group("line"));
    @Nullable String code = id.group("code");
    return code == null ? line : line + " AND " + Errors.CODE.name() + " = '" + code + "'";
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
