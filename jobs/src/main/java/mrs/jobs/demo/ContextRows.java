package mrs.jobs.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.ContextKind;
import mrs.jobs.demo.Retailer.Store;

/**
 * What the demo's retailer tells of a day beside its sales, as lines of CSV without their header.
 * Everything is told on the morning of the day that it begins.
 */
record ContextRows(Retailer retailer, Calendar calendar, Script script) {
  private static final int MENTIONS_AT_PEAK = 100;
  private static final String TOLD = "T06:00:00Z";

  /** What an event concerns; an empty word stands for "all". */
  private record Where(String region, String store, String sku) {
    private static final Where EVERYWHERE = new Where("", "", "");

    private String id() {
      return Stream.of(region, store, sku)
          .filter(w -> !w.isEmpty())
          .collect(Collectors.joining("-"));
    }
  }

  /** What is told on {@code day}. */
  List<String> linesOf(LocalDate day) {
    List<String> lines = new ArrayList<>();
    if (calendar.holidays().contains(day)) {
      lines.add(line(ContextKind.HOLIDAY, Where.EVERYWHERE, day, day, 1));
    }
    calendar.promotions().stream()
        .filter(p -> p.from().equals(day))
        .forEach(p -> lines.add(promotion(p)));
    for (Store store : retailer.stores()) {
      double rain = calendar.rain(store, day);
      lines.add(line(ContextKind.WEATHER, new Where("", store.id(), ""), day, day, rain));
    }
    if (day.equals(script.emptyFrom())) {
      script.stockOut().told().forEach(s -> lines.add(stockOut(s)));
    }
    if (!day.isBefore(script.viralFrom())) {
      double mentions = Math.round(MENTIONS_AT_PEAK * script.stillTalked(day));
      lines.add(
          line(ContextKind.SOCIAL, new Where("", "", script.viral().id()), day, day, mentions));
    }
    return lines;
  }

  private static String promotion(Calendar.Promotion promotion) {
    Where where = new Where(promotion.region(), "", promotion.sku().id());
    return line(ContextKind.PROMOTION, where, promotion.from(), promotion.to(), 1);
  }

  private String stockOut(Store store) {
    Where where = new Where("", store.id(), script.stockOut().sku().id());
    return line(ContextKind.STOCK_OUT, where, script.emptyFrom(), script.emptyTo(), 1);
  }

  private static String line(
      ContextKind kind, Where where, LocalDate from, LocalDate to, double magnitude) {
    return String.join(
        ",",
        String.join("-", kind.word(), where.id(), from.toString()),
        kind.word(),
        where.region(),
        where.store(),
        where.sku(),
        from.toString(),
        to.toString(),
        String.valueOf(magnitude),
        from + TOLD);
  }
}
