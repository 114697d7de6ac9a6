package mrs.jobs.health;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mrs.jobs.breakers.Breakers;
import mrs.jobs.warehouse.Warehouse;
import mrs.resilience.breaker.BreakerMemory;
import mrs.resilience.breaker.BreakerMemory.Position;

/**
 * Inputs and file systems that are left alone because they failed too often, or because somebody
 * wants it so.
 */
final class BreakerStates {
  private static final String CHECK = "breakers";

  private BreakerStates() {}

  static List<Finding> findings(Warehouse warehouse, Clock clock) {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, BreakerMemory> breaker :
        Breakers.of(warehouse, clock).all().entrySet()) {
      BreakerMemory memory = breaker.getValue();
      if (memory.position() != Position.CLOSED) {
        findings.add(
            Finding.bad(
                CHECK,
                breaker.getKey(),
                memory.position().name().toLowerCase(Locale.ROOT),
                says(memory)));
      }
    }
    return findings.isEmpty()
        ? List.of(Finding.good(CHECK, "", "closed", "nothing is left alone"))
        : findings;
  }

  private static String says(BreakerMemory memory) {
    String since = memory.since().map(t -> "since " + t).orElse("");
    return switch (memory.position()) {
      case OPEN, HALF_OPEN -> since + memory.until().map(t -> ", tried again at " + t).orElse("");
      default -> since + ", by hand; 'mrs breakers auto' lets it go";
    };
  }
}
