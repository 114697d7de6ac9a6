package mrs.jobs.deadletters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.DeliveryFailuresLog;
import mrs.contracts.Errors;
import mrs.jobs.ingest.failures.DeliveryFailures;
import mrs.jobs.ingest.failures.FailingDelivery;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.warehouse.Warehouse;
import org.jspecify.annotations.Nullable;

/** The deliveries that are parked or not in yet, as people look at them. */
public record FailingDeliveries(List<FailingDelivery> deliveries) {
  private static final int ID_CHARS = 12;

  /** As the warehouse's log has them now. */
  public static FailingDeliveries load(Warehouse warehouse, RunLedger ledger) {
    return new FailingDeliveries(DeliveryFailures.load(warehouse, ledger).all());
  }

  /** One row a delivery, beside which dead letters can stand. */
  public List<Map<String, @Nullable Object>> rows(Optional<String> table) {
    return deliveries.stream()
        .filter(d -> table.map(t -> isOf(d, t)).orElse(true))
        .map(FailingDeliveries::row)
        .toList();
  }

  /** The one of this id, which {@link #rows} gives; empty if there is none. */
  public List<Map<String, @Nullable Object>> of(String id) {
    return deliveries.stream().filter(d -> id.equals(id(d))).map(FailingDeliveries::row).toList();
  }

  /** As {@link DeadLetters} does, a table goes by its own name or that of its dead letters. */
  private static boolean isOf(FailingDelivery delivery, String table) {
    String name = delivery.content().tableName();
    return table.equals(name) || table.equals(name + "_errors");
  }

  private static String id(FailingDelivery delivery) {
    return delivery.content().sha256().substring(0, ID_CHARS) + ":0";
  }

  private static Map<String, @Nullable Object> row(FailingDelivery delivery) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put(DeadLetters.TABLE, delivery.content().tableName());
    row.put(Errors.CODE.name(), "DELIVERY_" + state(delivery).toUpperCase(Locale.ROOT));
    row.put(Errors.SOURCE_FILE.name(), delivery.last().place().file());
    row.put("count", 1L);
    row.put("newest", delivery.at());
    row.put("first_id", id(delivery));
    row.put(Errors.ATTEMPTS.name(), delivery.last().attempts());
    row.put("since", delivery.since());
    row.put(DeliveryFailuresLog.REASON.name(), delivery.last().reason());
    row.put("remedy", delivery.remedy());
    return row;
  }

  private static String state(FailingDelivery delivery) {
    return delivery.last().state().word();
  }
}
