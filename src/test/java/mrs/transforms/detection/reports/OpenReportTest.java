package mrs.transforms.detection.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import org.junit.jupiter.api.Test;

class OpenReportTest {
  private static final Sums TODAY = new Sums(9, new Parts(4, 0, 0, 0, 1), 6, 1);
  private static final int SERIES = 0;

  private static CellFinding finding(TestKind test, long day, double severity, double priority) {
    Group group = new Group(test, Direction.UP, test.word(), day, severity, 3.5);
    return new CellFinding(group, priority, day, TODAY);
  }

  private static CellFinding dayOf(CellFinding... findings) {
    DayFindings day = new DayFindings(1);
    for (CellFinding finding : findings) {
      day.add(SERIES, Direction.UP, finding);
    }
    return day.of(SERIES, Direction.UP);
  }

  @Test
  void ofADaysFindingsTheRarestSpeaksWithTheMostPriorityOfAny() {
    CellFinding rare = finding(TestKind.STORE_DAY, 104, 5, 0.8);
    CellFinding costly = finding(TestKind.CELL, 104, 1, 3);

    for (CellFinding both : new CellFinding[] {dayOf(rare, costly), dayOf(costly, rare)}) {
      assertThat(both.group()).isEqualTo(rare.group());
      assertThat(both.priority()).isEqualTo(3);
    }
  }

  @Test
  void aFindingThatIsNotShownByItselfDoesNotStretchTheWindowOfAClearOne() {
    CellFinding clear = finding(TestKind.CELL, 104, 5, 3);
    CellFinding weak = finding(TestKind.LEVEL_SHIFT, 100, 0.9, 1);
    CellFinding shown = finding(TestKind.LEVEL_SHIFT, 100, 1, 1);
    CellFinding faint = finding(TestKind.CELL, 104, 0.5, 1);

    assertThat(dayOf(clear, weak).start()).isEqualTo(104);
    assertThat(dayOf(weak, clear).start()).isEqualTo(104);
    assertThat(dayOf(shown, clear).start()).isEqualTo(100);
    assertThat(dayOf(faint, weak).start()).isEqualTo(100);
  }

  @Test
  void aReportRemembersTheRarestFindingOfItsDaysAndTheMostPriority() {
    OpenReport report =
        OpenReport.starting(finding(TestKind.STORE_DAY, 104, 2, 4), 104, Long.MIN_VALUE)
            .joined(finding(TestKind.STORE_DAY, 105, 6, 1), 105, TODAY)
            .joined(finding(TestKind.CELL, 106, 1, 3), 106, TODAY);

    assertThat(report.cause().group().start()).isEqualTo(105);
    assertThat(report.cause().group().severity()).isEqualTo(6);
    assertThat(report.cause().priority()).isEqualTo(4);
  }

  @Test
  void whatIsNotShownDoesNotProlongWhatIs() {
    CellFinding next = finding(TestKind.SKU_DAY, 105, 0.9, 1);

    assertThat(reportOf(1).joins(next)).isFalse();
    assertThat(reportOf(0.9).joins(next)).isTrue();
    assertThat(reportOf(1).joins(finding(TestKind.SKU_DAY, 105, 1, 1))).isTrue();
    assertThat(reportOf(0.9).joins(finding(TestKind.SKU_DAY, 105, 5, 1))).isTrue();
  }

  @Test
  void zerosThatBeganInAReportProlongItHoweverFaint() {
    Sums zeros = new Sums(0, TODAY.parts(), 6, 1);
    Group group = finding(TestKind.ZERO_RUN, 104, 0.5, 1).group();

    assertThat(reportOf(5).joins(new CellFinding(group, 1, 104, zeros))).isTrue();
    assertThat(reportOf(5).joins(new CellFinding(group, 1, 105, zeros))).isFalse();
    assertThat(reportOf(5).joins(finding(TestKind.LEVEL_SHIFT, 104, 0.5, 1))).isFalse();
  }

  @Test
  void whatFadesGoesOnWhileTheSameIsFound() {
    assertThat(reportOf(5).joins(finding(TestKind.CELL, 105, 0.5, 1))).isTrue();
  }

  @Test
  void aFaintShiftThatBeganInAReportWaits() {
    CellFinding faint = finding(TestKind.LEVEL_SHIFT, 104, 0.5, 1);

    assertThat(reportOf(5).mayProveTo(faint)).isTrue();
    assertThat(reportOf(5).mayProveTo(finding(TestKind.LEVEL_SHIFT, 105, 0.5, 1))).isFalse();
    assertThat(reportOf(5).mayProveTo(finding(TestKind.LEVEL_SHIFT, 104, 1, 1))).isFalse();
    assertThat(reportOf(0.5).mayProveTo(faint)).isFalse();
  }

  @Test
  void whatFollowsAReportThatItReachesIntoCountsItsOwnDaysAlone() {
    OpenReport before = reportOf(5).withDayAfter(TODAY);
    CellFinding reaching = finding(TestKind.LEVEL_SHIFT, 103, 2, 1);

    OpenReport next = before.followedBy(reaching, 106, TODAY);

    assertThat(next.first()).isEqualTo(105);
    assertThat(next.sums().observed()).isEqualTo(2 * TODAY.observed());
    assertThat(before.followedBy(finding(TestKind.CELL, 106, 2, 1), 106, TODAY).sums())
        .isEqualTo(TODAY);
  }

  private static OpenReport reportOf(double severity) {
    return OpenReport.starting(finding(TestKind.CELL, 104, severity, 3), 104, Long.MIN_VALUE);
  }

  @Test
  void itIsReadAsItWasWritten() throws IOException {
    OpenReport report =
        OpenReport.starting(
            dayOf(finding(TestKind.STORE_DAY, 104, 5, 0.8), finding(TestKind.CELL, 104, 1, 3)),
            104,
            100);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    report.write(new DataOutputStream(bytes));

    assertThat(OpenReport.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
        .isEqualTo(report);
  }
}
