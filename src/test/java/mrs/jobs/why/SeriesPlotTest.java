package mrs.jobs.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesPlotTest {
  private static final LocalDate DAY = LocalDate.parse("2024-06-03");

  @Test
  void drawsEachDayTheWindowAndWhatWasExpectedOfIt() {
    List<Explanation.Day> days = new ArrayList<>();
    double[] units = {8, 9, 10, 9, 8, 10, 9, 27, 18, 9, 8, 0};
    for (int i = 0; i < units.length; i++) {
      days.add(new Explanation.Day(DAY.plusDays(i), "sold", units[i]));
    }
    days.set(4, new Explanation.Day(DAY.plusDays(4), "not_reported", null));
    days.set(5, new Explanation.Day(DAY.plusDays(5), "not_ranged", null));
    Explanation.Series series =
        new Explanation.Series(
            DAY.plusDays(7), DAY.plusDays(8), new Explanation.Band(3.0, 9, 15.0), days);
    assertThat(SeriesPlot.of(series))
        .containsExactly(
            "      27 ┤       ●",
            "         │",
            "         │",
            "         │        ●",
            "         │       ░░",
            "         │       ░░",
            "         │•••• •       ".replace("• •", "•  •").replaceAll("\\s+$", "") + "──••",
            "         │       ░░",
            "         │       ░░",
            "       0 ┤    ×      •",
            "         └───────━━───",
            "          2024-06-03  2024-06-14",
            "          ● sold in the window  • sold  ░ expected  ─ its middle  × not reported"
                + "  ━ window");
  }

  @Test
  void averagesSeveralDaysWhereThereAreManyAndSpansNegativeUnits() {
    List<Explanation.Day> days = new ArrayList<>();
    for (int i = 0; i < 140; i++) {
      days.add(new Explanation.Day(DAY.plusDays(i), "sold", i == 0 ? -20.0 : 10.0));
    }
    List<String> lines = SeriesPlot.of(new Explanation.Series(DAY, DAY.plusDays(1), null, days));
    assertThat(lines.get(0)).isEqualTo("      10 ┤ " + "•".repeat(69));
    assertThat(lines.get(9)).isEqualTo("      -5 ┤●");
    assertThat(lines.get(10)).isEqualTo("         └━" + "─".repeat(69));
  }

  @Test
  void saysWhereThereIsNothingToDraw() {
    assertThat(SeriesPlot.of(new Explanation.Series(DAY, DAY, null, List.of())))
        .containsExactly("  (the grid has no day of this series)");
  }
}
