package mrs.transforms;

import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * Adds units up such that the order of the rows does not matter: to the last bit the same, however
 * rows are split and shuffled. Sums of DOUBLE are not, and a replay would then find other rows than
 * the run that it repeats.
 *
 * <p>Each number is taken to six decimals, which is what units have at most, and the decimals are
 * added exactly.
 */
public final class ExactSum {
  private static final int SCALE = 6;
  private static final String EXACT = "decimal(38," + SCALE + ")";

  private ExactSum() {}

  /** The sum over a group of rows; NULL where none of them has a value. */
  public static Column of(Column units) {
    return sum(units.cast(EXACT)).cast(DataTypes.DoubleType);
  }

  /** The sum over {@code things}; 0 where there are none. */
  public static <T> double of(Stream<T> things, ToDoubleFunction<T> units) {
    return things
        .map(t -> BigDecimal.valueOf(units.applyAsDouble(t)).setScale(SCALE, RoundingMode.HALF_UP))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .doubleValue();
  }
}
