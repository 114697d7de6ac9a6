package mrs.transforms.detection.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mrs.transforms.detection.series.DayCells;
import mrs.transforms.detection.series.RegionGrid;
import mrs.transforms.detection.series.SeriesKey;

/**
 * A region of series with long and restless lives, drawn from a seed: delisted and relisted, of a
 * season, returned, out of stock with and without word of it, silent, closed, restated later.
 */
final class RandomLives {

  static final long FIRST = 20_000;

  private final int stores;
  private final int skus;
  private final int days;
  private final Life[] lives;

  /** The night after which the cells of a store's restatement are known; by day. */
  private final List<Restatement> restatements = new ArrayList<>();

  private static final class Life {
    private final double[] units;
    private final byte[] states;
    private final byte[] flags;

    private Life(int days) {
      units = new double[days];
      states = new byte[days];
      flags = new byte[days];
    }
  }

  /** From the night {@code known} on, the series sold {@code factor} as much on these days. */
  private record Restatement(int series, int from, int to, int known, double factor) {

    private boolean holds(int i, int day, int night) {
      return i == series && day >= from && day <= to && night >= known;
    }
  }

  RandomLives(long seed) {
    Random random = new Random(seed);
    stores = 3 + random.nextInt(5);
    skus = 3 + random.nextInt(10);
    days = 80 + random.nextInt(60);
    lives = new Life[stores * skus];
    for (int i = 0; i < lives.length; i++) {
      lives[i] = life(random);
    }
    for (int s = 0; s < stores; s++) {
      if (random.nextInt(3) == 0) {
        silence(s, random);
      }
    }
    for (int n = random.nextInt(6); n > 0; n--) {
      restate(random);
    }
  }

  private Life life(Random random) {
    Life life = new Life(days);
    double mean = Math.exp(random.nextDouble() * 6 - 2);
    boolean seasonal = random.nextInt(6) == 0;
    for (int t = 0; t < days; t++) {
      double season = seasonal ? 1 + Math.sin(t / 9.0) : 1;
      life.units[t] = poisson(mean * season, random);
      life.states[t] = DayCells.SOLD;
    }
    for (int n = random.nextInt(4); n > 0; n--) {
      happen(life, mean, random);
    }
    return life;
  }

  private static double poisson(double mean, Random random) {
    if (mean > 30) {
      return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    int events = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      events++;
    }
    return events;
  }

  private void happen(Life life, double mean, Random random) {
    int from = random.nextInt(days);
    int to = Math.min(days, from + 1 + random.nextInt(random.nextBoolean() ? 6 : 45));
    int kind = random.nextInt(8);
    for (int t = from; t < to; t++) {
      switch (kind) {
        case 0 -> life.units[t] = 0;
        case 1 -> outOfStock(life, t);
        case 2 -> life.states[t] = DayCells.NOT_REPORTED;
        case 3 -> life.states[t] = DayCells.NOT_RANGED;
        case 4 -> life.states[t] = DayCells.ABSENT;
        case 5 -> life.units[t] = random.nextInt(3) == 0 ? -Math.rint(mean) - 1 : life.units[t];
        case 6 -> life.units[t] = Math.rint(life.units[t] * 2 + 1);
        default -> lapse(life, t, from, to);
      }
    }
  }

  private static void outOfStock(Life life, int t) {
    life.units[t] = 0;
    life.flags[t] |= DayCells.STOCK_OUT;
  }

  /** Out of stock, then not heard of, then out of stock again. */
  private static void lapse(Life life, int t, int from, int to) {
    int third = (to - from) / 3;
    if (t < from + third || t >= to - third) {
      outOfStock(life, t);
    } else {
      life.states[t] = DayCells.NOT_REPORTED;
    }
  }

  private void silence(int store, Random random) {
    int from = random.nextInt(days);
    int to = Math.min(days, from + 1 + random.nextInt(20));
    byte state = random.nextBoolean() ? DayCells.NOT_REPORTED : DayCells.NOT_RANGED;
    for (int p = 0; p < skus; p++) {
      for (int t = from; t < to; t++) {
        lives[store * skus + p].states[t] = state;
      }
    }
  }

  private void restate(Random random) {
    int from = random.nextInt(days);
    int to = Math.min(days - 1, from + random.nextInt(10));
    int known = Math.min(days - 1, to + 1 + random.nextInt(20));
    double[] factors = {0, 0.3, 1, 3, -1};
    restatements.add(
        new Restatement(
            random.nextInt(lives.length),
            from,
            to,
            known,
            factors[random.nextInt(factors.length)]));
  }

  int series() {
    return lives.length;
  }

  int days() {
    return days;
  }

  /** The earliest day of which something is known since the night {@code after}. */
  int touched(int after, int night) {
    return restatements.stream()
        .filter(r -> r.known > after && r.known <= night)
        .mapToInt(Restatement::from)
        .min()
        .orElse(after + 1);
  }

  /** The days from {@code from} to {@code to} as they are known on the night {@code night}. */
  RegionGrid grid(int from, int to, int night) {
    RegionGrid.Builder grid = RegionGrid.builder(FIRST + from, FIRST + to);
    for (int s = 0; s < stores; s++) {
      grid.group("S" + s, s % 2 == 0 ? "even" : "odd");
    }
    for (int i = 0; i < lives.length; i++) {
      SeriesKey key = new SeriesKey("S" + i / skus, "P" + i % skus);
      for (int t = from; t <= to; t++) {
        fill(grid, key, i, t, night);
      }
    }
    return grid.build();
  }

  private void fill(RegionGrid.Builder grid, SeriesKey key, int i, int t, int night) {
    long day = FIRST + t;
    Life life = lives[i];
    switch (state(i, t, night)) {
      case DayCells.SOLD -> grid.sold(key, day, units(i, t, night));
      case DayCells.NOT_REPORTED -> grid.notReported(key, day);
      case DayCells.NOT_RANGED -> grid.notRanged(key, day);
      default -> {
        return;
      }
    }
    if (life.flags[t] != 0) {
      grid.mark(key, day, life.flags[t]);
    }
  }

  /** What was restated has arrived. */
  private byte state(int i, int t, int night) {
    return restatements.stream().anyMatch(r -> r.holds(i, t, night))
        ? DayCells.SOLD
        : lives[i].states[t];
  }

  private double units(int i, int t, int night) {
    double units = lives[i].units[t];
    for (Restatement restatement : restatements) {
      if (restatement.holds(i, t, night)) {
        units = Math.rint(lives[i].units[t] * restatement.factor) + 0.0;
      }
    }
    return units;
  }

  /** What a series sold on the days of a window, as known on the last night. */
  double sold(SeriesKey key, long first, long last) {
    int i = Integer.parseInt(key.storeId().substring(1)) * skus;
    i += Integer.parseInt(key.sku().substring(1));
    double sum = 0;
    for (int t = (int) (first - FIRST); t <= last - FIRST; t++) {
      sum += state(i, t, days - 1) == DayCells.SOLD ? units(i, t, days - 1) : 0;
    }
    return sum;
  }
}
