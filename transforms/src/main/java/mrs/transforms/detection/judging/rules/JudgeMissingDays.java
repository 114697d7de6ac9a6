package mrs.transforms.detection.judging.rules;

import java.util.ArrayList;
import java.util.List;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.reports.DayFindings;
import mrs.transforms.detection.reports.Group;
import mrs.transforms.detection.reports.GroupKey;
import mrs.transforms.detection.reports.Score;
import mrs.transforms.detection.series.DayCells;

/**
 * Stores whose cells are absent, wholly or in large part, once their grace is over and at least
 * half of the region's stores have reported. What a store does not mention on a day on which it
 * sold something it may just not have sold; only of one that is known to report every SKU, zeros
 * too, the rest is missing when most of its cells are absent. How rare that is follows from the
 * store's own share of absent cells (Chernoff's bound of the binomial tail). A store that falls
 * silent again and again, or does so in a region where stores do, is known for it: a further
 * silence is no rarer than its absent cells are.
 */
public final class JudgeMissingDays implements DayRule {

  private static final int LEAST_CELLS = 3; // study
  private static final double LEAST_SHARE = 0.1; // study

  /** A store that leaves out no more than this share of its cells reports every SKU. */
  private static final double REPORTS_ALL = 0.05; // chosen, not fitted

  /**
   * Of a store that does and sold something, this share at least has to be absent: less than six of
   * seven, since small stores are missing though one SKU was sent.
   */
  private static final double MOST_OF_IT = 0.75; // made feeds of three cities

  private static final double PRIOR_CELLS = 50; // chosen, not fitted
  private static final double LEAST_RATE = 1e-3; // chosen, not fitted
  private static final double FADING = 0.98; // chosen, not fitted

  /** More than so many silences of late, its own and those of a typical store, are a habit. */
  private static final double MOST_SILENCES = 3; // chosen, not fitted

  private static final double LN_10 = 2.302585092994046;

  private final DayView view;
  private final RegionDays regionDays;
  private final SpreadGroup group;
  private final long graceOverTo;

  /** Of today. */
  private ReportedCells today = new ReportedCells(0);

  /** The share of its cells that a store usually leaves out, as known before today. */
  private double[] usual = {};

  /** How many stores there are; 0 when the day cannot be judged. */
  private int stores;

  private double typicalSilences;

  /** Judges the days that {@code view} shows, up to the last whose grace is over. */
  public JudgeMissingDays(
      DayView view, RegionDays regionDays, SpreadGroup group, long graceOverTo) {
    this.view = view;
    this.regionDays = regionDays;
    this.group = group;
    this.graceOverTo = graceOverTo;
  }

  /** Counts the cells of the day that the view shows. */
  public ReportedCells contribute() {
    ReportedCells here = new ReportedCells(view.state().index().stores().size());
    for (int i = 0; i < view.size(); i++) {
      boolean missing = missing(i);
      int s = view.state().index().storeOf(i);
      if (view.observed(i) != 0) {
        here.traded().add(s, 1);
      }
      if (missing || view.cells().sold(i)) {
        here.ranged().add(s, 1);
        here.absent().add(s, missing ? 1 : 0);
      }
    }
    return here;
  }

  /** Takes what all stores have reported. */
  public void receive(ReportedCells all) {
    today = all;
    usual = new double[all.absent().size()];
    for (int s = 0; s < usual.length; s++) {
      usual[s] = usual(s);
    }
    boolean judged = view.cells().day() <= graceOverTo && all.mostReported();
    stores = judged ? all.due() : 0;
  }

  private double absent(int s) {
    return today.absent().of(s);
  }

  private double ranged(int s) {
    return today.ranged().of(s);
  }

  private boolean traded(int s) {
    return today.traded().of(s) > 0;
  }

  @Override
  public void judge(DayFindings findings, FoundCells all) {
    if (stores == 0) {
      return;
    }
    typicalSilences = typicalSilences();
    for (int s = 0; s < usual.length; s++) {
      if (silent(s)) {
        double severity = Score.of(rarity(s), stores);
        if (severity > DayFindings.LEAST_SEVERITY) {
          report(s, severity, findings);
        }
      }
    }
  }

  /** Of the stores that are due today, on average. */
  private double typicalSilences() {
    double sum = 0;
    for (int s = 0; s < usual.length; s++) {
      sum += ranged(s) > 0 ? view.state().stores().of(PoolField.SILENCES)[s] : 0;
    }
    return sum / stores;
  }

  private boolean silent(int s) {
    double least = traded(s) ? MOST_OF_IT : LEAST_SHARE;
    return (!traded(s) || usual[s] <= REPORTS_ALL)
        && absent(s) >= LEAST_CELLS
        && absent(s) >= least * ranged(s);
  }

  private boolean missing(int i) {
    return view.weight(i) > 0 && view.cells().states()[i] == DayCells.NOT_REPORTED;
  }

  private double usual(int s) {
    double regionRate =
        (view.state().region(RegionField.ABSENT) + LEAST_RATE)
            / (view.state().region(RegionField.EXPECTED) + 1);
    double rate =
        (view.state().stores().of(PoolField.ABSENT)[s] + PRIOR_CELLS * regionRate)
            / (view.state().stores().of(PoolField.EXPECTED)[s] + PRIOR_CELLS);
    return Math.max(LEAST_RATE, rate);
  }

  private double rarity(int s) {
    double rate = usual[s];
    double share = absent(s) / ranged(s);
    if (share <= rate) {
      return 0;
    }
    if (view.state().stores().of(PoolField.SILENCES)[s] + typicalSilences > MOST_SILENCES) {
      return -StrictMath.log10(rate);
    }
    double divergence = share * StrictMath.log(share / rate);
    if (share < 1) {
      divergence += (1 - share) * StrictMath.log((1 - share) / (1 - rate));
    }
    return ranged(s) * divergence / LN_10;
  }

  private void report(int s, double severity, DayFindings findings) {
    long day = view.cells().day();
    float[] start = view.state().stores().of(PoolField.MISSING_START);
    float[] last = view.state().stores().of(PoolField.MISSING_LAST);
    boolean goesOn =
        last[s] == day - 1 || (last[s] > 0 && regionDays.fill((long) last[s] + 1, day - 1));
    start[s] = goesOn ? start[s] : day;
    last[s] = day;
    List<SpreadGroup.GroupCell> members = new ArrayList<>();
    for (int i : view.state().index().seriesOfStore(s)) {
      if (missing(i)) {
        members.add(group.member(i, Direction.MISSING));
      }
    }
    String key = GroupKey.missing(view.state().index().stores().get(s));
    group.spread(
        new Group(TestKind.MISSING, Direction.MISSING, key, (long) start[s], severity, Double.NaN),
        severity,
        members,
        findings);
  }

  @Override
  public void remember(DayStatistics statistics) {
    if (stores == 0) {
      return;
    }
    float[] storeAbsent = view.state().stores().of(PoolField.ABSENT);
    float[] storeExpected = view.state().stores().of(PoolField.EXPECTED);
    double allAbsent = FADING * view.state().region(RegionField.ABSENT);
    double allExpected = FADING * view.state().region(RegionField.EXPECTED);
    for (int s = 0; s < usual.length; s++) {
      storeAbsent[s] = (float) (FADING * storeAbsent[s] + absent(s));
      storeExpected[s] = (float) (FADING * storeExpected[s] + ranged(s));
      allAbsent += absent(s);
      allExpected += ranged(s);
      if (ranged(s) > 0) {
        rememberSilence(s);
      }
    }
    view.state().setRegion(RegionField.ABSENT, allAbsent);
    view.state().setRegion(RegionField.EXPECTED, allExpected);
  }

  private void rememberSilence(int s) {
    float[] silences = view.state().stores().of(PoolField.SILENCES);
    float[] silent = view.state().stores().of(PoolField.SILENT);
    boolean falls = silent(s) && silent[s] == 0;
    silences[s] = (float) (FADING * silences[s] + (falls ? 1 : 0));
    silent[s] = silent(s) ? 1 : 0;
  }
}
