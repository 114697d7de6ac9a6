package mrs.transforms.detection;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import mrs.transforms.detection.model.StateCodec;
import mrs.transforms.detection.passes.Fault;
import mrs.transforms.detection.series.PackedCells;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Hands the {@link RegionFacts} of shared regions to the tasks that share them, by the tasks'
 * numbers: what is of one store to the store's part, everything else to all.
 */
record RouteFacts(SharedRegions regions) implements PairFlatMapFunction<Row, Integer, Row> {

  @Override
  public Iterator<Tuple2<Integer, Row>> call(Row fact) {
    int parts = regions.partsOf(region(fact));
    return switch (RegionFacts.Kind.valueOf(fact.getAs(RegionFacts.KIND))) {
      case PLAN, STORE -> toAll(fact);
      case MODEL -> model(fact, parts);
      case CELLS -> shared(fact, PackedCells.shared(payload(fact), parts, RegionPart.among(parts)));
      case CONTEXT, EXCLUDED, REPORT -> toStore(fact, store(fact), parts);
    };
  }

  private static String region(Row fact) {
    return fact.getAs(RegionFacts.REGION);
  }

  private Iterator<Tuple2<Integer, Row>> toAll(Row fact) {
    return to(fact, part -> fact);
  }

  private Iterator<Tuple2<Integer, Row>> toStore(Row fact, @Nullable String store, int parts) {
    return store == null ? toAll(fact) : toOne(fact, RegionPart.of(store, parts));
  }

  private Iterator<Tuple2<Integer, Row>> toOne(Row fact, int part) {
    return to(fact, p -> p == part ? fact : null);
  }

  /** What each part gets; null where it gets nothing. */
  private Iterator<Tuple2<Integer, Row>> to(Row fact, IntFunction<@Nullable Row> ofPart) {
    String region = region(fact);
    List<Tuple2<Integer, Row>> handed = new ArrayList<>();
    for (int part = 0; part < regions.partsOf(region); part++) {
      Row row = ofPart.apply(part);
      if (row != null) {
        handed.add(new Tuple2<>(regions.task(region, part), row));
      }
    }
    return handed.iterator();
  }

  private static @Nullable String store(Row fact) {
    Row report = fact.getAs(RegionFacts.REPORT);
    return report == null ? fact.getAs(RegionFacts.STORE_ID) : report.getAs(RegionFacts.STORE_ID);
  }

  /**
   * A model that was shared out alike is handed on as it is; so is one that cannot be shared out,
   * for the tasks of its region to find that out.
   */
  private Iterator<Tuple2<Integer, Row>> model(Row fact, int parts) {
    if (fact.<Integer>getAs(RegionFacts.PARTS) == parts) {
      return toOne(fact, fact.<Integer>getAs(RegionFacts.PART));
    }
    Fault.Judged<byte[][]> shares =
        Fault.guarded(() -> StateCodec.shared(payload(fact), parts, RegionPart.among(parts)));
    return shares.value() == null ? toAll(fact) : shared(fact, shares.value());
  }

  private Iterator<Tuple2<Integer, Row>> shared(Row fact, byte[][] payloads) {
    return to(fact, p -> payloads[p].length == 0 ? null : with(fact, payloads[p]));
  }

  private static byte[] payload(Row fact) {
    return fact.getAs(RegionFacts.PAYLOAD);
  }

  private static Row with(Row fact, byte[] payload) {
    @Nullable Object[] values = new @Nullable Object[fact.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = fact.get(k);
    }
    values[fact.fieldIndex(RegionFacts.PAYLOAD)] = payload;
    return new GenericRowWithSchema(values, fact.schema());
  }
}
