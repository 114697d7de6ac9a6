package mrs.jobs.runs;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import mrs.transforms.Availability;
import org.jspecify.annotations.Nullable;

/**
 * How a stage looks at the inputs of its run.
 *
 * @param availability how the optional ones were found
 * @param comparing whether rows are only compared with those that the run wrote before
 * @param lastDay the last day of which there are sales
 */
record Sight(Availability availability, boolean comparing, LastDay lastDay) {

  /** Looked up once a run: neither its deliveries nor its logical time change. */
  static final class LastDay {
    private boolean known;
    private @Nullable LocalDate day;

    Optional<LocalDate> of(Supplier<Optional<LocalDate>> find) {
      if (!known) {
        day = find.get().orElse(null);
        known = true;
      }
      return Optional.ofNullable(day);
    }
  }
}
