package mrs.jobs.health;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mrs.contracts.DataQualityLog;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.LogColumns;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Row;

/**
 * How many records of the newest ingest's deliveries became dead letters, by table; and how many
 * are suspect, together with earlier ones that this ingest made suspect.
 */
record ErrorRate(Warehouse warehouse, RunLedger ledger) {

  private record Sums(
      long deliveries, long records, long deadLetters, long suspect, long suspectBefore) {
    static final Sums NONE = new Sums(0, 0, 0, 0, 0);

    Sums plus(Row delivery) {
      return new Sums(
          deliveries + 1,
          records + delivery.<Long>getAs(DeliveriesLog.RECORDS.name()),
          deadLetters + delivery.<Long>getAs(DeliveriesLog.DEAD_LETTERS.name()),
          suspect + (delivery.<Boolean>getAs(DeliveriesLog.SUSPECT.name()) ? 1 : 0),
          suspectBefore);
    }

    Sums plusSuspectBefore() {
      return new Sums(deliveries, records, deadLetters, suspect, suspectBefore + 1);
    }
  }

  List<Finding> findings() {
    List<RunConfig> ingests =
        ledger.runs(RunKind.INGEST).stream()
            .filter(r -> ledger.committed(r.runId(), Stage.INGEST))
            .toList();
    if (ingests.isEmpty()) {
      return List.of(Finding.good("errors", "", "–", "nothing was ever ingested"));
    }
    RunConfig newest = ingests.get(ingests.size() - 1);
    Map<String, Sums> byTable = new TreeMap<>();
    Set<Long> delivered = new HashSet<>();
    for (Row delivery : rows(DeliveriesLog.TABLE, newest)) {
      String table = delivery.getAs(DeliveriesLog.TABLE_NAME.name());
      byTable.put(table, byTable.getOrDefault(table, Sums.NONE).plus(delivery));
      delivered.add(delivery.<Long>getAs(DeliveriesLog.INGEST_SEQ.name()));
    }
    suspects(newest).stream()
        .filter(s -> !delivered.contains(s.ingestSeq()))
        .forEach(s -> byTable.computeIfPresent(s.table(), (t, sums) -> sums.plusSuspectBefore()));
    if (byTable.isEmpty()) {
      String says = "ingest " + newest.runId() + " brought no delivery in";
      return List.of(Finding.good("errors", "", "–", says));
    }
    List<Finding> findings = new ArrayList<>();
    byTable.forEach((table, sums) -> findings.add(finding(table, sums, newest)));
    return findings;
  }

  private record Suspect(long ingestSeq, String table) {}

  /** Deliveries of which {@code ingest} entered a failed check. */
  private Set<Suspect> suspects(RunConfig ingest) {
    Set<Suspect> suspects = new HashSet<>();
    for (Row check : rows(DataQualityLog.TABLE, ingest)) {
      if (!check.<Boolean>getAs(DataQualityLog.PASSED.name())) {
        suspects.add(
            new Suspect(
                check.<Long>getAs(DataQualityLog.INGEST_SEQ.name()),
                check.getAs(DataQualityLog.TABLE_NAME.name())));
      }
    }
    return suspects;
  }

  private List<Row> rows(Table table, RunConfig ingest) {
    return warehouse.reader().rows(table, Map.of(LogColumns.RUN_ID, List.of(ingest.runId())));
  }

  private static Finding finding(String table, Sums sums, RunConfig ingest) {
    double share = sums.records() == 0 ? 0 : 100.0 * sums.deadLetters() / sums.records();
    String value = sums.deadLetters() == 0 ? "0 %" : String.format(Locale.ROOT, "%.3f %%", share);
    String says =
        sums.deadLetters()
            + " of "
            + sums.records()
            + " records of ingest "
            + ingest.runId()
            + " are dead letters"
            + (sums.deadLetters() > 0 ? "; 'mrs dlq ls' lists them" : "")
            + (sums.suspect() > 0
                ? "; " + sums.suspect() + " of " + sums.deliveries() + " deliveries are suspect"
                : "")
            + (sums.suspectBefore() > 0
                ? "; " + sums.suspectBefore() + " earlier deliveries are suspect by what it brought"
                : "");
    boolean bad = sums.deadLetters() > 0 || sums.suspect() > 0 || sums.suspectBefore() > 0;
    return (bad
            ? Finding.bad("errors", table, value, says)
            : Finding.good("errors", table, value, says))
        .with(share);
  }
}
