package mrs.jobs.health;

import java.util.List;
import mrs.jobs.ingest.failures.DeliveryFailures;
import mrs.jobs.ingest.failures.FailingDelivery;

/** Deliveries that are parked or not in yet. */
record DeliveryStates(DeliveryFailures failures) {

  List<Finding> findings() {
    List<FailingDelivery> deliveries = failures.all();
    if (deliveries.isEmpty()) {
      return List.of(
          Finding.good("deliveries", "", "none", "no delivery is parked or failed last time"));
    }
    return deliveries.stream().map(DeliveryStates::finding).toList();
  }

  private static Finding finding(FailingDelivery delivery) {
    return Finding.bad(
        "deliveries",
        delivery.last().place().file(),
        delivery.last().state().word(),
        delivery.tried() + ": " + delivery.last().reason() + "; " + delivery.remedy());
  }
}
