package mrs.jobs.chaos.night;

import static mrs.transforms.SparkSchema.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import mrs.contracts.Catalogue;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What is missing from the scratch copy after recovery.
 *
 * @param before the tables as they were copied
 */
record KeptRows(PinnedTables before, Warehouse after) {
  private static final String TABLE = "table";
  private static final String KEY = "key";

  /** Per append-only table, rows that were copied and whose keys are not there any more. */
  Map<String, Long> missing() {
    Optional<Dataset<Row>> was = Optional.empty();
    Optional<Dataset<Row>> is = Optional.empty();
    for (Table table : Catalogue.ALL) {
      if (table.appendOnly() && !table.key().isEmpty() && before.has(table)) {
        was = Optional.of(and(was, keys(table, before.readConformed(table))));
        is = Optional.of(and(is, keys(table, after.readConformed(table))));
      }
    }
    Map<String, Long> missing = new TreeMap<>();
    if (was.isPresent() && is.isPresent()) {
      was.get()
          .except(is.get())
          .groupBy(functions.col(TABLE))
          .count()
          .collectAsList()
          .forEach(r -> missing.put(r.getString(0), r.getLong(1)));
    }
    return missing;
  }

  private static Dataset<Row> and(Optional<Dataset<Row>> others, Dataset<Row> one) {
    return others.map(o -> o.union(one)).orElse(one);
  }

  private static Dataset<Row> keys(Table table, Dataset<Row> rows) {
    Column[] key = table.key().stream().map(SparkSchema::col).toArray(Column[]::new);
    return rows.select(functions.lit(table.name()).as(TABLE), functions.xxhash64(key).as(KEY));
  }

  /** Reports that the runs {@code runs} wrote of, and that have no hydrated row. */
  long reportsNotHydrated(Set<String> runs) {
    List<Object> ids = new ArrayList<>(runs);
    Dataset<Row> detected =
        after
            .readConformed(DetectionLog.TABLE)
            .where(col(LogColumns.RUN_ID).isin(ids.toArray()))
            .select(col(DetectionLog.REPORT_ID))
            .distinct();
    return detected
        .except(after.readConformed(MinorityReports.TABLE).select(col(DetectionLog.REPORT_ID)))
        .count();
  }

  /** Rows of sales that the rehearsed night's feed sent. */
  long sold(NightFeed feed) {
    return after
        .readConformed(UnifiedSalesData.TABLE)
        .where(
            col(UnifiedSalesData.SALES_DATE)
                .equalTo(functions.lit(java.sql.Date.valueOf(feed.day())))
                .and(
                    col(UnifiedSalesData.RECEIVED_AT)
                        .equalTo(functions.lit(java.sql.Timestamp.from(feed.sentAt())))))
        .count();
  }
}
