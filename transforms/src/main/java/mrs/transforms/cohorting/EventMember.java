package mrs.transforms.cohorting;

import java.util.Comparator;
import java.util.Optional;

/**
 * One report of an event. Days are days since 1970-01-01.
 *
 * @param withdrawn why detection took it back; empty while it stands by it
 * @param first its first day
 * @param last its last day
 * @param offUnits units by which it is off; all that was expected where nothing was reported
 * @param cause the cause that attribution proposes; empty where it has said nothing
 * @param former the event that it has belonged to so far
 */
record EventMember(
    String id,
    String storeId,
    String sku,
    Optional<String> withdrawn,
    long first,
    long last,
    double severity,
    double priority,
    double offUnits,
    Optional<String> cause,
    Optional<String> former) {

  static final Comparator<EventMember> BY_ID = Comparator.comparing(EventMember::id);

  /** Whether detection stands by it. */
  boolean active() {
    return withdrawn.isEmpty();
  }
}
