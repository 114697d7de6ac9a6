package mrs.transforms.detection;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.jspecify.annotations.Nullable;

/**
 * Hands the {@link RegionFacts} of regions to their parts: what is of one store to the store's
 * part, everything else to all.
 */
record HandOut(SharedRegions regions) implements FlatMapFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Row fact) {
    int count = regions.partsOf(fact.getAs(RegionFacts.REGION));
    return switch (RegionFacts.Kind.valueOf(fact.getAs(RegionFacts.KIND))) {
      case PLAN, STORE -> toAll(fact, count);
      case MODEL -> model(fact, count);
      case CELLS -> shared(fact, PackedCells.shared(payload(fact), count));
      case CONTEXT, EXCLUDED, REPORT -> toStore(fact, store(fact), count);
    };
  }

  private static Iterator<Row> toAll(Row fact, int count) {
    return IntStream.range(0, count).mapToObj(p -> with(fact, p, payload(fact))).iterator();
  }

  private static Iterator<Row> toStore(Row fact, @Nullable String store, int count) {
    return store == null
        ? toAll(fact, count)
        : List.of(with(fact, RegionPart.of(store, count), payload(fact))).iterator();
  }

  private static @Nullable String store(Row fact) {
    Row report = fact.getAs(RegionFacts.REPORT);
    return report == null ? fact.getAs(RegionFacts.STORE_ID) : report.getAs(RegionFacts.STORE_ID);
  }

  /** A model that was shared out alike is handed on as it is. */
  private static Iterator<Row> model(Row fact, int count) {
    int own = fact.<Integer>getAs(RegionFacts.PART);
    int before = fact.<Integer>getAs(RegionFacts.PARTS);
    return before == count
        ? List.of(with(fact, own, payload(fact))).iterator()
        : shared(fact, StateCodec.shared(payload(fact), count));
  }

  private static Iterator<Row> shared(Row fact, byte[][] payloads) {
    List<Row> rows = new ArrayList<>();
    for (int p = 0; p < payloads.length; p++) {
      if (payloads[p].length > 0) {
        rows.add(with(fact, p, payloads[p]));
      }
    }
    return rows.iterator();
  }

  private static byte[] payload(Row fact) {
    return fact.getAs(RegionFacts.PAYLOAD);
  }

  private static Row with(Row fact, int part, byte @Nullable [] payload) {
    @Nullable Object[] values = new @Nullable Object[fact.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = fact.get(k);
    }
    values[fact.fieldIndex(RegionFacts.PART)] = part;
    values[fact.fieldIndex(RegionFacts.PAYLOAD)] = payload;
    return new GenericRowWithSchema(values, RegionFacts.SCHEMA);
  }
}
