package mrs.jobs.demo;

import java.util.List;
import java.util.Optional;
import mrs.contracts.MinorityEvents;
import mrs.contracts.MinorityReports;
import mrs.jobs.warehouse.Warehouse;

/** The hydrated tables as they stand after a night; the demo's are small. */
record HydratedState(List<FoundReport> reports, List<FoundEvent> events) {
  /** Before the first night. */
  static final HydratedState NOTHING = new HydratedState(List.of(), List.of());

  static HydratedState read(Warehouse warehouse) {
    return new HydratedState(
        warehouse.read(MinorityReports.TABLE).collectAsList().stream()
            .map(FoundReport::of)
            .toList(),
        warehouse.read(MinorityEvents.TABLE).collectAsList().stream().map(FoundEvent::of).toList());
  }

  Optional<FoundReport> report(String id) {
    return reports.stream().filter(r -> r.id().equals(id)).findFirst();
  }

  Optional<FoundEvent> event(String id) {
    return events.stream().filter(e -> e.id().equals(id)).findFirst();
  }

  /** Reports that detection stands by. */
  List<FoundReport> standing() {
    return reports.stream().filter(r -> !r.withdrawn()).toList();
  }
}
