package mrs.transforms.attribution;

import java.util.stream.Stream;
import mrs.contracts.Cause;
import mrs.contracts.DetectionTest;

/**
 * Holidays, on the day or within a day of it. An article may have one of its own; a store shares
 * most of it with its region, by which it was judged.
 */
record HolidayWitness() implements Witness {
  private static final String KIND = "holiday";
  private static final double MOSTLY = 0.5;

  @Override
  public Stream<Testimony> about(GroupFacts group) {
    double share = group.share(r -> r.has(KIND, c -> true));
    double weight = group.test() == DetectionTest.SKU_DAY ? 0.45 : 0.3;
    return share >= MOSTLY
        ? group.reports().stream()
            .flatMap(r -> r.of(KIND))
            .map(ContextFact::first)
            .min(Long::compare)
            .map(
                day ->
                    new Testimony(Cause.HOLIDAY, weight * share, "a holiday on " + Phrase.day(day)))
            .stream()
        : Stream.empty();
  }
}
