package mrs.jobs.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * How large the demo's retailer is and for how long it is played. All dates are fixed.
 *
 * @param storesPerGroup stores in each of the four store groups (two a region)
 * @param skus SKUs, of which a store leaves a few out
 * @param historyDays days before the first played night; detection learns on the first 28
 * @param nights played nights, one delivery each; the script takes three
 */
public record Scale(int storesPerGroup, int skus, int historyDays, int nights) {
  /** What {@code mrs demo} plays. */
  public static final Scale DEMO = new Scale(6, 25, 35, 3);

  /** The least that the script has room in. */
  public static final Scale SMALLEST = new Scale(2, 8, 30, 3);

  /** The first played day: a Monday. */
  private static final LocalDate FIRST_NIGHT = LocalDate.of(2024, 6, 3);

  private static final LocalTime JUDGED_AT = LocalTime.of(2, 0);

  /** Checks that the script has room. */
  public Scale {
    if (storesPerGroup < 2 || skus < 8 || historyDays < 30 || nights < 3) {
      throw new IllegalArgumentException(
          "the script takes at least 2 stores a group, 8 SKUs, 30 days and 3 nights");
    }
  }

  /** The first day with sales. */
  public LocalDate firstDay() {
    return FIRST_NIGHT.minusDays(historyDays);
  }

  /** The last day before the first played night. */
  public LocalDate lastHistoryDay() {
    return FIRST_NIGHT.minusDays(1);
  }

  /**
   * The day of which night {@code n} delivers the sales; 1 is the first, 0 the last day of the
   * history.
   */
  public LocalDate day(int n) {
    return lastHistoryDay().plusDays(n);
  }

  /**
   * When night {@code n} is judged: at 02:00 UTC after its day; 0 is the night after the history.
   */
  public Instant logicalTime(int n) {
    return day(n).plusDays(1).atTime(JUDGED_AT).toInstant(ZoneOffset.UTC);
  }
}
