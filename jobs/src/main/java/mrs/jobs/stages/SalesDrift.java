package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.collect_set;

import java.util.Optional;
import mrs.contracts.SchemaDriftLog;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.spark.Settled;
import mrs.transforms.timeseries.BuildTimeseries;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the deliveries of sales that a run may read lacked. */
final class SalesDrift {
  private SalesDrift() {}

  /** (ingest_seq, codes) of those that lacked columns; empty where none did, as is usual. */
  static Optional<Dataset<Row>> of(RunInputs inputs) {
    String sales = UnifiedSalesData.TABLE.name();
    long last = inputs.run().inputSeqs().getOrDefault(sales, 0L);
    Dataset<Row> codes =
        Settled.of(
            inputs
                .tables()
                .readConformed(SchemaDriftLog.TABLE)
                .where(col(SchemaDriftLog.TABLE_NAME).equalTo(sales))
                .where(col(SchemaDriftLog.CODE).isNotNull())
                .where(col(SchemaDriftLog.INGEST_SEQ).leq(last))
                .groupBy(col(SchemaDriftLog.INGEST_SEQ))
                .agg(array_sort(collect_set(col(SchemaDriftLog.CODE))).as(BuildTimeseries.CODES)));
    return codes.isEmpty() ? Optional.empty() : Optional.of(codes);
  }
}
