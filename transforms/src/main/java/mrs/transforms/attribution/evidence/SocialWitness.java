package mrs.transforms.attribution.evidence;

import java.util.stream.Stream;
import mrs.contracts.Cause;
import mrs.contracts.ContextKind;
import mrs.contracts.Direction;

/** Talk of what rises, from the day before on. Of a store's SKUs, most have to be talked of. */
record SocialWitness() implements Witness {
  private static final ContextKind KIND = ContextKind.SOCIAL;

  @Override
  public String word() {
    return "social";
  }

  @Override
  public Stream<Testimony> about(GroupFacts group) {
    long all = group.reports().stream().map(ReportFacts::sku).distinct().count();
    long talkedOf =
        group.reports().stream()
            .filter(SocialWitness::talkedOf)
            .map(ReportFacts::sku)
            .distinct()
            .count();
    if (group.direction() != Direction.UP || talkedOf < MOSTLY * all) {
      return Stream.empty();
    }
    return group.reports().stream()
        .flatMap(SocialWitness::mentions)
        .max(Double::compare)
        .map(most -> new Testimony(Cause.VIRAL, 0.85, sentence(most)))
        .stream();
  }

  private static boolean talkedOf(ReportFacts report) {
    return mentions(report).findAny().isPresent();
  }

  private static Stream<Double> mentions(ReportFacts report) {
    return report
        .of(KIND)
        .filter(c -> c.overlaps(report.first() - 1, report.last()))
        .map(c -> c.magnitude().orElse(1.0))
        .filter(mentions -> mentions > 0);
  }

  private static String sentence(double most) {
    return "up to " + Phrase.amount(most) + (most == 1 ? " mention" : " mentions") + " a day";
  }
}
