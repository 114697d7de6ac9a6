package mrs.jobs.ingest.quality;

import com.amazon.deequ.checks.Check;
import com.amazon.deequ.checks.CheckLevel;
import com.amazon.deequ.checks.CheckWithLastConstraintFilterable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import mrs.contracts.Field;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.batch.Tagged;
import mrs.jobs.ingest.feed.DeliveredColumns;
import scala.Function1;
import scala.Option;
import scala.collection.immutable.List$;

/**
 * The Deequ check of one delivery, and what each of its constraints is called and means, in the
 * same order.
 *
 * @param expectations name and text of each constraint
 */
record DeliveryCheck(Check check, List<ConstraintMeaning> expectations) {

  /** Whether units are in range. */
  static final String UNITS_RANGE = "units_range";

  private static final String EXPECTED = " is expected";

  /**
   * What a constraint is called, and what its metric means.
   *
   * @param meaning words that follow the metric's value
   */
  record ConstraintMeaning(String constraint, String meaning) {}

  /**
   * The constraints that hold for every delivery of a table; one is added for its size, where that
   * is known.
   */
  static DeliveryCheck of(GateRecords records, QualityBounds bounds, OptionalDouble median) {
    Builder builder = new Builder();
    builder.usable(bounds.usable());
    for (Field required : DeliveredColumns.requiredOf(records.table())) {
      builder.complete(required, bounds.complete());
    }
    if (records.table().equals(UnifiedSalesData.TABLE)) {
      builder.unitsInRange(bounds.maxUnits(), bounds.inRange());
    }
    if (median.isPresent()) {
      builder.size(median.getAsDouble(), bounds.rowsFactor());
    }
    return new DeliveryCheck(builder.check, List.copyOf(builder.expectations));
  }

  /** Adds constraint by constraint. */
  private static final class Builder {
    private final List<ConstraintMeaning> expectations = new ArrayList<>();
    private Check check = new Check(CheckLevel.Warning(), "delivery", List$.MODULE$.empty());

    private void usable(double least) {
      String row = GateRecords.TAG + " = " + Tagged.ROW;
      check = satisfies("usable", row, v -> v >= least);
      expect("usable", "of the records became rows; at least " + least + EXPECTED);
    }

    private void complete(Field column, double least) {
      check =
          check.hasCompleteness(
              column.name(), number(v -> v >= least), Option.empty(), Option.empty());
      expect(
          "completeness_" + column.name(),
          "of the records have a value in " + column.name() + "; at least " + least + EXPECTED);
    }

    private void unitsInRange(double most, double least) {
      String units = GateRecords.UNITS;
      String rows = GateRecords.TAG + " = " + Tagged.ROW;
      check = satisfies(UNITS_RANGE, "abs(" + units + ") <= " + most, v -> v >= least).where(rows);
      expect(
          UNITS_RANGE, "of the rows have units within ±" + most + "; at least " + least + EXPECTED);
    }

    private void size(double median, double factor) {
      check =
          check.hasSize(number(n -> n * factor >= median && n <= median * factor), Option.empty());
      expect(
          "row_count",
          "records; the median of the trailing deliveries is "
              + median
              + ", up to "
              + factor
              + " times more or fewer"
              + EXPECTED);
    }

    private CheckWithLastConstraintFilterable satisfies(
        String name, String predicate, DoublePredicate holds) {
      return check.satisfies(
          predicate, name, number(holds), Option.empty(), List$.MODULE$.empty(), Option.empty());
    }

    private void expect(String constraint, String meaning) {
      expectations.add(new ConstraintMeaning(constraint, meaning));
    }

    /** Deequ hands the metric over as an Object: a Double, or a Long for sizes. */
    private static Function1<Object, Object> number(DoublePredicate holds) {
      return value -> holds.test(((Number) value).doubleValue());
    }
  }
}
