package mrs.transforms.attribution;

import java.util.stream.Stream;
import mrs.contracts.Cause;
import mrs.contracts.Direction;

/** Stock-outs that were told. */
record StockOutWitness() implements Witness {
  private static final String KIND = "stock_out";
  private static final double MOSTLY = 0.5;

  @Override
  public String word() {
    return "stock_out";
  }

  @Override
  public Stream<Testimony> about(GroupFacts group) {
    double share = group.share(StockOutWitness::out);
    return group.direction() == Direction.DOWN && share >= MOSTLY
        ? Stream.of(
            new Testimony(
                Cause.STOCK_OUT,
                0.8 * share,
                "a stock-out was told of "
                    + group.count(StockOutWitness::out)
                    + " of "
                    + group.size()
                    + " series"))
        : Stream.empty();
  }

  private static boolean out(ReportFacts report) {
    return report.has(KIND, c -> c.overlaps(report.first(), report.last()));
  }
}
