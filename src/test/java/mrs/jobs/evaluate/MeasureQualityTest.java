package mrs.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import mrs.contracts.Cause;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.Test;

class MeasureQualityTest {
  private static final LocalDate DAY = LocalDate.of(2024, 5, 1);

  private final Map<String, Labels.Event> events = new LinkedHashMap<>();
  private final Map<CellKey, Labels.Labelled> cells = new HashMap<>();
  private final List<Answered> reports = new ArrayList<>();

  /** An event of so many days of one series, each wrong by {@code units}. */
  private void event(
      String id, Cause cause, boolean withheld, String store, int days, double units) {
    events.put(id, new Labels.Event(id, "type of " + id, cause, withheld));
    for (int t = 0; t < days; t++) {
      cells.put(
          new CellKey(store, "K1", DAY.plusDays(t).toEpochDay()), new Labels.Labelled(id, units));
    }
  }

  /** A report of the first days of a series; they come in the order of priority. */
  private void report(String store, int days, String event, String cause, double confidence) {
    report(store, days, event, cause, confidence, 1);
  }

  private void report(
      String store,
      int days,
      String event,
      String cause,
      double confidence,
      Optional<String> evidence) {
    report(store, days, event, cause, confidence, 1, evidence);
  }

  private void report(
      String store, int days, String event, String cause, double confidence, double severity) {
    report(store, days, event, cause, confidence, severity, Optional.of("pattern of " + cause));
  }

  private void report(
      String store,
      int days,
      String event,
      String cause,
      double confidence,
      double severity,
      Optional<String> evidence) {
    reports.add(
        new Answered(
            "r" + reports.size(),
            store,
            "K1",
            DAY,
            DAY.plusDays(days - 1),
            severity,
            9 - reports.size(),
            Optional.of(event),
            Optional.of(cause),
            Optional.of(confidence),
            evidence));
  }

  private Quality measured(long judgedCells) {
    return measure(judgedCells).of(reports);
  }

  private MeasureQuality measure(long judgedCells) {
    return new MeasureQuality(new Labels(events, cells), judged(DAY, 10, judgedCells));
  }

  /** So many days from one on; all stores are of one region but S8, which is one by itself. */
  private static JudgedSales judged(LocalDate from, int days, long cells) {
    List<Long> all = LongStream.range(0, days).mapToObj(t -> from.toEpochDay() + t).toList();
    return new JudgedSales(all, cells, Map.of("S1", "R", "S2", "R", "S8", "Q"));
  }

  @Test
  void aBudgetTakesTheMostSevereReportsThatFitInWhole() {
    event("E1", Cause.VIRAL, false, "S1", 4, 2);
    event("E2", Cause.WEATHER, false, "S2", 10, 1);
    report("S1", 4, "a", "viral", 0.9);
    report("S9", 2, "b", "unknown", 0.1);
    report("S2", 3, "c", "weather", 0.9);

    Quality quality = measured(600);

    // 3, 6 and 12 cells: none, the first two, all three reports.
    assertThat(quality.budgets())
        .containsExactly(
            new Quality.AtBudget(5, 0, 0, 0, 0, found(0, 0)),
            new Quality.AtBudget(10, 6, 0.5, 8 / 18.0, 4 / 6.0, found(1, 0)),
            new Quality.AtBudget(20, 9, 1, 11 / 18.0, 7 / 9.0, found(1, 1)));
  }

  private static Map<String, Quality.Found> found(int first, int second) {
    return Map.of(
        "type of E1", new Quality.Found(first, 1), "type of E2", new Quality.Found(second, 1));
  }

  @Test
  void anEventIsFoundByAFifthOfItsCells() {
    event("E1", Cause.VIRAL, false, "S1", 10, 1);
    report("S1", 1, "a", "viral", 0.9);
    assertThat(measured(1000).budgets().get(0).eventRecall()).isZero();

    reports.clear();
    report("S1", 2, "a", "viral", 0.9);
    assertThat(measured(1000).budgets().get(0).eventRecall()).isEqualTo(1);
  }

  @Test
  void daysThatWereLearntFromDoNotCount() {
    event("E1", Cause.VIRAL, false, "S1", 4, 1);
    report("S1", 4, "a", "viral", 0.9);
    MeasureQuality later =
        new MeasureQuality(new Labels(events, cells), judged(DAY.plusDays(3), 7, 1000));

    assertThat(later.of(reports).budgets().get(0).flagged()).isEqualTo(1);
  }

  @Test
  void eventsAreComparedByTheCellsTheyShare() {
    event("E1", Cause.VIRAL, false, "S1", 2, 1);
    event("E2", Cause.VIRAL, false, "S2", 2, 1);
    report("S1", 2, "a", "viral", 0.9);
    report("S2", 1, "a", "viral", 0.9);

    Quality.Grouping grouping = measured(1000).grouping();

    // Two cells share their event with two of three, one with one of three.
    assertThat(grouping.purity()).isCloseTo((2 * 2 / 3.0 + 1 / 3.0) / 3, within(1e-12));
    assertThat(grouping.completeness()).isEqualTo(1);
    assertThat(grouping.f1())
        .isCloseTo(2 * grouping.purity() / (grouping.purity() + 1), within(1e-12));
  }

  @Test
  void unknownIsRightWhereContextWasWithheldAndAConfidentErrorCounts() {
    event("E1", Cause.VIRAL, true, "S1", 1, 1);
    event("E2", Cause.WEATHER, false, "S2", 1, 1);
    event("E3", Cause.DATA_ERROR, false, "S3", 1, 1);
    report("S1", 1, "a", "unknown", 0.8);
    report("S2", 1, "b", "data_error", 0.7);
    report("S3", 1, "c", "data_error", 0.9);
    report("S4", 1, "d", "viral", 0.9);

    assertThat(measured(1000).causes())
        .satisfies(
            causes -> {
              assertThat(causes.reports()).isEqualTo(3);
              assertThat(causes.accuracy()).isCloseTo(2 / 3.0, within(1e-12));
              assertThat(causes.accuracyWhereKnowable()).isEqualTo(0.5);
              assertThat(causes.confidentErrors()).isCloseTo(1 / 3.0, within(1e-12));
              assertThat(causes.calibrationError()).isCloseTo((0.2 + 0.7 + 0.1) / 3, within(1e-12));
            });
  }

  @Test
  void confidenceIsSetBesideHowOftenItWasRight() {
    for (int s = 1; s <= 4; s++) {
      event("E" + s, Cause.VIRAL, false, "S" + s, 1, 1);
    }
    report("S1", 1, "a", "viral", 0.91);
    report("S2", 1, "b", "weather", 0.93);
    report("S3", 1, "c", "viral", 1);
    report("S4", 1, "d", "viral", 0.2);

    assertThat(measured(1000).causes().reliability())
        .usingRecursiveFieldByFieldElementComparator(withinBillionths())
        .containsExactly(
            new Quality.Reliability(1, 0.2, 1),
            new Quality.Reliability(3, (0.91 + 0.93 + 1) / 3, 2 / 3.0));
  }

  private static RecursiveComparisonConfiguration withinBillionths() {
    return RecursiveComparisonConfiguration.builder()
        .withComparatorForType(new DoubleComparator(1e-9), Double.class)
        .build();
  }

  @Test
  void eventsAreUnfoldedInTheOrderOfTheirFirstReport() {
    event("E1", Cause.VIRAL, false, "S1", 4, 1);
    event("E2", Cause.VIRAL, false, "S2", 10, 1);
    for (int n = 0; n < 6; n++) {
      report("S9", 1, "wrong " + n, "viral", 0.9);
    }
    report("S1", 8, "half", "viral", 0.9);
    report("S2", 1, "both", "viral", 0.9);
    report("S3", 2, "both", "viral", 0.9);
    report("S2", 2, "both", "viral", 0.9);

    // Of 10 days 5, 10 and 20 events: of eight the last two are right, the last by two of four.
    assertThat(measured(1000).unfolded())
        .containsExactly(
            new Quality.Unfolded(0.5, 5, 0, 0),
            new Quality.Unfolded(1, 8, 1, 2 / 8.0),
            new Quality.Unfolded(2, 8, 1, 2 / 8.0));
  }

  @Test
  void severityIsCountedInWeeksOfRegionsInWhichNothingIsLabelled() {
    event("E1", Cause.VIRAL, false, "S1", 1, 1);
    report("S8", 1, "a", "viral", 0.9, 2.5);
    report("S8", 1, "a", "viral", 0.9, 0.5);
    report("S8", 1, "b", "viral", 0.9, 1);
    report("S8", 1, "c", "viral", 0.9, 0.9);
    report("S2", 1, "d", "viral", 0.9, 3);

    // 1 May 2024 is a Wednesday: five days of its week count, five of the next.
    assertThat(measured(1000).quietWeeks())
        .usingRecursiveFieldByFieldElementComparator(withinBillionths())
        .containsExactly(
            new Quality.AtSeverity(1, 2, 1.5),
            new Quality.AtSeverity(2, 1, 0.15),
            new Quality.AtSeverity(3, 0, 0.015));
  }

  @Test
  void whoIsGivenNoContextAtAllIsRightToSayThatItIsUnknown() {
    event("E1", Cause.VIRAL, false, "S1", 1, 1);
    event("E2", Cause.DATA_ERROR, false, "S2", 1, 1);
    event("E3", Cause.VIRAL, false, "S8", 1, 1);
    report(
        "S1", 1, "a", "unknown", 0.9, Optional.of("sku_day up unknown: nobody, without context"));
    report(
        "S2", 1, "b", "unknown", 0.9, Optional.of("sku_day up unknown: nobody, without context"));
    report("S8", 1, "c", "unknown", 0.9, Optional.of("sku_day up unknown: nobody"));

    List<MeasureQuality.Explained> explained = measure(1000).explained(reports);

    assertThat(explained)
        .extracting(MeasureQuality.Explained::right)
        .containsExactly(true, false, false);
    assertThat(explained)
        .extracting(MeasureQuality.Explained::isKnowable)
        .containsExactly(false, true, true);
  }

  @Test
  void withoutAReportOfALabelledCellThereIsNothingToSayOfEventsAndCauses() {
    event("E1", Cause.VIRAL, false, "S1", 1, 1);
    report("S9", 1, "a", "viral", 0.9);

    assertThat(measured(1000).grouping()).isNull();
    assertThat(measured(1000).causes()).isNull();
  }

  @Test
  void aCalibrationCountsOnePatternOfAnEventAtMostTenTimes() {
    event("E1", Cause.VIRAL, false, "S0", 1, 1);
    event("E2", Cause.WEATHER, false, "T", 1, 1);
    for (int s = 1; s < 15; s++) {
      cells.put(new CellKey("S" + s, "K1", DAY.toEpochDay()), new Labels.Labelled("E1", 1));
    }
    for (int s = 0; s < 15; s++) {
      report("S" + s, 1, "a", "viral", 0.9);
    }
    report("T", 1, "b", "viral", 0.9);
    MeasureQuality measure = measure(1000);

    assertThat(FitCalibration.of(measure.explained(reports)).counts())
        .containsExactly(
            new mrs.transforms.attribution.Calibration.Count("pattern of viral", "viral", 10, 11));
  }
}
