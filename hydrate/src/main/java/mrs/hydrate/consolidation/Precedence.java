package mrs.hydrate.consolidation;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.Source;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Merges a field group by its precedence chain ({@link FieldGroup#chain}): the strongest source
 * that has a value gives the whole group, and its word stands beside it. Nothing is mixed from two
 * sources, nothing is guessed.
 */
public final class Precedence {
  private Precedence() {}

  /**
   * What a source has for a group: a struct of {@code fields}, or NULL where it has nothing, that
   * is where all of them are NULL.
   *
   * @param read the source's column for a field
   */
  static Column value(List<Field> fields, Function<Field, Column> read) {
    Column[] values = fields.stream().map(f -> as(f, read.apply(f))).toArray(Column[]::new);
    Column any =
        fields.stream().map(f -> read.apply(f).isNotNull()).reduce(Column::or).orElseThrow();
    return when(any, struct(values));
  }

  /**
   * {@code rows} with, for each group, the struct column {@link #merged}, which is NULL where no
   * source has a value, and {@code source_used_<group>}.
   *
   * @param values what each source has for each group, NULL where it has nothing; sources outside a
   *     group's chain do not count
   */
  public static Dataset<Row> merge(Dataset<Row> rows, Map<FieldGroup, Map<Source, Column>> values) {
    List<Column> columns = new ArrayList<>(List.of(col("*")));
    values.forEach(
        (group, bySource) -> {
          List<Source> counting =
              strongestFirst(group).stream().filter(bySource::containsKey).toList();
          columns.add(first(counting, bySource::get).as(merged(group)));
          columns.add(
              first(
                      counting,
                      s -> when(Objects.requireNonNull(bySource.get(s)).isNotNull(), lit(s.word())))
                  .as(group.sourceUsed().name()));
        });
    return rows.select(columns.toArray(Column[]::new));
  }

  /** Name of the struct column that holds the group's merged fields. */
  public static String merged(FieldGroup group) {
    return "merged_" + group.word();
  }

  /** The merged value of {@code field}, which {@code group} has. */
  public static Column merged(FieldGroup group, Field field) {
    return col(field, merged(group)).as(field.name());
  }

  private static Column first(List<Source> strongestFirst, Function<Source, Column> value) {
    return coalesce(strongestFirst.stream().map(value).toArray(Column[]::new));
  }

  private static List<Source> strongestFirst(FieldGroup group) {
    List<Source> reversed = new ArrayList<>(group.chain());
    Collections.reverse(reversed);
    return reversed;
  }
}
