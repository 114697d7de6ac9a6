package mrs.jobs.intake.handover;

import java.util.List;
import mrs.jobs.intake.delivery.PushedDelivery;

/**
 * What came of some records.
 *
 * @param fresh deliveries that are in the feed folder now
 * @param again deliveries that were there already
 * @param lost deliveries that are not whole and never will be
 */
public record HandedOver(
    List<PushedDelivery> fresh, List<PushedDelivery> again, List<PushedDelivery> lost) {
  /** Keeps copies. */
  public HandedOver {
    fresh = List.copyOf(fresh);
    again = List.copyOf(again);
    lost = List.copyOf(lost);
  }
}
