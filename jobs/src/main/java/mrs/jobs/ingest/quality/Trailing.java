package mrs.jobs.ingest.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import mrs.jobs.ingest.batch.DeliverySummary;

/**
 * The last deliveries of a table before one, those without a row left out.
 *
 * @param records how many records each had, oldest first
 * @param columns names of the columns that each had, oldest first
 */
public record Trailing(List<Long> records, List<Set<String>> columns) {
  /** How many deliveries count. */
  public static final int DELIVERIES = 7;

  /** Fewer say nothing about what is usual. */
  static final int LEAST = 3;

  /** Of a table that has had no delivery. */
  public static final Trailing NONE = new Trailing(List.of(), List.of());

  /** Keeps copies. */
  public Trailing {
    records = List.copyOf(records);
    columns = List.copyOf(columns);
  }

  /** The trailing deliveries of the one after {@code delivery}. */
  public Trailing after(DeliverySummary delivery) {
    if (delivery.rows() == 0) {
      return this;
    }
    return after(delivery.records(), Set.copyOf(delivery.columns()));
  }

  /** The same, with one more delivery that had rows. */
  public Trailing after(long deliveryRecords, Set<String> deliveryColumns) {
    return new Trailing(lastWith(records, deliveryRecords), lastWith(columns, deliveryColumns));
  }

  /** Every column that one of them had, sorted. */
  public Set<String> knownColumns() {
    Set<String> known = new TreeSet<>();
    columns.forEach(known::addAll);
    return known;
  }

  /** The median of the records; empty if they are too few. */
  OptionalDouble median() {
    if (records.size() < LEAST) {
      return OptionalDouble.empty();
    }
    List<Long> sorted = records.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double upper = sorted.get(middle);
    return OptionalDouble.of(sorted.size() % 2 == 1 ? upper : (sorted.get(middle - 1) + upper) / 2);
  }

  private static <T> List<T> lastWith(List<T> before, T added) {
    List<T> all = new ArrayList<>(before);
    all.add(added);
    return all.subList(Math.max(0, all.size() - DELIVERIES), all.size());
  }
}
