package mrs.jobs.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import mrs.jobs.demo.Retailer.Series;

/** What the demo's retailer sends each night, true or not, as lines of CSV without their header. */
record SalesDeliveries(Retailer retailer, Sales sales, Script script) {
  private static final String SENT = "T23:30:00Z";
  private static final String SENT_AFTERWARDS = "T23:45:00Z";
  private static final int DOUBLED = 2;

  /** The delivery of {@code day}: its sales, then what belongs to earlier days. */
  List<String> linesOf(LocalDate day) {
    List<String> lines = new ArrayList<>();
    boolean doubled = script.doubledDays().contains(day);
    for (Series series : retailer.series()) {
      boolean missed = day.equals(script.lateDay()) && series.store().equals(script.late());
      if (!missed) {
        boolean twice = doubled && series.store().equals(script.doubled());
        lines.add(line(series, day, twice ? DOUBLED : 1, day + SENT));
      }
    }
    if (day.equals(script.scale().day(Script.LATE_NIGHT))) {
      lines.addAll(again(s -> s.store().equals(script.late()), script.lateDay(), day));
    }
    if (day.equals(script.scale().day(Script.RESTATED_NIGHT))) {
      for (LocalDate wrong : script.doubledDays()) {
        lines.addAll(again(s -> s.store().equals(script.doubled()), wrong, day));
      }
    }
    return lines;
  }

  /** True sales of an earlier day, sent with the delivery of {@code day}. */
  private List<String> again(Predicate<Series> which, LocalDate earlier, LocalDate day) {
    return retailer.series().stream()
        .filter(which)
        .map(s -> line(s, earlier, 1, day + SENT_AFTERWARDS))
        .toList();
  }

  private String line(Series series, LocalDate day, int times, String sentAt) {
    return String.join(
        ",",
        series.store().id(),
        series.sku().id(),
        day.toString(),
        String.valueOf(times * sales.units(series, day)),
        sentAt);
  }
}
