package mrs.transforms.timeseries;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A row of sales that was sent.
 *
 * @param day in days since the first
 * @param hour when it was sent
 */
record SentRow(
    String store, int day, BigDecimal units, int hour, @Nullable String line, long hash) {
  private static final LocalDate FIRST = LocalDate.of(2024, 5, 1);
  private static final Instant SENT = Instant.parse("2024-05-20T00:00:00Z");
  private static final int STORES = 40;
  private static final int DAYS = 9;

  /** Rows of a few stores, days, ids and times, so that many meet. */
  static List<SentRow> random(Random random, int rows) {
    List<SentRow> sent = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      sent.add(
          new SentRow(
              "S" + random.nextInt(STORES),
              random.nextInt(DAYS),
              BigDecimal.valueOf(random.nextInt(7) * 1_000_003L - 3_000_000L, random.nextInt(7)),
              random.nextInt(3),
              random.nextInt(3) == 0 ? null : "L" + random.nextInt(3),
              random.nextLong()));
    }
    return sent;
  }

  static BigDecimal units(List<SentRow> rows) {
    return rows.stream().map(SentRow::units).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  String cell() {
    return store + " " + date();
  }

  private Date date() {
    return Date.valueOf(FIRST.plusDays(day));
  }

  /** As {@code unified_sales_data} has it; the promotion flag follows from the units. */
  Object[] values() {
    return new @Nullable Object[] {
      store,
      "A",
      date(),
      units.doubleValue(),
      Timestamp.from(SENT.plusSeconds(3600L * hour)),
      null,
      null,
      null,
      null,
      line,
      1L,
      "f",
      2L,
      hash,
      date()
    };
  }
}
