package mrs.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Collections;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.Source;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Merges a field group by its precedence chain ({@link FieldGroup#chain}): the strongest source that has a value
 * gives the whole group, and its word stands beside it. Nothing is mixed from two sources, nothing is guessed.
 */
public final class Precedence {
  private Precedence() {}

  /**
   * What a source says about {@code group}: a struct of its fields, or NULL where it says nothing, that is where
   * all of them are NULL.
   *
   * @param read the source's column for a field
   */
  public static Column value(FieldGroup group, Function<Field, Column> read) {
    Column[] fields =
        group.fields().stream().map(f -> f.is(read.apply(f))).toArray(Column[]::new);
    Column any =
        group.fields().stream()
            .map(f -> read.apply(f).isNotNull())
            .reduce(Column::or)
            .orElseThrow();
    return when(any, struct(fields));
  }

  /**
   * {@code rows} with the struct column {@link #merged} of {@code group}, which is NULL where no source has a
   * value, and with its {@code source_used_<group>}.
   *
   * @param values what each source says, see {@link #value}; sources outside the chain are not heard
   */
  public static Dataset<Row> merge(
      Dataset<Row> rows, FieldGroup group, Map<Source, Column> values) {
    List<Column> strongestFirst = new ArrayList<>();
    List<Column> words = new ArrayList<>();
    for (Source source : reversed(group.chain())) {
      Column value = values.get(source);
      if (value != null) {
        strongestFirst.add(value);
        words.add(when(value.isNotNull(), lit(source.word())));
      }
    }
    return rows.withColumn(merged(group), coalesce(strongestFirst.toArray(Column[]::new)))
        .withColumn(group.sourceUsed().name(), coalesce(words.toArray(Column[]::new)));
  }

  /** Name of the struct column that holds the group's merged fields. */
  public static String merged(FieldGroup group) {
    return "merged_" + group.word();
  }

  /** The merged value of {@code field}, which {@code group} has. */
  public static Column merged(FieldGroup group, Field field) {
    return field.of(merged(group)).as(field.name());
  }

  private static List<Source> reversed(List<Source> chain) {
    List<Source> reversed = new ArrayList<>(chain);
    Collections.reverse(reversed);
    return reversed;
  }
}
