package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.time.LocalDate;
import java.util.Optional;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.Products;
import mrs.contracts.SourceColumns;
import mrs.contracts.Stage;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.spark.Actions;
import mrs.jobs.spark.Settled;
import mrs.transforms.clustering.ChangedProducts;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The SKUs that a new snapshot of {@code products} tells otherwise than the one that clustering
 * last used, and the earliest week with a report of one.
 *
 * @param changed (sku); empty where nothing changed
 */
record NewProducts(Optional<Dataset<Row>> changed, Optional<LocalDate> earliest) {
  private static final NewProducts NONE = new NewProducts(Optional.empty(), Optional.empty());

  static NewProducts of(RunInputs inputs) {
    Seen seen = new Seen(inputs, Stage.CLUSTERING);
    Optional<Dataset<Row>> now = inputs.optional(OptionalInput.PRODUCTS);
    // While the model is down nothing is clustered anew, so that run has used no snapshot.
    Optional<RunConfig> reader = seen.reader(OptionalInput.PRODUCTS, OptionalInput.CLUSTER_MODELS);
    long seq = reader.map(NewProducts::seq).orElse(0L);
    if (seen.last().isEmpty() || now.isEmpty() || seq == seq(inputs.run())) {
      return NONE;
    }
    Optional<Dataset<Row>> before = reader.map(r -> snapshot(inputs, seq));
    Dataset<Row> changed =
        Settled.of(new ChangedProducts().apply(new ChangedProducts.Inputs(before, now.get())));
    return changed.isEmpty()
        ? NONE
        : new NewProducts(Optional.of(changed), earliest(inputs, changed));
  }

  private static long seq(RunConfig run) {
    return run.inputSeqs().getOrDefault(Products.TABLE.name(), 0L);
  }

  private static Dataset<Row> snapshot(RunInputs inputs, long seq) {
    Column delivery = col(SourceColumns.INGEST_SEQ);
    Dataset<Row> known = inputs.tables().readConformed(Products.TABLE).where(delivery.leq(seq));
    Row newest = Actions.figures(known.agg(max(delivery)));
    return known.where(delivery.equalTo(lit(newest.get(0))));
  }

  private static Optional<LocalDate> earliest(RunInputs inputs, Dataset<Row> changed) {
    Dataset<Row> reports =
        inputs
            .log(DetectionLog.TABLE)
            .as("r")
            .join(
                changed.as("c"),
                col(DetectionLog.SKU, "r").equalTo(col(Products.SKU, "c")),
                "left_semi");
    return Reports.day(Actions.figures(reports.agg(min(col(LogColumns.WEEK_START)))), 0);
  }
}
