package mrs.transforms.attribution.evidence;

import java.util.function.Predicate;
import java.util.stream.Stream;
import mrs.contracts.Cause;
import mrs.contracts.ContextKind;

/**
 * Promotions. One that starts within a day of a rise explains it; so does one that runs on, as far
 * as more of the series are in it than usually are; one that ended the day before may explain a
 * fall.
 */
record PromotionWitness() implements Witness {
  private static final ContextKind KIND = ContextKind.PROMOTION;
  private static final double RUNNING = 0.6;

  @Override
  public String word() {
    return "promotion";
  }

  @Override
  public Stream<Testimony> about(GroupFacts group) {
    return switch (group.direction()) {
      case UP -> rise(group);
      case DOWN -> said(group, PromotionWitness::ended, 0.4, "a promotion ended the day before");
      case MISSING -> Stream.empty();
    };
  }

  private static Stream<Testimony> rise(GroupFacts group) {
    if (group.share(PromotionWitness::started) >= MOSTLY) {
      return said(group, PromotionWitness::started, 0.8, "a promotion started within a day");
    }
    double lift = RUNNING * lift(group);
    return lift > 0
        ? said(group, PromotionWitness::runs, lift, "a promotion was running")
        : Stream.empty();
  }

  /** How far more of the series were promoted than usually are, 0 to 1. */
  private static double lift(GroupFacts group) {
    double usual =
        group.reports().stream()
                .mapToDouble(r -> r.of(KIND).mapToDouble(ContextFact::frequency).max().orElse(0))
                .sum()
            / group.size();
    double share = group.share(PromotionWitness::runs);
    return usual >= 1 ? 0 : (share - usual) / (1 - usual);
  }

  private static Stream<Testimony> said(
      GroupFacts group, Predicate<ReportFacts> what, double weight, String sentence) {
    double share = group.share(what);
    return share >= MOSTLY
        ? Stream.of(
            new Testimony(
                Cause.PROMOTION,
                weight * share,
                sentence + " for " + group.count(what) + " of " + group.size() + " series"))
        : Stream.empty();
  }

  private static boolean started(ReportFacts report) {
    return report.has(KIND, c -> Math.abs(c.first() - report.first()) <= 1);
  }

  private static boolean runs(ReportFacts report) {
    return report.has(KIND, c -> c.overlaps(report.first(), report.last()));
  }

  private static boolean ended(ReportFacts report) {
    return report.has(KIND, c -> c.last() == report.first() - 1);
  }
}
