package mrs.transforms.cohorting;

import java.util.List;
import java.util.Optional;
import mrs.contracts.EventStatus;

/**
 * An event as MELOG has it. Days are days since 1970-01-01.
 *
 * @param reportIds its reports, withdrawn ones too; sorted
 * @param active reports that detection stands by
 * @param stores distinct stores
 * @param skus distinct SKUs
 * @param cause the cause that most of its units speak for; empty where none is known
 * @param parents events that it came from; sorted
 * @param mergedInto the event that absorbed it
 */
record EventState(
    EventStatus status,
    String direction,
    String scope,
    List<String> reportIds,
    int active,
    int stores,
    int skus,
    long startsOn,
    long endsOn,
    double severity,
    double priority,
    Optional<String> cause,
    List<String> parents,
    Optional<String> mergedInto) {

  /** The same event in another status. */
  EventState with(EventStatus other) {
    return new EventState(
        other,
        direction,
        scope,
        reportIds,
        active,
        stores,
        skus,
        startsOn,
        endsOn,
        severity,
        priority,
        cause,
        parents,
        mergedInto);
  }

  /** The same event with another cause. */
  EventState with(Optional<String> otherCause) {
    return new EventState(
        status,
        direction,
        scope,
        reportIds,
        active,
        stores,
        skus,
        startsOn,
        endsOn,
        severity,
        priority,
        otherCause,
        parents,
        mergedInto);
  }

  /**
   * The event when its reports have gone to others; those in {@code left} are not seen and stay.
   */
  EventState without(List<String> left, EventStatus as, Optional<String> into) {
    return new EventState(
        as, direction, scope, left, 0, stores, skus, startsOn, endsOn, severity, priority, cause,
        parents, into);
  }
}
