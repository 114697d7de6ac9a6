package mrs.transforms.detection.shapes;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import mrs.contracts.DetectionLog;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.judging.RegionResult;
import mrs.transforms.detection.reports.Report;
import mrs.transforms.detection.series.SeriesKey;

/** Reports of one group whose windows touch, and which are shown. Days are the retailer's. */
record Event(String key, List<Report> reports) {

  /** What is shown, those of the highest priority first. */
  static List<Event> of(RegionResult result) {
    List<Event> events = new ArrayList<>();
    result.reports().stream()
        .filter(r -> r.severity() >= DetectionLog.SHOWN_SEVERITY)
        .sorted(comparingLong(Report::first))
        .collect(groupingBy(r -> r.cause().group().key(), TreeMap::new, toList()))
        .forEach((key, group) -> join(key, group, events));
    events.sort(comparingDouble(Event::priority).reversed());
    return events;
  }

  private static void join(String key, List<Report> group, List<Event> events) {
    List<Report> touching = new ArrayList<>();
    long last = group.get(0).last();
    for (Report report : group) {
      if (report.first() > last + 1) {
        events.add(new Event(key, List.copyOf(touching)));
        touching.clear();
      }
      touching.add(report);
      last = Math.max(last, report.last());
    }
    events.add(new Event(key, List.copyOf(touching)));
  }

  double severity() {
    return reports.stream().mapToDouble(Report::severity).max().orElseThrow();
  }

  double priority() {
    return reports.stream().mapToDouble(Report::priority).max().orElseThrow();
  }

  TestKind test() {
    return reports.get(0).cause().group().test();
  }

  /** First and last day of most of its reports; single series may have been off for longer. */
  List<Integer> window() {
    return reports.stream()
        .collect(groupingBy(r -> List.of(first(r), last(r)), counting()))
        .entrySet()
        .stream()
        .max(
            Map.Entry.<List<Integer>, Long>comparingByValue()
                .thenComparing(comparing(w -> w.getKey().toString())))
        .orElseThrow()
        .getKey();
  }

  int first() {
    return reports.stream().mapToInt(Event::first).min().orElseThrow();
  }

  int last() {
    return reports.stream().mapToInt(Event::last).max().orElseThrow();
  }

  static int first(Report report) {
    return (int) (report.first() - Retailer.FIRST);
  }

  static int last(Report report) {
    return (int) (report.last() - Retailer.FIRST);
  }

  /** Whether one of its reports begins or ends on these days. */
  boolean bounds(int from, int to) {
    return reports.stream()
        .anyMatch(r -> (from <= first(r) && first(r) <= to) || (from <= last(r) && last(r) <= to));
  }

  /** Whether more was sold than expected, on such a day as a rule. */
  boolean upOn(IntPredicate days) {
    return reports.get(0).direction() == Direction.UP && days.test(window().get(0));
  }

  /** Whether a SKU of a store is part of it. */
  boolean has(int store, int sku) {
    SeriesKey series = new SeriesKey(Retailer.store(store), Retailer.sku(sku));
    return reports.stream().anyMatch(r -> r.series().equals(series));
  }

  /** The day on which its group began. */
  int start() {
    long day = reports.stream().mapToLong(r -> r.cause().group().start()).min().orElseThrow();
    return (int) (day - Retailer.FIRST);
  }

  /** Its reports that have all these days. */
  List<Report> over(int from, int to) {
    return reports.stream().filter(r -> first(r) <= from && last(r) >= to).toList();
  }

  /** Whether all of it is of a store. */
  boolean ofStore(int store) {
    return reports.stream().allMatch(r -> r.series().storeId().equals(Retailer.store(store)));
  }

  /** Whether all of it is of a SKU. */
  boolean ofSku(int sku) {
    return reports.stream().allMatch(r -> r.series().sku().equals(Retailer.sku(sku)));
  }

  @Override
  public String toString() {
    return "%s %s severity %.1f priority %.1f, %d reports in %d to %d"
        .formatted(key, window(), severity(), priority(), reports.size(), first(), last());
  }
}
