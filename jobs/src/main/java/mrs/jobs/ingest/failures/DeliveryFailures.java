package mrs.jobs.ingest.failures;

import static mrs.transforms.SparkSchema.col;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.DeliveryFailuresLog;
import mrs.contracts.DeliveryState;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.jobs.ingest.failures.DeliveryFailure.Entry;
import mrs.jobs.ingest.feed.Content;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Row;

/**
 * The deliveries that are not in because they failed, by what they are known by. The log behind it
 * has a row for each failure and is as short as failures are rare.
 */
public final class DeliveryFailures {
  private static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::time)
          .thenComparing(e -> e.failure().state() != DeliveryState.RETRIED);

  private final Map<Content, FailingDelivery> failing;

  private DeliveryFailures(Map<Content, FailingDelivery> failing) {
    this.failing = failing;
  }

  /** As committed ingests left them. */
  public static DeliveryFailures load(Warehouse warehouse, RunLedger ledger) {
    if (!warehouse.has(DeliveryFailuresLog.TABLE)) {
      return new DeliveryFailures(Map.of());
    }
    Map<Content, FailingDelivery> failing = new LinkedHashMap<>();
    CommittedRows.few(warehouse, ledger, DeliveryFailuresLog.TABLE, Map.of()).stream()
        .map(Entry::of)
        .sorted(ORDER)
        .forEach(e -> take(e, failing));
    if (!failing.isEmpty()) {
      leaveOutWhatCameIn(failing, warehouse, ledger);
    }
    return new DeliveryFailures(failing);
  }

  /** Those that the run {@code runId} itself has entered, whether it is committed or not. */
  public static List<DeliveryFailure> ofRun(Warehouse warehouse, String runId) {
    return warehouse
        .read(DeliveryFailuresLog.TABLE)
        .where(col(LogColumns.RUN_ID).equalTo(runId))
        .collectAsList()
        .stream()
        .map(r -> Entry.of(r).failure())
        .toList();
  }

  private static void take(Entry entry, Map<Content, FailingDelivery> failing) {
    DeliveryFailure failure = entry.failure();
    Content content = failure.place().content();
    if (failure.state() == DeliveryState.RETRIED) {
      failing.remove(content);
    } else {
      FailingDelivery before = failing.get(content);
      Instant since = before == null ? entry.time() : before.since();
      failing.put(content, new FailingDelivery(failure, since, entry.time()));
    }
  }

  /**
   * Those that came in under a later number, and those whose name another content has come in under
   * since: the file was mended, or is no more.
   */
  private static void leaveOutWhatCameIn(
      Map<Content, FailingDelivery> failing, Warehouse warehouse, RunLedger ledger) {
    Map<Content, Long> byContent = new HashMap<>();
    Map<Name, Long> byName = new HashMap<>();
    Map<Field, List<String>> same =
        Map.of(
            DeliveriesLog.SOURCE_HASH,
            failing.keySet().stream().map(Content::sha256).toList(),
            DeliveriesLog.SOURCE_FILE,
            failing.values().stream().map(f -> f.last().place().file()).toList());
    for (Row row : CommittedRows.few(warehouse, ledger, DeliveriesLog.TABLE, same)) {
      String table = row.getAs(DeliveriesLog.TABLE_NAME.name());
      long seq = row.<Long>getAs(DeliveriesLog.INGEST_SEQ.name());
      byContent.merge(
          new Content(table, row.getAs(DeliveriesLog.SOURCE_HASH.name())), seq, Math::max);
      byName.merge(new Name(table, row.getAs(DeliveriesLog.SOURCE_FILE.name())), seq, Math::max);
    }
    failing
        .values()
        .removeIf(
            f -> {
              DeliveryFailure.FailedDelivery place = f.last().place();
              Name name = new Name(place.content().tableName(), place.file());
              return byContent.getOrDefault(place.content(), 0L) > place.ingestSeq()
                  || byName.getOrDefault(name, 0L) > place.ingestSeq();
            });
  }

  /** What a delivered file is called, of files for one table. */
  private record Name(String tableName, String file) {}

  /** All of them, in the order in which they first failed. */
  public List<FailingDelivery> all() {
    return List.copyOf(failing.values());
  }

  /** Those that are left alone until somebody asks for them. */
  public List<FailingDelivery> parked() {
    return failing.values().stream().filter(FailingDelivery::parked).toList();
  }

  /** What the parked ones are known by. */
  public Set<Content> parkedContent() {
    return parked().stream().map(FailingDelivery::content).collect(Collectors.toSet());
  }

  /** How often {@code content} has failed so far. */
  public int attempts(Content content) {
    return Optional.ofNullable(failing.get(content)).map(f -> f.last().attempts()).orElse(0);
  }
}
