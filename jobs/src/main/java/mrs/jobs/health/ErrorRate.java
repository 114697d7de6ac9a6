package mrs.jobs.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.LogColumns;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.sql.Relation;
import mrs.jobs.sql.Relations;
import org.apache.spark.sql.Row;

/**
 * How many records of the newest ingest's deliveries became dead letters, by table; and which are
 * suspect.
 */
record ErrorRate(Relations relations, RunLedger ledger) {

  private record Sums(long deliveries, long records, long deadLetters, long suspect) {
    static final Sums NONE = new Sums(0, 0, 0, 0);

    Sums plus(Row delivery) {
      return new Sums(
          deliveries + 1,
          records + delivery.<Long>getAs(DeliveriesLog.RECORDS.name()),
          deadLetters + delivery.<Long>getAs(DeliveriesLog.DEAD_LETTERS.name()),
          suspect + (delivery.<Boolean>getAs(DeliveriesLog.SUSPECT.name()) ? 1 : 0));
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
    for (Row delivery :
        relations
            .read(Relation.find(DeliveriesLog.TABLE.name()).orElseThrow())
            .where(LogColumns.RUN_ID.col().equalTo(newest.runId()))
            .collectAsList()) {
      String table = delivery.getAs(DeliveriesLog.TABLE_NAME.name());
      byTable.put(table, byTable.getOrDefault(table, Sums.NONE).plus(delivery));
    }
    List<Finding> findings = new ArrayList<>();
    byTable.forEach((table, sums) -> findings.add(finding(table, sums, newest)));
    return findings;
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
                : "");
    boolean bad = sums.deadLetters() > 0 || sums.suspect() > 0;
    return (bad
            ? Finding.bad("errors", table, value, says)
            : Finding.good("errors", table, value, says))
        .with(share);
  }
}
