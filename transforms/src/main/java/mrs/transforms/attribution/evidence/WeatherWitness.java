package mrs.transforms.attribution.evidence;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mrs.contracts.Cause;
import mrs.contracts.ContextKind;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;

/**
 * Weather that kept people away from a store, judged by what is known of the store's own weather.
 * Weather that is known and ordinary leaves a fault of the data; weather that is not known leaves
 * the question open.
 */
record WeatherWitness() implements Witness {
  private static final ContextKind KIND = ContextKind.WEATHER;
  private static final long LEAST_HISTORY = 20;
  private static final double EXTREME = 0.95;
  private static final double STRONG = 0.9;

  @Override
  public String word() {
    return "weather";
  }

  @Override
  public Stream<Testimony> about(GroupFacts group) {
    boolean ofRegion = group.test() == TestKind.REGION_DAY;
    if ((group.test() != TestKind.STORE_DAY && !ofRegion) || group.direction() != Direction.DOWN) {
      return Stream.empty();
    }
    List<ContextFact> weather =
        group.reports().stream().flatMap(WeatherWitness::onItsDays).distinct().toList();
    if (ofRegion) {
      return told(weather).filter(t -> t.cause() == Cause.WEATHER);
    }
    Set<Long> days = group.days();
    Set<Long> known = known(weather);
    known.retainAll(days);
    return Stream.concat(told(weather), unknown(known.size(), days.size()));
  }

  private static Stream<ContextFact> onItsDays(ReportFacts report) {
    return report.of(KIND).filter(c -> c.overlaps(report.first(), report.last()));
  }

  private static Stream<Testimony> told(List<ContextFact> weather) {
    Optional<ContextFact> worst =
        weather.stream()
            .filter(c -> c.history() >= LEAST_HISTORY && c.magnitude().isPresent())
            .max(
                Comparator.comparingDouble((ContextFact c) -> c.rank().orElse(0.0))
                    .thenComparing(Comparator.comparingLong(ContextFact::first).reversed())
                    .thenComparingDouble(c -> c.magnitude().orElseThrow()));
    return worst.stream().flatMap(WeatherWitness::about);
  }

  private static Stream<Testimony> about(ContextFact worst) {
    double rank = worst.rank().orElse(0.0);
    boolean strong = rank >= STRONG && worst.magnitude().orElseThrow() > 0;
    String sentence =
        "the weather of "
            + Phrase.day(worst.first())
            + " ("
            + Phrase.amount(worst.magnitude().orElseThrow())
            + ") was at least as strong as on "
            + Phrase.percent(rank)
            + " of "
            + worst.history()
            + " known days";
    if (!strong) {
      return Stream.of(new Testimony(Cause.DATA_ERROR, 0.3, "not the weather: " + sentence));
    }
    boolean extreme = rank >= EXTREME;
    return Stream.of(
        new Testimony(Cause.WEATHER, extreme ? 0.8 : 0.45, sentence),
        new Testimony(Cause.DATA_ERROR, extreme ? -0.6 : -0.3, sentence));
  }

  private static Stream<Testimony> unknown(int known, int days) {
    double lack = 1 - (double) known / days;
    return lack > 0
        ? Stream.of(
            new Testimony(
                Cause.DATA_ERROR,
                -0.4 * lack,
                "no weather is known for " + (days - known) + " of " + days + " days"))
        : Stream.empty();
  }

  private static Set<Long> known(List<ContextFact> weather) {
    return weather.stream()
        .flatMap(c -> LongStream.rangeClosed(c.first(), c.last()).boxed())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
