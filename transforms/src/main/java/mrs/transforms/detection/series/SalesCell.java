package mrs.transforms.detection.series;

import java.util.Comparator;

/**
 * A row of {@code sales_timeseries_data}.
 *
 * @param day the day, as days since 1970-01-01
 * @param state one of {@link DayCells}'s
 * @param units what was sold; 0 unless the state is {@link DayCells#SOLD}
 * @param promoted whether the delivery said that the SKU was on promotion
 * @param writtenAt when the row was written, in microseconds since 1970
 */
public record SalesCell(
    SeriesKey series,
    int day,
    byte state,
    double units,
    boolean promoted,
    long writtenAt,
    int version,
    long contentHash)
    implements Comparable<SalesCell> {

  private static final Comparator<SalesCell> OF_ONE_DAY =
      Comparator.comparingLong(SalesCell::writtenAt)
          .thenComparingInt(SalesCell::version)
          .thenComparingLong(SalesCell::contentHash);

  /** By day, and of one day the row that stands last. */
  @Override
  public int compareTo(SalesCell other) {
    if (day != other.day) {
      return Integer.compare(day, other.day);
    }
    return OF_ONE_DAY.compare(this, other);
  }
}
