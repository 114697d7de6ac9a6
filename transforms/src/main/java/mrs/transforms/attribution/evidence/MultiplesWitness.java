package mrs.transforms.attribution.evidence;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.Cause;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;

/**
 * Divisibility. Twice every sale makes even numbers, sales told in pieces instead of packs make
 * multiples of the pack, and packs instead of pieces make fractions that are not usual. How many
 * would by chance is binomial.
 */
record MultiplesWitness() implements Witness {
  private static final int LEAST_VALUES = 3;
  private static final int[] PACKS = {24, 12, 10, 8, 6};
  private static final double LEAST_RATIO = 3;
  private static final double LEAST_SHARE = 0.6;
  private static final double EVEN_BY_CHANCE = 1e-2;
  private static final double PACK_BY_CHANCE = 1e-3;
  private static final double NOT_WHOLE = 1e-3;

  @Override
  public String word() {
    return "multiples";
  }

  @Override
  public Stream<Testimony> about(GroupFacts group) {
    return group.step().stream().flatMap(step -> about(group, values(group, step)));
  }

  /** The values other than zero, in steps. */
  private static List<Double> values(GroupFacts group, double step) {
    return group.reports().stream()
        .flatMap(r -> r.observed().stream())
        .filter(units -> units > 0)
        .map(units -> units / step)
        .toList();
  }

  private static Stream<Testimony> about(GroupFacts group, List<Double> values) {
    if (values.size() < LEAST_VALUES) {
      return Stream.empty();
    }
    List<Long> whole = values.stream().filter(MultiplesWitness::whole).map(Math::round).toList();
    if (group.direction() == Direction.DOWN) {
      return finer(group, values.size(), values.size() - whole.size());
    }
    return switch (group.test()) {
      case STORE_DAY -> even(group, whole);
      case SKU_DAY -> packs(group, values.size(), whole).stream();
      default -> Stream.empty();
    };
  }

  private static boolean whole(double value) {
    return Math.abs(value - Math.rint(value)) < NOT_WHOLE;
  }

  private static Stream<Testimony> even(GroupFacts group, List<Long> whole) {
    long even = whole.stream().filter(v -> v % 2 == 0).count();
    return atLeast(even, whole.size(), 0.5) < EVEN_BY_CHANCE
        ? Stream.of(said(0.7, even + " of " + whole.size() + " figures are even", group))
        : Stream.empty();
  }

  private static Optional<Testimony> packs(GroupFacts group, int values, List<Long> whole) {
    if (group.ratio().filter(r -> r >= LEAST_RATIO).isEmpty()) {
      return Optional.empty();
    }
    for (int pack : PACKS) {
      long multiples = whole.stream().filter(v -> v % pack == 0).count();
      if (multiples >= LEAST_SHARE * values
          && atLeast(multiples, whole.size(), 1.0 / pack) < PACK_BY_CHANCE) {
        String sentence = multiples + " of " + values + " figures are multiples of " + pack;
        return Optional.of(said(0.9, sentence, group));
      }
    }
    return Optional.empty();
  }

  private static Stream<Testimony> finer(GroupFacts group, int values, int finer) {
    boolean often = group.test() == TestKind.SKU_DAY && finer >= LEAST_SHARE * values;
    String sentence = finer + " of " + values + " figures are no multiples of the usual step of ";
    return often
        ? Stream.of(said(0.85, sentence + group.step().orElseThrow(), group))
        : Stream.empty();
  }

  private static Testimony said(double weight, String sentence, GroupFacts group) {
    return new Testimony(Cause.DATA_ERROR, weight, sentence + " in " + group.subject());
  }

  /** Probability that {@code hits} or more of {@code tries} hit by chance. */
  static double atLeast(long hits, int tries, double chance) {
    double logTerm = tries * StrictMath.log1p(-chance);
    double logOdds = StrictMath.log(chance) - StrictMath.log1p(-chance);
    double sum = 0;
    for (int k = 0; k <= tries; k++) {
      sum += k >= hits ? StrictMath.exp(logTerm) : 0;
      logTerm += StrictMath.log((double) (tries - k) / (k + 1)) + logOdds;
    }
    return Math.min(1, sum);
  }
}
