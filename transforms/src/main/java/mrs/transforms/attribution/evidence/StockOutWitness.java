package mrs.transforms.attribution.evidence;

import java.util.stream.Stream;
import mrs.contracts.Cause;
import mrs.contracts.ContextKind;
import mrs.contracts.Direction;

/** Stock-outs that were told, as far as they cover the days that are to be explained. */
record StockOutWitness() implements Witness {
  private static final ContextKind KIND = ContextKind.STOCK_OUT;

  @Override
  public String word() {
    return "stock_out";
  }

  @Override
  public Stream<Testimony> about(GroupFacts group) {
    double covered =
        group.reports().stream().mapToDouble(r -> r.covered(KIND)).sum() / group.size();
    boolean lacks = group.direction() == Direction.DOWN && group.count(ReportFacts::returned) == 0;
    return lacks && covered >= MOSTLY
        ? Stream.of(
            new Testimony(
                Cause.STOCK_OUT,
                0.8 * covered,
                "a stock-out was told of "
                    + group.count(r -> r.covered(KIND) > 0)
                    + " of "
                    + group.size()
                    + " series, on "
                    + Math.round(100 * covered)
                    + " % of their days"))
        : Stream.empty();
  }
}
