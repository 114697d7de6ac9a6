package mrs.transforms.attribution.evidence;

import java.util.stream.Stream;
import mrs.contracts.Cause;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;

/**
 * Zeros. Where nothing at all is sold though something was expected, there may be nothing to sell.
 */
record ZerosWitness() implements Witness {
  /** Beyond this share of the missing units a group is one of zeros. */
  static final double MOSTLY_ZEROS = 0.5;

  @Override
  public String word() {
    return "zeros";
  }

  @Override
  public Stream<Testimony> about(GroupFacts group) {
    double zeros = group.zeroShare();
    if (group.direction() != Direction.DOWN || zeros <= MOSTLY_ZEROS) {
      return Stream.empty();
    }
    String sentence =
        "nothing sold in "
            + group.count(ReportFacts::zero)
            + " of "
            + group.size()
            + " series, which lack "
            + Math.round(100 * zeros)
            + " % of the missing units: "
            + group.subject();
    return weight(group.test()).map(weight -> new Testimony(Cause.STOCK_OUT, weight, sentence));
  }

  /** A whole store without sales says nothing about its stock; one cell may be chance. */
  private static Stream<Double> weight(TestKind test) {
    return switch (test) {
      case ZERO_RUN -> Stream.of(0.7);
      case SKU_DAY -> Stream.of(0.6);
      case LEVEL_SHIFT -> Stream.of(0.4);
      default -> Stream.empty();
    };
  }
}
