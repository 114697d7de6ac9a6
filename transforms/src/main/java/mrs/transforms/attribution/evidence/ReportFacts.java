package mrs.transforms.attribution.evidence;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mrs.contracts.ContextKind;

/**
 * One report and what was known to happen where and when it is. Days are days since 1970-01-01.
 *
 * @param withdrawn why detection took it back; empty while it stands by it
 * @param observed units over its days; empty where nothing was reported
 * @param expected units expected over its days; empty where not known
 */
public record ReportFacts(
    String id,
    String storeId,
    String sku,
    Optional<String> withdrawn,
    long first,
    long last,
    Optional<Double> observed,
    Optional<Double> expected,
    List<ContextFact> context) {

  /** A fixed order, however the reports came. */
  public static final Comparator<ReportFacts> BY_ID = Comparator.comparing(ReportFacts::id);

  /** Whether something of the kind is known that fits. */
  boolean has(ContextKind kind, Predicate<ContextFact> fits) {
    return of(kind).anyMatch(fits);
  }

  /** What is known of the kind on its days or within a day of them. */
  Stream<ContextFact> of(ContextKind kind) {
    return context.stream().filter(c -> c.kind().equals(kind.word()));
  }

  /** Share of its days on which something of the kind was known. */
  double covered(ContextKind kind) {
    long days =
        LongStream.rangeClosed(first, last)
            .filter(d -> of(kind).anyMatch(c -> c.overlaps(d, d)))
            .count();
    return (double) days / (last - first + 1);
  }

  /** Whether nothing was sold. */
  boolean zero() {
    return observed.filter(units -> units == 0).isPresent();
  }

  /** Whether more was returned than sold, which no lack of stock explains. */
  boolean returned() {
    return observed.filter(units -> units < 0).isPresent();
  }
}
