package mrs.transforms.timeseries;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mrs.contracts.SalesGrain;

/** What the rules say of each row, by looking at all the others: slow and plain. */
record PlainSettling(Map<SentRow, Fate> fates) {
  private static final String NOTHING = "-";

  enum Fate {
    COUNTS,
    CONFLICTING,
    SUPERSEDED
  }

  /** Per cell its units, and how many of its rows conflict and are superseded. */
  Map<String, String> cells() {
    Map<String, List<SentRow>> byCell =
        fates.keySet().stream()
            .collect(Collectors.groupingBy(SentRow::cell, TreeMap::new, Collectors.toList()));
    Map<String, String> cells = new TreeMap<>();
    byCell.forEach(
        (cell, rows) -> {
          List<SentRow> counted = rows.stream().filter(r -> fates.get(r) == Fate.COUNTS).toList();
          Optional<Double> units =
              counted.isEmpty()
                  ? Optional.empty()
                  : Optional.of(SentRow.units(counted).doubleValue());
          cells.put(
              cell,
              shown(
                  units,
                  rows.stream().filter(r -> fates.get(r) == Fate.CONFLICTING).count(),
                  rows.stream().filter(r -> fates.get(r) == Fate.SUPERSEDED).count()));
        });
    return cells;
  }

  /** Units of all rows with that fate. */
  BigDecimal units(Fate fate) {
    return SentRow.units(fates.keySet().stream().filter(r -> fates.get(r) == fate).toList());
  }

  static String shown(Optional<Double> units, long conflicting, long superseded) {
    return units.map(String::valueOf).orElse(NOTHING) + " " + conflicting + " " + superseded;
  }

  static Optional<BigDecimal> unitsIn(String shown) {
    String units = shown.substring(0, shown.indexOf(' '));
    return units.equals(NOTHING) ? Optional.empty() : Optional.of(new BigDecimal(units));
  }

  /** What the rules say of the rows that were sent. */
  static PlainSettling of(BuildTimeseries.Rules rules, List<SentRow> sent) {
    Map<SentRow, Fate> fates = new HashMap<>();
    sent.forEach(r -> fates.put(r, fate(rules, sent, r)));
    return new PlainSettling(fates);
  }

  private static Fate fate(BuildTimeseries.Rules rules, List<SentRow> sent, SentRow row) {
    List<SentRow> rivals = sent.stream().filter(r -> rival(rules, row, r)).toList();
    int standing = standing(rules, row, rivals);
    if (row.hour() != standing) {
      return Fate.SUPERSEDED;
    }
    boolean oneCounts =
        rules.grain() == SalesGrain.CELL
            || (rules.grain() == SalesGrain.LINE && row.line() != null);
    long greatest =
        rivals.stream()
            .filter(r -> r.hour() == standing)
            .mapToLong(SentRow::hash)
            .max()
            .orElseThrow();
    return oneCounts && row.hash() != greatest ? Fate.CONFLICTING : Fate.COUNTS;
  }

  private static int standing(BuildTimeseries.Rules rules, SentRow row, List<SentRow> rivals) {
    if (rules.grain() == SalesGrain.CELL || row.line() != null) {
      return rivals.stream().mapToInt(SentRow::hour).max().orElseThrow();
    }
    Map<Integer, Long> copies =
        rivals.stream().collect(Collectors.groupingBy(SentRow::hour, Collectors.counting()));
    Comparator<Map.Entry<Integer, Long>> most = Map.Entry.comparingByValue();
    return copies.entrySet().stream()
        .max(most.thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow()
        .getKey();
  }

  /** Whether at most one sending of the two can count. */
  private static boolean rival(BuildTimeseries.Rules rules, SentRow one, SentRow other) {
    if (!one.store().equals(other.store())) {
      return false;
    }
    boolean sameDay = one.day() == other.day();
    if (rules.grain() == SalesGrain.CELL) {
      return sameDay;
    }
    if (one.line() == null || other.line() == null) {
      return one.line() == null
          && other.line() == null
          && sameDay
          && one.units().compareTo(other.units()) == 0;
    }
    int within = rules.linesMove() ? rules.reachDays() : 0;
    return one.line().equals(other.line()) && Math.abs(one.day() - other.day()) <= within;
  }
}
