package mrs.hydrate.conflicts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import mrs.contracts.Cause;
import mrs.contracts.Source;
import mrs.hydrate.consolidation.Contributor;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** A cause that a machine proposed at one time. */
record ProposedCause(Instant at, @Nullable String cause, OptionalDouble confidence) {

  /** What {@link Told#proposals} gives. */
  static ProposedCause of(Row row) {
    return new ProposedCause(
        row.getTimestamp(0).toInstant(),
        row.getString(3),
        row.isNullAt(4) ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(4)));
  }

  /**
   * What {@code all}, from the oldest to the latest, come to: the latest cause, and since when it
   * has been proposed without a break. A row that says the same once more is no newer evidence.
   * Nothing where no cause is proposed, or {@code unknown}.
   */
  static Optional<Claim> claim(List<ProposedCause> all, Source source, Contributor origin) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    ProposedCause latest = all.get(all.size() - 1);
    String cause = latest.cause();
    if (cause == null || cause.equals(Cause.UNKNOWN.word())) {
      return Optional.empty();
    }
    Instant since = latest.at();
    for (int i = all.size() - 1; i >= 0 && cause.equals(all.get(i).cause()); i--) {
      since = all.get(i).at();
    }
    return Optional.of(new Claim(source, origin, cause, latest.confidence(), since));
  }
}
