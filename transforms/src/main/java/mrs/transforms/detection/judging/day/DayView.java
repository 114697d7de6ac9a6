package mrs.transforms.detection.judging.day;

import java.io.Serializable;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.reports.Parts;
import mrs.transforms.detection.reports.Sums;
import mrs.transforms.detection.series.DayCells;

/**
 * One day of a region seen through what is known of its series: with u = ln(units + a), what was
 * expected of u, and how far it is from that. Buffers are reused from day to day.
 */
public final class DayView implements Serializable {

  private final RegionState state;
  private final int size;
  private final boolean[] usable;
  private final double[] log;

  /** What the series' expectation of {@code log} was before the region's day. */
  private final double[] base;

  private final double[] residual;
  private final double[] sigma;
  private final double[] weight;
  private final double[] expected;
  private final RegionDayEffect regionDay;
  private final WeekdayProfiles profiles;
  private double regionEffect;
  private ComparableCells stores = new ComparableCells(0);
  private ComparableCells skus = new ComparableCells(0);
  private ComparableCells supplies = new ComparableCells(0);
  private EvenUnits evenUnits = new EvenUnits(0);
  private DayCells cells;

  /** Sees days through {@code state}. */
  DayView(RegionState state) {
    this.state = state;
    this.size = state.index().size();
    regionDay = RegionDayEffect.ofLogs(state);
    profiles = WeekdayProfiles.ofLogs(state);
    usable = new boolean[size];
    log = new double[size];
    base = new double[size];
    residual = new double[size];
    sigma = new double[size];
    weight = new double[size];
    expected = new double[size];
    cells = new DayCells(0, new double[0], new byte[0], new byte[0]);
  }

  /** What is known of the region before the day. */
  public RegionState state() {
    return state;
  }

  /** How many series there are. */
  public int size() {
    return size;
  }

  /** The cells of the day. */
  public DayCells cells() {
    return cells;
  }

  /**
   * The cell has sales that may be compared: sold, not out of stock, and its series is known well.
   */
  public boolean usable(int i) {
    return usable[i];
  }

  /** The cell sold nothing and is taken for out of stock. */
  public boolean silent(int i) {
    return weight[i] > 0 && cells.flagged(i, DayCells.SILENT_STOCK_OUT);
  }

  /** ln(units + a). */
  public double log(int i) {
    return log[i];
  }

  /** How far {@link #log(int)} is from what the series and the region's day let expect. */
  public double residual(int i) {
    return residual[i];
  }

  /** The standard deviation of {@link #log(int)}; 0 where the series is not known well. */
  public double sigma(int i) {
    return sigma[i];
  }

  /** 1 / variance; 0 where the series is not known well. */
  public double weight(int i) {
    return weight[i];
  }

  /** Expected units; also of cells that are not usable, as long as their series is known well. */
  public double expected(int i) {
    return expected[i];
  }

  /** What the day of the whole region adds, in log units. */
  public double regionEffect() {
    return regionEffect;
  }

  /** What the day of the whole region adds, and how far that is believed. */
  public RegionDayEffect regionDay() {
    return regionDay;
  }

  /** What the day's weekday adds to stores, beside what it adds to the region. */
  public WeekdayProfiles profiles() {
    return profiles;
  }

  /** The comparable cells of each store, here and elsewhere. */
  public ComparableCells stores() {
    return stores;
  }

  /** The comparable cells of each SKU, here and elsewhere. */
  public ComparableCells skus() {
    return skus;
  }

  /** The comparable cells of each supply, here and elsewhere. */
  public ComparableCells supplies() {
    return supplies;
  }

  /** How many cells of each store are even, here and elsewhere. */
  public EvenUnits evenUnits() {
    return evenUnits;
  }

  /** Looks at a day, as far as that goes before the region's day is known. */
  void look(DayCells day, RegionSums shows) {
    cells = day;
    profiles.look(day.day());
    float[] age = state.series().of(SeriesField.AGE);
    float[] offset = state.series().of(SeriesField.OFFSET);
    float[] variance = state.series().of(SeriesField.VARIANCE);
    double step = EvenUnits.step(state.region(RegionField.QUANTUM));
    for (int i = 0; i < size; i++) {
      boolean judgeable = age[i] >= RegionState.COLD_DAYS;
      usable[i] = judgeable && day.comparable(i);
      base[i] = judgeable ? base(i) : 0;
      weight[i] = judgeable ? 1 / variance[i] : 0;
      sigma[i] = judgeable ? Math.sqrt(variance[i]) : 0;
      log[i] = day.sold(i) && age[i] > 0 ? log(day.units()[i], offset[i]) : 0;
      if (usable[i]) {
        shows.count(state.index(), i, day.flagged(i, DayCells.CONFIRMED));
        shows.rest().add(0, log[i] - base[i]);
        shows.evenUnits().count(state.index().storeOf(i), day.units()[i], step);
      }
    }
  }

  /** Goes on from what the region's cells show together. */
  void receive(RegionSums all) {
    stores = all.stores();
    skus = all.skus();
    supplies = all.supplies();
    evenUnits = all.evenUnits();
    double median = all.rest().of(0);
    expect(regionDay.of(cells.day(), median, median, stores.each()));
  }

  /** Expects of the day what its weekday usually shows, whatever its own cells do. */
  public void expectUsualDay() {
    expect(regionDay.usual(cells.day()));
  }

  private void expect(double effectOfRegion) {
    regionEffect = effectOfRegion;
    float[] offset = state.series().of(SeriesField.OFFSET);
    for (int i = 0; i < size; i++) {
      residual[i] = usable[i] ? log[i] - base[i] - regionEffect : 0;
      expected[i] =
          weight[i] > 0 ? Math.max(0, StrictMath.exp(base[i] + regionEffect) - offset[i]) : 0;
    }
  }

  /**
   * ln(units + a). More returned than sold is as far below a day without sales as the same units
   * sold are above it: 2 ln a − ln(a − units).
   */
  public static double log(double units, double offset) {
    return units >= 0
        ? StrictMath.log(units + offset)
        : 2 * StrictMath.log(offset) - StrictMath.log(offset - units);
  }

  /** More was returned than sold: not a day without sales, and never one that is out of stock. */
  public boolean returned(int i) {
    return cells.returned(i);
  }

  private double base(int i) {
    return state.series().of(SeriesField.LEVEL)[i] + promotion(i) + effects(i);
  }

  /** What its store, on such a weekday, and its SKU usually add to a series. */
  public double effects(int i) {
    return store(i) + state.skus().of(PoolField.SLOW)[state.index().skuOf(i)];
  }

  private double store(int i) {
    int s = state.index().storeOf(i);
    return state.stores().of(PoolField.SLOW)[s] + profiles.today(s);
  }

  /** What the promotion of a cell adds, in log units; 0 where there is none. */
  public double promotion(int i) {
    if (!cells.flagged(i, DayCells.PROMOTION)) {
      return 0;
    }
    return state.region(RegionField.PROMOTION)
        + state.skus().of(PoolField.PROMOTION)[state.index().skuOf(i)];
  }

  /** Observed and expected units of one cell, by parts. What was not sold counts as no units. */
  public Sums sums(int i) {
    if (weight[i] == 0) {
      return new Sums(observed(i), Parts.NONE, 0, 0);
    }
    double offset = state.series().of(SeriesField.OFFSET)[i];
    double at = state.series().of(SeriesField.LEVEL)[i];
    double[] effects = {
      0,
      promotion(i),
      store(i),
      state.skus().of(PoolField.SLOW)[state.index().skuOf(i)],
      regionEffect
    };
    double[] parts = new double[effects.length];
    double before = 0;
    for (int k = 0; k < effects.length; k++) {
      at += effects[k];
      double units = Math.max(0, StrictMath.exp(at) - offset);
      parts[k] = units - before;
      before = units;
    }
    double scale = before + offset;
    return new Sums(
        observed(i),
        new Parts(parts[0], parts[1], parts[2], parts[3], parts[4]),
        scale,
        scale * scale / weight[i]);
  }

  /** Expected units if the series' level were less by {@code learnt}. */
  public double expectedWithout(int i, double learnt) {
    double offset = state.series().of(SeriesField.OFFSET)[i];
    return Math.max(0, (expected[i] + offset) * StrictMath.exp(-learnt) - offset);
  }

  /** What was sold; 0 where nothing was reported. */
  public double observed(int i) {
    return cells.sold(i) ? cells.units()[i] : 0;
  }
}
