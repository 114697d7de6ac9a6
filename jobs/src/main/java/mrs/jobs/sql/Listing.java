package mrs.jobs.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.Field;
import mrs.jobs.messages.NearestName;
import mrs.jobs.messages.Printable;
import mrs.jobs.messages.Problem;
import mrs.jobs.questions.Questions;
import mrs.serving.relations.Relation;
import org.jspecify.annotations.Nullable;

/**
 * SHOW TABLES, SHOW COLUMNS and DESCRIBE: which tables and views there are, and which columns they
 * have. Answered from the contracts; no table is read.
 */
final class Listing {
  private static final String NAME = "\"?(?<name>\\w+)\"?";
  private static final Pattern TABLES =
      statement("show\\s+tables(?:\\s+like\\s+'(?<like>[^']*)')?");
  private static final Pattern COLUMNS = statement("show\\s+columns\\s+(?:in|from)\\s+" + NAME);
  private static final Pattern DESCRIBE =
      statement("desc(?:ribe)?\\s+(?:table\\s+)?" + NAME + "(?:\\s+\"?(?<column>\\w+)\"?)?");

  private final Questions questions;

  Listing(Questions questions) {
    this.questions = questions;
  }

  /** The answer, if {@code sql} is one of these statements. */
  Optional<SqlResult> answer(String sql) {
    Matcher tables = TABLES.matcher(sql);
    Matcher columns = COLUMNS.matcher(sql);
    Matcher describe = DESCRIBE.matcher(sql);
    if (tables.matches()) {
      return Optional.of(tables(Optional.ofNullable(tables.group("like"))));
    } else if (columns.matches()) {
      return Optional.of(columns(questions.named(columns.group("name"))));
    } else if (describe.matches()) {
      Relation relation = questions.named(describe.group("name"));
      @Nullable String column = describe.group("column");
      return Optional.of(
          described(column == null ? relation.fields() : List.of(column(relation, column))));
    }
    return Optional.empty();
  }

  private static Pattern statement(String text) {
    return Pattern.compile("\\s*" + text + "\\s*;?\\s*", Pattern.CASE_INSENSITIVE);
  }

  private SqlResult tables(Optional<String> like) {
    Optional<Pattern> wanted = like.map(Listing::pattern);
    return new SqlResult(
        List.of("name", "kind", "says"),
        questions.all().stream()
            .filter(r -> wanted.map(p -> p.matcher(r.name()).matches()).orElse(true))
            .map(Listing::row)
            .toList(),
        false);
  }

  /** {@code %} is any text, {@code _} any character. */
  private static Pattern pattern(String like) {
    return Pattern.compile(
        Stream.of(like.toLowerCase(Locale.ROOT).split(""))
            .map(c -> c.equals("%") ? ".*" : c.equals("_") ? "." : Pattern.quote(c))
            .collect(Collectors.joining()));
  }

  private static Map<String, @Nullable Object> row(Relation relation) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("name", relation.name());
    row.put("kind", relation.isView() ? "view" : relation.table().kind().word());
    row.put("says", relation.doc());
    return row;
  }

  private static SqlResult columns(Relation relation) {
    return new SqlResult(
        List.of("column"),
        relation.fields().stream()
            .map(f -> Map.<String, @Nullable Object>of("column", f.name()))
            .toList(),
        false);
  }

  private static SqlResult described(List<Field> fields) {
    return new SqlResult(
        List.of("column", "type", "nullable", "says"),
        fields.stream().map(Listing::described).toList(),
        false);
  }

  private static Map<String, @Nullable Object> described(Field field) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("column", field.name());
    row.put("type", field.type().sql().toLowerCase(Locale.ROOT));
    row.put("nullable", field.nullable());
    row.put("says", field.doc());
    return row;
  }

  private static Field column(Relation relation, String name) {
    List<String> names = relation.fields().stream().map(Field::name).toList();
    return relation.fields().stream()
        .filter(f -> f.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.refused(
                    "there is no column '" + Printable.of(name) + "' in " + relation.name(),
                    NearestName.to(name, names)
                        .map(n -> "did you mean " + n + "?")
                        .orElse("'mrs sql \"describe " + relation.name() + "\"' lists them")));
  }
}
