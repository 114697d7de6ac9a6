package mrs.transforms.attribution.evidence;

import java.util.stream.Stream;
import mrs.contracts.Cause;
import mrs.contracts.ContextKind;
import mrs.contracts.TestKind;

/**
 * Holidays, on the day or within a day of it. A SKU may have one of its own; a store shares most of
 * it with its region, by which it was judged. Where every weekend is told as a holiday, it says
 * little.
 */
record HolidayWitness() implements Witness {
  private static final ContextKind KIND = ContextKind.HOLIDAY;

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
            .map(ContextFact::first)
            .min(Long::compare)
            .map(day -> said(weight(group.test()) * surprise, day))
            .stream()
        : Stream.empty();
  }

  private static double weight(TestKind test) {
    return test == TestKind.SKU_DAY ? 0.45 : 0.3;
  }

  private static Testimony said(double weight, long day) {
    return new Testimony(Cause.HOLIDAY, weight, "a holiday on " + Phrase.day(day));
  }

  private static double surprise(ReportFacts report) {
    long near = report.last() - report.first() + 1 + 2 * ContextFact.NEAR_DAYS;
    return report.of(KIND).mapToDouble(c -> c.surprise(near)).max().orElse(0);
  }
}
