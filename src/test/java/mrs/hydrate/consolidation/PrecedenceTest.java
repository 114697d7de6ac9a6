package mrs.hydrate.consolidation;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mrs.SparkTest;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.Source;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The chain of {@code attribution}: attribution, then finalised, then ui, the strongest. */
class PrecedenceTest extends SparkTest {
  private static final List<Field> CAUSE = FieldGroup.ATTRIBUTION.fields();
  private static final List<Source> WEAKEST_FIRST =
      List.of(Source.ATTRIBUTION, Source.FINALISED, Source.UI);

  @Test
  void theStrongestSourceThatHasAValueGivesIt() {
    assertThat(merged(pair("a", 0.1), pair("f", 0.2), pair("u", 0.3))).isEqualTo("[u,0.3] ui");
    assertThat(merged(pair("a", 0.1), pair("f", 0.2), pair(null, null)))
        .isEqualTo("[f,0.2] finalised");
    assertThat(merged(pair("a", 0.1), pair(null, null), pair(null, null)))
        .isEqualTo("[a,0.1] attribution");
  }

  @Test
  void aSourceThatHasPartOfAGroupGivesTheWholeOfItAndNothingIsMixed() {
    assertThat(merged(pair("a", 0.1), pair(null, null), pair("u", null))).isEqualTo("[u,null] ui");
    assertThat(merged(pair("a", 0.1), pair(null, 0.2), pair(null, null)))
        .isEqualTo("[null,0.2] finalised");
  }

  @Test
  void withoutAnySourceThereIsNoValue() {
    assertThat(merged(pair(null, null), pair(null, null), pair(null, null))).isEqualTo("null null");
  }

  @Test
  void aSourceOutsideTheChainDoesNotCount() {
    Map<Source, Column> values = values();
    values.put(Source.DETECTED, values.get(Source.UI));
    values.remove(Source.UI);

    assertThat(merged(values, pair("a", 0.1), pair(null, null), pair("u", 0.3)))
        .isEqualTo("[a,0.1] attribution");
  }

  private static Object[] pair(@Nullable String cause, @Nullable Double confidence) {
    return row(cause, confidence);
  }

  private static String merged(Object[]... weakestFirst) {
    return merged(values(), weakestFirst);
  }

  private static String merged(Map<Source, Column> values, Object[]... weakestFirst) {
    List<Field> columns =
        WEAKEST_FIRST.stream().map(s -> Field.struct(s.word(), CAUSE, "Its values.")).toList();
    Object[] structs =
        java.util.Arrays.stream(weakestFirst)
            .map(org.apache.spark.sql.RowFactory::create)
            .toArray();
    Row row =
        Precedence.merge(
                rows(SparkSchema.struct(columns), structs), Map.of(FieldGroup.ATTRIBUTION, values))
            .select(
                col(Precedence.merged(FieldGroup.ATTRIBUTION)),
                SparkSchema.col(FieldGroup.ATTRIBUTION.sourceUsed()))
            .head();
    return row.get(0) + " " + row.get(1);
  }

  private static Map<Source, Column> values() {
    Map<Source, Column> values = new EnumMap<>(Source.class);
    for (Source source : WEAKEST_FIRST) {
      values.put(source, Precedence.value(CAUSE, f -> SparkSchema.col(f, source.word())));
    }
    return values;
  }
}
