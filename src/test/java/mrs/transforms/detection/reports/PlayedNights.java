package mrs.transforms.detection.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.Method;
import mrs.transforms.detection.judging.ModelJudge;
import mrs.transforms.detection.judging.RegionResult;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.StateCodec;
import mrs.transforms.detection.series.SeriesKey;

/** What detection and its log make of a region, night by night, with plain lists for tables. */
final class PlayedNights {

  private final RandomLives lives;

  /** The latest row of each report, by id. */
  private final Map<String, StoredReport> log = new TreeMap<>();

  /** What was known after a day; only what the last night that judged it wrote. */
  private final TreeMap<Long, byte[]> snapshots = new TreeMap<>();

  PlayedNights(RandomLives lives) {
    this.lives = lives;
  }

  /** A report as people see it, whatever it is called. */
  record Seen(
      SeriesKey series,
      String direction,
      long first,
      long last,
      Optional<Double> observed,
      double severity,
      double priority) {}

  /** What one run over everything gives. */
  static Set<Seen> atOnce(RandomLives lives) {
    PlayedNights nights = new PlayedNights(lives);
    nights.judge(0, lives.days() - 1);
    return nights.active();
  }

  /** Snapshots as the stage keeps them: of each of the last days, before of one a week. */
  private static ModelJudge.Span span(int night) {
    long last = RandomLives.FIRST + night;
    return new ModelJudge.Span(last, last - 1, day -> day > last - 14 || day % 7 == 4);
  }

  /** Goes on in steps of up to {@code longest} days; a step sees what was restated by then. */
  PlayedNights inSteps(Random random, int longest) {
    int judged = -1;
    int end = -1;
    while (end < lives.days() - 1) {
      end = Math.min(lives.days() - 1, end + 1 + random.nextInt(longest));
      if (judged < 0) {
        end = Math.max(end, RegionState.WARM_UP_DAYS);
      }
      // The grace of the last day was not over: it is judged again.
      judge(Math.min(lives.touched(judged, end), Math.max(0, judged)), end);
      judged = end;
    }
    return this;
  }

  private void judge(int from, int night) {
    snapshots.tailMap(RandomLives.FIRST + from, true).clear();
    Map.Entry<Long, byte[]> before = snapshots.lastEntry();
    Optional<RegionState> state =
        Optional.ofNullable(before).map(b -> StateCodec.decode(b.getValue()));
    int start = before == null ? 0 : (int) (before.getKey() - RandomLives.FIRST + 1);
    long seen = state.map(RegionState::daysSeen).orElse(0);
    long judgedFrom = RandomLives.FIRST + start + Math.max(0, RegionState.WARM_UP_DAYS - seen);
    RegionResult result = ModelJudge.judge(lives.grid(start, night, night), state, span(night));
    result.snapshots().forEach((day, s) -> snapshots.put(day, s.payload()));
    reconcile(result.reports(), judgedFrom, night, Method.BASELINE_MODEL);
  }

  private void reconcile(List<Report> reports, long from, int night, Method method) {
    List<ReconcileReports.Change> changes =
        new ReconcileReports("R", from, method, (s, a, b, at) -> true)
            .changes(reports, new ArrayList<>(log.values()));
    Set<String> written = new HashSet<>();
    for (ReconcileReports.Change change : changes) {
      StoredReport row = new StoredReport(change.values(), night, change.week());
      assertThat(written.add(row.id())).as("one row for %s in night %s", row, night).isTrue();
      StoredReport older = log.put(row.id(), row);
      assertThat(older == null ? row.week() : older.week()).isEqualTo(row.week());
    }
  }

  /** The reports that stand. */
  Set<Seen> active() {
    Set<Seen> seen = new HashSet<>();
    for (StoredReport report : log.values()) {
      if (report.active()) {
        Seen one =
            new Seen(
                report.series(),
                report.direction().word(),
                report.first(),
                report.last(),
                Optional.ofNullable((Double) value(report, DetectionLog.OBSERVED_UNITS)),
                (double) value(report, DetectionLog.SEVERITY),
                (double) value(report, DetectionLog.PRIORITY));
        assertThat(seen.add(one)).as("%s stands once", one).isTrue();
      }
    }
    return seen;
  }

  private static Object value(StoredReport report, Field field) {
    return ReportValues.get(report.values(), field);
  }
}
