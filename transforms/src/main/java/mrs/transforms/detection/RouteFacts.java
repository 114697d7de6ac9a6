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
    return switch (FactKind.of(fact)) {
      case PLAN, STORE -> toAll(fact);
      case MODEL -> model(fact, parts);
      case CELLS -> cells(fact, parts);
      case CONTEXT -> toStore(fact, store(FactKind.CONTEXT.in(fact)), parts);
      case CONFIRMED -> toStore(fact, store(FactKind.CONFIRMED.in(fact)), parts);
      case REPORT -> toStore(fact, store(FactKind.REPORT.in(fact).getAs(FactKind.VALUES)), parts);
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

  private static @Nullable String store(Row of) {
    return of.getAs(FactKind.STORE_ID);
  }

  private Iterator<Tuple2<Integer, Row>> cells(Row fact, int parts) {
    byte[] packed = FactKind.CELLS.in(fact).getAs(FactKind.PACKED);
    byte[][] shares = PackedCells.shared(packed, parts, RegionPart.among(parts));
    return shared(fact, FactKind.CELLS, FactKind.PACKED, shares);
  }

  /**
   * A model that was shared out alike is handed on as it is; so is one that cannot be shared out,
   * for the tasks of its region to find that out.
   */
  private Iterator<Tuple2<Integer, Row>> model(Row fact, int parts) {
    Row model = FactKind.MODEL.in(fact);
    if (model.<Integer>getAs(FactKind.PARTS) == parts) {
      return toOne(fact, model.<Integer>getAs(FactKind.PART));
    }
    byte[] payload = model.getAs(FactKind.PAYLOAD);
    Fault.Judged<byte[][]> shares =
        Fault.guarded(() -> StateCodec.shared(payload, parts, RegionPart.among(parts)));
    return shares.value() == null
        ? toAll(fact)
        : shared(fact, FactKind.MODEL, FactKind.PAYLOAD, shares.value());
  }

  /** To each part the same fact with its own share of the bytes; none where there are none. */
  private Iterator<Tuple2<Integer, Row>> shared(
      Row fact, FactKind kind, String field, byte[][] shares) {
    return to(
        fact,
        p ->
            shares[p].length == 0
                ? null
                : with(fact, kind.column(), with(kind.in(fact), field, shares[p])));
  }

  private static Row with(Row row, String field, Object value) {
    @Nullable Object[] values = new @Nullable Object[row.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = row.get(k);
    }
    values[row.fieldIndex(field)] = value;
    return new GenericRowWithSchema(values, row.schema());
  }
}
