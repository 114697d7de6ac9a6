package mrs.jobs.health;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mrs.jobs.cache.CacheFolders;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.failures.DeliveryFailures;
import mrs.jobs.messages.FailureLine;
import mrs.jobs.questions.Questions;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.warehouse.Warehouse;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Looks at a warehouse: how fresh each log is, how many active reports have what the stages add,
 * how many records were rejected, which deliveries are not in, which runs did not end well, which
 * inputs are left alone, who is writing; and how well it is as a whole, with the cache and the
 * spool on this machine. A check that fails is a finding itself.
 */
public final class Health {
  private static final Logger LOG = LogManager.getLogger(Health.class);

  private Health() {}

  /**
   * Everything that was looked at, in the order of the checks.
   *
   * @param warehouse of which few rows are read, without Spark or with it
   * @param questions about the same warehouse
   * @param intake where an intake of this warehouse would lie
   */
  public static List<Finding> of(
      Warehouse warehouse, Questions questions, MrsConfig config, Path intake, Clock clock) {
    RunLedger ledger = RunLedger.load(warehouse);
    LockHolder lock = LockHolder.of(warehouse.root(), clock);
    LogRows logs = new LogRows(warehouse, questions, Freshness.TABLES);
    LogRows reports = new LogRows(warehouse, questions, Coverage.TABLES);
    List<Finding> all = new ArrayList<>();
    all.addAll(tried("freshness", () -> new Freshness(logs, ledger, clock.instant()).findings()));
    all.addAll(tried("coverage", () -> new Coverage(reports).findings()));
    all.addAll(tried("errors", () -> new ErrorRate(warehouse, ledger).findings()));
    all.addAll(
        tried(
            "deliveries",
            () -> new DeliveryStates(DeliveryFailures.load(warehouse, ledger)).findings()));
    all.addAll(tried("runs", () -> new RunStates(ledger, lock.holder().isPresent()).findings()));
    all.addAll(tried("breakers", () -> BreakerStates.findings(warehouse, clock)));
    all.addAll(lock.findings());
    all.addAll(
        tried(
            "system",
            () -> {
              List<ObservedComponent> kept = kept(warehouse, config, intake, clock.instant());
              return new WeighedHealth(ledger, config, kept, clock.instant()).findings();
            }));
    return all;
  }

  private static List<ObservedComponent> kept(
      Warehouse warehouse, MrsConfig config, Path intake, Instant now) {
    CacheFolders cache = CacheFolders.of(config.cache(), warehouse.root());
    MrsConfig.Health weights = config.health();
    return Stream.of(
            new CacheHealth(weights.cache(), cache, now).observed(),
            new SpoolHealth(weights.spool(), weights.spoolStale(), intake, now).observed())
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<Finding> tried(String check, Supplier<List<Finding>> look) {
    try {
      return look.get();
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      LOG.warn("the check {} failed", check, e);
      return List.of(
          Finding.bad(check, "", "unknown", "cannot be looked at: " + FailureLine.of(e)));
    }
  }
}
