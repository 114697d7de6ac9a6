package mrs.transforms.detection.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mrs.contracts.DetectionLog;
import mrs.contracts.Direction;
import mrs.contracts.Method;
import mrs.contracts.TestKind;
import mrs.contracts.WithdrawalReason;
import mrs.transforms.Mondays;
import mrs.transforms.detection.series.SeriesKey;
import org.junit.jupiter.api.Test;

class ReconcileReportsTest {

  private static final SeriesKey SERIES = new SeriesKey("S1", "P1");
  private static final long WRITTEN = 1_000;
  private static final ReconcileReports.CellHistory NOTHING_CHANGED = (s, a, b, at) -> false;

  private static Report report(Direction direction, long first, long last, double observed) {
    Sums sums = new Sums(observed, new Parts(4, 0, 0, 0, 1), 6, 1);
    Group group = new Group(TestKind.STORE_DAY, direction, "g", first, 2, 3.5);
    return new Report(
        SERIES, first, last, sums, new CellFinding(group, 2, first, sums), Method.BASELINE_MODEL);
  }

  private static StoredReport stored(Report report, long firstWrittenFirst) {
    String id = ReportValues.newId(SERIES, report.direction(), firstWrittenFirst);
    return new StoredReport(
        ReportValues.active(id, "R", report), WRITTEN, Mondays.of(firstWrittenFirst));
  }

  private static StoredReport withdrawn(StoredReport active, WithdrawalReason reason) {
    return new StoredReport(
        ReportValues.withdrawn(active.values(), reason), WRITTEN, active.week());
  }

  private static List<ReconcileReports.Change> changes(
      long from, ReconcileReports.CellHistory history, List<Report> now, StoredReport... before) {
    return new ReconcileReports("R", from, Method.BASELINE_MODEL, history)
        .changes(now, List.of(before));
  }

  private static Object value(ReconcileReports.Change change, mrs.contracts.Field field) {
    return ReportValues.get(change.values(), field);
  }

  @Test
  void givesANewReportAnIdOfItsFirstDay() {
    Report report = report(Direction.UP, 104, 105, 9);
    List<ReconcileReports.Change> changes = changes(100, NOTHING_CHANGED, List.of(report));
    assertThat(changes).hasSize(1);
    assertThat(value(changes.get(0), DetectionLog.REPORT_ID))
        .isEqualTo(ReportValues.newId(SERIES, Direction.UP, 104))
        .asString()
        .hasSize(64);
    assertThat(value(changes.get(0), DetectionLog.WINDOW_START)).isEqualTo(104);
    assertThat(value(changes.get(0), DetectionLog.EXPECTED_UNITS)).isEqualTo(5.0);
    assertThat(value(changes.get(0), DetectionLog.DAY_FACTOR)).isEqualTo(1.25);
    assertThat(changes.get(0).week()).isEqualTo(102);
  }

  @Test
  void writesNothingWhenNothingChanged() {
    Report report = report(Direction.UP, 104, 105, 9);
    assertThat(changes(100, NOTHING_CHANGED, List.of(report), stored(report, 104))).isEmpty();
  }

  @Test
  void keepsIdAndWeekWhenAReportGrowsAndWhenItsStartMoves() {
    StoredReport before = stored(report(Direction.UP, 104, 105, 9), 104);
    Report grown = report(Direction.UP, 98, 107, 30);
    List<ReconcileReports.Change> changes = changes(95, NOTHING_CHANGED, List.of(grown), before);
    assertThat(changes).hasSize(1);
    assertThat(value(changes.get(0), DetectionLog.REPORT_ID)).isEqualTo(before.id());
    assertThat(value(changes.get(0), DetectionLog.WINDOW_START)).isEqualTo(98);
    assertThat(changes.get(0).week()).isEqualTo(before.week());
  }

  @Test
  void joinsAWindowThatFollowsTheDayAfter() {
    StoredReport before = stored(report(Direction.DOWN, 104, 105, 1), 104);
    Report next = report(Direction.DOWN, 106, 106, 1);
    assertThat(changes(106, NOTHING_CHANGED, List.of(next), before))
        .singleElement()
        .satisfies(c -> assertThat(value(c, DetectionLog.REPORT_ID)).isEqualTo(before.id()));
  }

  @Test
  void aReportThatBeginsAfterAnotherIsOverKeepsItsOwnId() {
    StoredReport over = stored(report(Direction.DOWN, 104, 105, 1), 104);
    StoredReport before = stored(report(Direction.DOWN, 108, 109, 1), 108);
    Report grown = report(Direction.DOWN, 106, 112, 1);
    assertThat(changes(110, NOTHING_CHANGED, List.of(grown), over, before))
        .singleElement()
        .satisfies(c -> assertThat(value(c, DetectionLog.REPORT_ID)).isEqualTo(before.id()));
  }

  /** It is kept in mind because a run that it rests on goes on; its row is out of sight. */
  @Test
  void writesNothingOfAReportFromBeforeTheRerunThatIsNotAtHand() {
    Report old = report(Direction.DOWN, 104, 105, 1);
    assertThat(changes(106, NOTHING_CHANGED, List.of(old))).isEmpty();
  }

  @Test
  void tellsDirectionsApart() {
    StoredReport before = stored(report(Direction.DOWN, 104, 105, 1), 104);
    Report other = report(Direction.UP, 105, 106, 9);
    assertThat(changes(106, NOTHING_CHANGED, List.of(other), before))
        .singleElement()
        .satisfies(
            c ->
                assertThat(value(c, DetectionLog.REPORT_ID))
                    .isEqualTo(ReportValues.newId(SERIES, Direction.UP, 105)));
  }

  @Test
  void withdrawsWhatNoLongerDeviates() {
    StoredReport before = stored(report(Direction.UP, 104, 105, 9), 104);
    assertThat(changes(104, NOTHING_CHANGED, List.of(), before))
        .singleElement()
        .satisfies(
            c -> {
              assertThat(value(c, DetectionLog.REPORT_ID)).isEqualTo(before.id());
              assertThat(value(c, DetectionLog.REPORT_STATE)).isEqualTo("withdrawn");
              assertThat(value(c, DetectionLog.WITHDRAWN_REASON)).isEqualTo("no_longer_deviates");
            });
  }

  @Test
  void saysThatSalesWereRestatedOrArrivedLate() {
    ReconcileReports.CellHistory changed = (s, a, b, at) -> at == WRITTEN && a == 104 && b == 105;
    StoredReport up = stored(report(Direction.UP, 104, 105, 9), 104);
    StoredReport missing = stored(report(Direction.MISSING, 104, 105, 0), 104);
    assertThat(changes(104, changed, List.of(), up, missing))
        .extracting(c -> value(c, DetectionLog.WITHDRAWN_REASON))
        .containsExactlyInAnyOrder("restated", "late_arrival");
  }

  @Test
  void whatFollowsARestatedReportIsAnother() {
    StoredReport up = stored(report(Direction.UP, 104, 105, 9), 104);
    StoredReport restated = withdrawn(up, WithdrawalReason.RESTATED);
    Report next = report(Direction.UP, 106, 107, 9);

    assertThat(changes(104, NOTHING_CHANGED, List.of(next), restated))
        .singleElement()
        .satisfies(
            c ->
                assertThat(value(c, DetectionLog.REPORT_ID))
                    .isEqualTo(ReportValues.newId(SERIES, Direction.UP, 106)));
    assertThat(
            changes(
                104,
                NOTHING_CHANGED,
                List.of(next),
                withdrawn(up, WithdrawalReason.NO_LONGER_DEVIATES)))
        .singleElement()
        .satisfies(c -> assertThat(value(c, DetectionLog.REPORT_ID)).isEqualTo(up.id()));
  }

  @Test
  void leavesReportsBeforeTheRerunAlone() {
    StoredReport before = stored(report(Direction.UP, 104, 105, 9), 104);
    assertThat(changes(106, NOTHING_CHANGED, List.of(), before)).isEmpty();
  }

  @Test
  void takesAWithdrawnReportUpAgainUnderItsId() {
    Report report = report(Direction.UP, 104, 105, 9);
    StoredReport active = stored(report, 104);
    StoredReport withdrawn = withdrawn(active, WithdrawalReason.NO_LONGER_DEVIATES);
    assertThat(changes(100, NOTHING_CHANGED, List.of(report), withdrawn))
        .singleElement()
        .satisfies(
            c -> {
              assertThat(value(c, DetectionLog.REPORT_ID)).isEqualTo(active.id());
              assertThat(value(c, DetectionLog.REPORT_STATE)).isEqualTo("active");
              assertThat(value(c, DetectionLog.WITHDRAWN_REASON)).isNull();
            });
  }

  @Test
  void neverGivesOneIdToTwoReports() {
    StoredReport before = stored(report(Direction.UP, 104, 110, 9), 104);
    Report early = report(Direction.UP, 102, 103, 9);
    Report late = report(Direction.UP, 104, 108, 9);
    assertThat(changes(100, NOTHING_CHANGED, List.of(early, late), before))
        .extracting(c -> value(c, DetectionLog.REPORT_ID))
        .containsExactlyInAnyOrder(before.id(), ReportValues.newId(SERIES, Direction.UP, 102));
  }

  @Test
  void letsTheHeuristicExtendButNotTakeBack() {
    StoredReport before = stored(report(Direction.UP, 104, 105, 9), 104);
    StoredReport other = stored(report(Direction.DOWN, 104, 106, 1), 104);
    Report next = report(Direction.UP, 106, 106, 9);
    List<ReconcileReports.Change> changes =
        new ReconcileReports("R", 106, Method.DEVIATION_HEURISTIC, NOTHING_CHANGED)
            .changes(List.of(next), List.of(before, other));
    assertThat(changes)
        .singleElement()
        .satisfies(
            c -> {
              assertThat(value(c, DetectionLog.REPORT_ID)).isEqualTo(before.id());
              assertThat(value(c, DetectionLog.WINDOW_START)).isEqualTo(104);
              assertThat(value(c, DetectionLog.WINDOW_END)).isEqualTo(106);
              assertThat(value(c, DetectionLog.OBSERVED_UNITS)).isEqualTo(18.0);
            });
  }

  @Test
  void takesNothingBackWithoutTheRegionsOfStores() {
    StoredReport gone = stored(report(Direction.UP, 104, 105, 9), 104);
    StoredReport holds = stored(report(Direction.DOWN, 104, 106, 1), 104);
    ReconcileReports all = new ReconcileReports("ALL", 104, Method.BASELINE_MODEL, NOTHING_CHANGED);

    assertThat(all.changes(List.of(report(Direction.DOWN, 104, 106, 1)), List.of(gone, holds)))
        .isEmpty();
    assertThat(all.changes(List.of(report(Direction.DOWN, 105, 106, 1)), List.of(holds))).isEmpty();
    assertThat(all.changes(List.of(report(Direction.DOWN, 104, 107, 1)), List.of(holds)))
        .singleElement()
        .satisfies(c -> assertThat(value(c, DetectionLog.REGION)).isEqualTo("R"));
  }

  @Test
  void takesBackWhatWasRestatedWithoutTheRegionsOfStores() {
    StoredReport restated = stored(report(Direction.UP, 104, 105, 9), 104);
    ReconcileReports all =
        new ReconcileReports("ALL", 104, Method.BASELINE_MODEL, (s, a, b, at) -> true);

    assertThat(all.changes(List.of(), List.of(restated)))
        .singleElement()
        .satisfies(c -> assertThat(value(c, DetectionLog.WITHDRAWN_REASON)).isEqualTo("restated"));
  }
}
