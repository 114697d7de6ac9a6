package mrs.transforms.detection.series;

import java.util.Comparator;

/**
 * A row of {@code sales_timeseries_data}.
 *
 * @param day the day, as days since 1970-01-01
 * @param state one of {@link RegionDay}'s
 * @param units what was sold; 0 unless the state is {@link RegionDay#SOLD}
 * @param promoted whether the delivery said that the SKU was on promotion
 * @param writtenAt when the row was written, in microseconds since 1970
 */
public record Cell(
    SeriesKey series,
    int day,
    byte state,
    double units,
    boolean promoted,
    long writtenAt,
    int version,
    long contentHash)
    implements Comparable<Cell> {

  private static final Comparator<Cell> OF_ONE_DAY =
      Comparator.comparingLong(Cell::writtenAt)
          .thenComparingInt(Cell::version)
          .thenComparingLong(Cell::contentHash);

  /** By day, and of one day the row that stands last. */
  @Override
  public int compareTo(Cell other) {
    if (day != other.day) {
      return Integer.compare(day, other.day);
    }
    return OF_ONE_DAY.compare(this, other);
  }
}
