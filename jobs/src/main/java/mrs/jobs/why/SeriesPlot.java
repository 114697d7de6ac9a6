package mrs.jobs.why;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import mrs.contracts.CellState;
import org.jspecify.annotations.Nullable;

/**
 * A series as a plot of characters: one column a day (or a few days, averaged, where they are
 * many), the window underlined, what was expected of it shaded.
 */
final class SeriesPlot {
  private static final int HEIGHT = 10;
  private static final int MOST_COLUMNS = 70;
  private static final int LABEL = 8;

  private final Explanation.Series series;
  private final List<Slot> slots;
  private final double least;
  private final double greatest;

  private SeriesPlot(Explanation.Series series) {
    this.series = series;
    this.slots = slots(series);
    List<Double> values = values();
    this.least = Math.min(0, values.isEmpty() ? 0 : Collections.min(values));
    double most = values.isEmpty() ? 0 : Collections.max(values);
    this.greatest = most > least ? most : least + 1;
  }

  /**
   * A column: the mean units of its sold days, whether a day was not reported, whether it is in the
   * window.
   */
  private record Slot(OptionalDouble units, boolean gap, boolean inWindow) {}

  /** The plot's lines, without trailing blanks, and its legend. */
  static List<String> of(Explanation.Series series) {
    return series.days().isEmpty()
        ? List.of("  (the grid has no day of this series)")
        : new SeriesPlot(series).lines();
  }

  private List<String> lines() {
    char[][] grid = new char[HEIGHT][slots.size()];
    for (char[] row : grid) {
      Arrays.fill(row, ' ');
    }
    for (int x = 0; x < slots.size(); x++) {
      paint(grid, x);
    }
    List<String> lines = new ArrayList<>();
    for (int y = HEIGHT - 1; y >= 0; y--) {
      boolean labelled = y == HEIGHT - 1 || y == 0;
      double value = y == 0 ? least : greatest;
      String label = labelled ? Figures.of(value) : "";
      String axis = labelled ? " ┤" : " │";
      lines.add(
          " ".repeat(Math.max(0, LABEL - label.length())) + label + axis + new String(grid[y]));
    }
    lines.add(" ".repeat(LABEL) + " └" + underline());
    lines.add(" ".repeat(LABEL + 2) + dates());
    lines.add(
        " ".repeat(LABEL + 2)
            + "● sold in the window  • sold  ░ expected  ─ its middle  × not reported  ━ window");
    return lines.stream().map(String::stripTrailing).toList();
  }

  private void paint(char[][] grid, int x) {
    Slot slot = slots.get(x);
    Explanation.Band band = series.expected();
    if (slot.inWindow() && band != null) {
      Double lower = band.lower();
      Double upper = band.upper();
      if (lower != null && upper != null) {
        for (int y = row(lower); y <= row(upper); y++) {
          grid[y][x] = '░';
        }
      }
      grid[row(band.expected())][x] = '─';
    }
    if (slot.gap()) {
      grid[0][x] = '×';
    }
    if (slot.units().isPresent()) {
      grid[row(slot.units().getAsDouble())][x] = slot.inWindow() ? '●' : '•';
    }
  }

  private int row(double value) {
    double share = (Math.max(least, Math.min(greatest, value)) - least) / (greatest - least);
    return (int) Math.round(share * (HEIGHT - 1));
  }

  private String underline() {
    StringBuilder line = new StringBuilder();
    slots.forEach(s -> line.append(s.inWindow() ? '━' : '─'));
    return line.toString();
  }

  private String dates() {
    String from = series.days().get(0).date().toString();
    String to = series.days().get(series.days().size() - 1).date().toString();
    return from + " ".repeat(Math.max(2, slots.size() - from.length() - to.length())) + to;
  }

  private List<Double> values() {
    Stream<Double> units = slots.stream().flatMap(s -> s.units().stream().boxed());
    Stream<Double> bounds =
        Stream.ofNullable(series.expected())
            .flatMap(b -> Stream.<@Nullable Double>of(b.lower(), b.expected(), b.upper()))
            .flatMap(b -> Optional.ofNullable(b).stream());
    return Stream.concat(units, bounds).toList();
  }

  private static List<Slot> slots(Explanation.Series series) {
    List<Explanation.Day> days = series.days();
    if (days.isEmpty()) {
      return List.of();
    }
    long span = 1 + ChronoUnit.DAYS.between(days.get(0).date(), days.get(days.size() - 1).date());
    int perSlot = (int) ((span + MOST_COLUMNS - 1) / MOST_COLUMNS);
    int count = (int) ((span + perSlot - 1) / perSlot);
    List<List<Explanation.Day>> binned = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      binned.add(new ArrayList<>());
    }
    for (Explanation.Day day : days) {
      long at = ChronoUnit.DAYS.between(days.get(0).date(), day.date());
      binned.get((int) (at / perSlot)).add(day);
    }
    return binned.stream().map(some -> slot(series, some)).toList();
  }

  private static Slot slot(Explanation.Series series, List<Explanation.Day> days) {
    return new Slot(
        days.stream().flatMap(d -> Stream.ofNullable(d.units())).mapToDouble(u -> u).average(),
        days.stream().anyMatch(d -> d.state().equals(CellState.NOT_REPORTED.word())),
        days.stream()
            .anyMatch(
                d ->
                    !d.date().isBefore(series.windowStart())
                        && !d.date().isAfter(series.windowEnd())));
  }
}
