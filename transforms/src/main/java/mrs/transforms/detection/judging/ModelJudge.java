package mrs.transforms.detection.judging;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import mrs.transforms.detection.judging.learning.FitClosedWeekdays;
import mrs.transforms.detection.judging.learning.FitSilentStockOuts;
import mrs.transforms.detection.judging.learning.FitSpread;
import mrs.transforms.detection.judging.learning.FitWarmUp;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.model.StateCodec;
import mrs.transforms.detection.series.DayCells;
import mrs.transforms.detection.series.RegionGrid;
import mrs.transforms.detection.series.Roster;
import mrs.transforms.detection.series.SeriesIndex;
import mrs.transforms.detection.series.SeriesKey;
import org.jspecify.annotations.Nullable;

/**
 * Judges the series of a region, or of some of its stores, day by day. A day is judged by earlier
 * days, by the other series of the region on the same day, and by the context known that day; later
 * days change nothing.
 */
public final class ModelJudge extends RegionJudge {

  /** Days of the warm-up that are replayed to learn how the tests' statistics are spread. */
  private static final int REPLAYED_DAYS = 21; // chosen, not fitted

  /** A series without a cell for so many days is forgotten. */
  private static final int FORGOTTEN_AFTER = 180; // chosen, not fitted

  private final RegionState state;
  private final Span span;
  private final JudgeDay days;
  private final CellAccount account = new CellAccount();
  private final SortedMap<Long, RegionResult.Snapshot> snapshots = new TreeMap<>();

  /** The cells of the days to judge, and where each series is among them. */
  private transient @Nullable RegionGrid grid;

  private final int[] places;
  private Phase phase;
  private boolean dayIsOpen;

  private ModelJudge(RegionGrid grid, RegionState state, Span span) {
    this.grid = grid;
    this.places = SeriesIndex.places(state.index().series(), grid.series());
    this.state = state;
    this.span = span;
    days = new JudgeDay(grid.region(), state, span.graceOverTo());
    phase = state.warmedUp() ? Phase.OPEN : Phase.WARM_UP;
  }

  /**
   * How far to judge.
   *
   * @param judgeTo last day to look at
   * @param graceOverTo last day of which absent cells are known to be missing, not late
   * @param snapshots the days after which to remember what was learnt
   */
  public record Span(long judgeTo, long graceOverTo, Days snapshots) implements Serializable {}

  /** Some days, as days since 1970-01-01. */
  public interface Days extends Serializable {
    boolean have(long day);
  }

  /**
   * Judges a whole region, from the day after {@code before} (the grid's first day when it is
   * empty) up to {@code span}'s last.
   *
   * @param grid has to hold these days without a gap
   * @param before what was known after an earlier day, empty for a new region
   */
  public static RegionResult judge(RegionGrid grid, Optional<RegionState> before, Span span) {
    Roster roster = Roster.of(grid.series());
    ModelJudge judge =
        of(grid, before, before.map(b -> roster.plus(b.index().roster())).orElse(roster), span);
    judge.alone();
    return judge.result();
  }

  /**
   * Starts to judge a region, or some of its stores.
   *
   * @param region all stores and SKUs that the region has, or had
   */
  public static ModelJudge of(
      RegionGrid grid, Optional<RegionState> before, Roster region, Span span) {
    TreeSet<SeriesKey> series = new TreeSet<>(grid.series());
    before.ifPresent(b -> series.addAll(b.knownSeries()));
    SeriesIndex index = new SeriesIndex(List.copyOf(series), region, grid.storeGroups());
    RegionState state =
        before.map(b -> b.over(index)).orElseGet(() -> RegionState.empty(index, grid.firstDay()));
    ModelJudge judge = new ModelJudge(grid, state, span);
    judge.goOn();
    return judge;
  }

  @Override
  public void resume(RegionGrid cells) {
    grid = cells;
  }

  @Override
  public RegionResult result() {
    return new RegionResult(days.book().reports(), snapshots, account.cells());
  }

  @Override
  void goOn() {
    while (passes.isEmpty() && (dayIsOpen || state.day() < span.judgeTo())) {
      if (dayIsOpen) {
        endPhase();
      } else {
        open(cells(state.day() + 1));
      }
    }
  }

  /** The passes of a phase are through: another one begins, or the day is over. */
  private void endPhase() {
    switch (phase) {
      case WARM_UP -> {
        if (state.warmedUp()) {
          begin(Phase.CLOSED_WEEKDAYS);
        } else {
          close();
        }
      }
      case CLOSED_WEEKDAYS -> begin(Phase.FIT);
      case FIT -> begin(Phase.REPLAY);
      case REPLAY -> {
        state.warmUp().clear();
        begin(Phase.OPEN);
        close();
      }
      case OPEN -> {
        if (days.nothingSold()) {
          days.judgeNothingSold();
          close();
        } else {
          begin(Phase.JUDGE);
        }
      }
      case JUDGE -> {
        begin(Phase.OPEN);
        close();
      }
    }
  }

  /** A phase begins, with the passes over the days that were gathered for it. */
  private void begin(Phase next) {
    phase = next;
    if (next == Phase.CLOSED_WEEKDAYS) {
      passes.add(FitClosedWeekdays.pass(state, days.closedWeekdays, span.graceOverTo()));
      passes.addAll(FitSilentStockOuts.passes(state, days.silentStockOuts));
    } else if (next == Phase.FIT) {
      passes.addAll(FitWarmUp.passes(state));
      passes.addAll(FitSpread.passes(state, days.look));
    } else if (next == Phase.REPLAY) {
      int skipped = state.warmUp().size() - REPLAYED_DAYS;
      state.warmUp().stream().skip(skipped).forEach(d -> passes.addAll(days.replayed(d)));
    } else if (next == Phase.JUDGE) {
      passes.addAll(days.judged());
    }
  }

  private DayCells cells(long day) {
    return Objects.requireNonNull(grid).day(day).rearranged(places);
  }

  private void open(DayCells sent) {
    dayIsOpen = true;
    arrive(sent);
    DayCells day = days.closedWeekdays.leftOut(sent);
    account.add(day, state, span.graceOverTo());
    if (phase == Phase.OPEN) {
      passes.add(days.opening(sent, days.silentStockOuts.marked(day)));
    } else {
      state.warmUp().add(day);
    }
    state.goOnTo(day.day());
  }

  private void close() {
    dayIsOpen = false;
    if (span.snapshots().have(state.day())) {
      snapshots.put(
          state.day(),
          new RegionResult.Snapshot(
              state.knownSeries().size(), state.daysSeen(), StateCodec.encode(state)));
    }
  }

  /** Greets new series and forgets those that are long gone. */
  private void arrive(DayCells day) {
    float[] lastSeen = state.series().of(SeriesField.LAST_SEEN);
    for (int i = 0; i < lastSeen.length; i++) {
      if (day.sold(i)) {
        if (lastSeen[i] == 0 && state.warmedUp()) {
          state.series().of(SeriesField.OFFSET)[i] = state.region(RegionField.OFFSET);
          state.series().of(SeriesField.VARIANCE)[i] = state.region(RegionField.VARIANCE);
        }
        lastSeen[i] = day.day();
      } else if (lastSeen[i] > 0 && day.day() - (long) lastSeen[i] > FORGOTTEN_AFTER) {
        days.book().close(i);
        state.forget(i);
      }
    }
  }
}
