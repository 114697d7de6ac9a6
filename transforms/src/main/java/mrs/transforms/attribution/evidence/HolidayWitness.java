package mrs.transforms.attribution.evidence;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.stream.Stream;
import mrs.contracts.Cause;
import mrs.contracts.ContextKind;
import mrs.contracts.TestKind;

/**
 * Holidays, of a feed or of the calendar, on the day or within a day of it. A SKU may have one of
 * its own; a store shares most of it with its region, by which it was judged; a region that sells
 * nothing is closed. Where every weekend is told as a holiday, it says little.
 */
record HolidayWitness() implements Witness {
  private static final ContextKind KIND = ContextKind.HOLIDAY;

  /** The first of several; of one that is told with a name and without, that with the name. */
  private static final Comparator<ContextFact> FIRST =
      Comparator.comparingLong(ContextFact::first)
          .thenComparing(c -> c.name().isEmpty())
          .thenComparing(c -> c.name().orElse(""));

  @Override
  public String word() {
    return "holiday";
  }

  @Override
  public Stream<Testimony> about(GroupFacts group) {
    double surprise =
        group.reports().stream().mapToDouble(HolidayWitness::surprise).sum() / group.size();
    return group.share(r -> r.has(KIND, c -> true)) >= MOSTLY
        ? group.reports().stream()
            .flatMap(r -> r.of(KIND))
            .min(FIRST)
            .map(holiday -> said(weight(group.test()) * surprise, holiday, group.days()))
            .stream()
        : Stream.empty();
  }

  private static double weight(TestKind test) {
    return switch (test) {
      case REGION_DAY -> 0.8;
      case SKU_DAY -> 0.45;
      default -> 0.3;
    };
  }

  private static Testimony said(double weight, ContextFact holiday, TreeSet<Long> days) {
    String day = Phrase.day(holiday.first());
    return new Testimony(
        Cause.HOLIDAY,
        weight,
        holiday.name().map(n -> named(n, day, holiday, days)).orElse("a holiday on " + day));
  }

  private static String named(String name, String day, ContextFact holiday, TreeSet<Long> days) {
    if (holiday.first() > days.last()) {
      return "the day before " + name + " (" + day + ")";
    }
    return holiday.last() < days.first()
        ? "the day after " + name + " (" + day + ")"
        : name + " on " + day;
  }

  private static double surprise(ReportFacts report) {
    long near = report.last() - report.first() + 1 + 2 * ContextFact.NEAR_DAYS;
    return report.of(KIND).mapToDouble(c -> c.surprise(near)).max().orElse(0);
  }
}
