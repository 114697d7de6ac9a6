package mrs.jobs.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mrs.contracts.Field;
import mrs.jobs.messages.NearestName;
import mrs.jobs.messages.Printable;
import mrs.jobs.messages.Problem;
import mrs.jobs.relations.PlainValues;
import mrs.jobs.relations.Relation;
import mrs.jobs.relations.Relations;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.util.StringUtils;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Answers statements over {@link Relations}. SHOW and DESCRIBE are answered from the contracts. A
 * query sees the relations that it names as temporary views of the session, which has to be one of
 * {@link QuerySession}, and nothing else.
 */
public final class Answers {
  private final SparkSession session;
  private final Relations relations;

  /** Over {@code relations}, whose warehouse was opened with a {@link QuerySession}. */
  public Answers(Relations relations) {
    this.session = relations.warehouse().spark();
    this.relations = relations;
  }

  /**
   * An answer.
   *
   * @param columns their names, each once
   * @param rows values by column
   * @param cut whether there would have been more rows
   */
  public record SqlResult(
      List<String> columns, List<Map<String, @Nullable Object>> rows, boolean cut) {}

  /**
   * Answers {@code sql}, with at most {@code limit} rows.
   *
   * @throws Problem if it is not a statement that is answered, or names what there is not
   */
  public SqlResult answer(String sql, int limit) {
    Statement statement = ParseStatement.of(session, sql);
    if (statement instanceof Statement.Query query) {
      return query(query, limit);
    } else if (statement instanceof Statement.ShowTables show) {
      return tables(show);
    } else if (statement instanceof Statement.ShowColumns show) {
      return columns(relations.named(show.name()));
    }
    return describe((Statement.Describe) statement);
  }

  private SqlResult query(Statement.Query query, int limit) {
    List<Relation> named = new ArrayList<>();
    for (String name : query.names().relations().stream().sorted().toList()) {
      if (Relation.find(name).isPresent() || !query.names().defined().contains(name)) {
        named.add(relations.named(name));
      }
    }
    named.forEach(r -> relations.read(r).createOrReplaceTempView(r.name()));
    try {
      Dataset<Row> rows = session.sql(query.sql());
      List<Row> first = rows.limit(limit + 1).collectAsList();
      return new SqlResult(
          PlainValues.names(rows.columns()),
          first.stream().limit(limit).map(PlainValues::of).toList(),
          first.size() > limit);
    } catch (Exception e) {
      // Spark throws a checked exception that its Java signature does not declare.
      if (e instanceof AnalysisException unresolved) {
        throw SqlRefusals.unresolved(unresolved);
      }
      throw e;
    } finally {
      named.forEach(r -> session.catalog().dropTempView(r.name()));
    }
  }

  private SqlResult tables(Statement.ShowTables show) {
    List<Relation> all = relations.all();
    List<String> names = all.stream().map(Relation::name).toList();
    List<String> wanted =
        show.pattern()
            .map(p -> StringUtils.filterPattern(JavaConverters.asScalaBuffer(names), p))
            .map(JavaConverters::seqAsJavaList)
            .orElse(names);
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Relation relation : all) {
      if (wanted.contains(relation.name())) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("name", relation.name());
        row.put("kind", relation.isView() ? "view" : relation.table().kind().word());
        row.put("says", relation.doc());
        rows.add(row);
      }
    }
    return new SqlResult(List.of("name", "kind", "says"), rows, false);
  }

  private static SqlResult columns(Relation relation) {
    return new SqlResult(
        List.of("column"),
        relation.fields().stream()
            .map(f -> Map.<String, @Nullable Object>of("column", f.name()))
            .toList(),
        false);
  }

  private SqlResult describe(Statement.Describe describe) {
    Relation relation = relations.named(describe.name());
    List<Field> fields =
        describe.column().map(c -> List.of(column(relation, c))).orElse(relation.fields());
    return new SqlResult(
        List.of("column", "type", "nullable", "says"),
        fields.stream().map(Answers::described).toList(),
        false);
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

  private static Map<String, @Nullable Object> described(Field field) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("column", field.name());
    row.put("type", field.type().sql().toLowerCase(java.util.Locale.ROOT));
    row.put("nullable", field.nullable());
    row.put("says", field.doc());
    return row;
  }
}
