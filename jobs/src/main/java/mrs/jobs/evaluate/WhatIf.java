package mrs.jobs.evaluate;

import static mrs.transforms.SparkSchema.col;
import static mrs.transforms.SparkSchema.schema;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mrs.contracts.BaselineModels;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.messages.Problem;
import mrs.jobs.relations.Relations;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.spark.Settled;
import mrs.jobs.spark.TakenRounds;
import mrs.transforms.RunStamp;
import mrs.transforms.SparkSchema;
import mrs.transforms.detection.Backlog;
import mrs.transforms.detection.DetectDeviations;
import mrs.transforms.detection.Grace;
import mrs.transforms.timeseries.BuildTimeseries;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What detection would report of all sales if it learnt and judged them anew. Writes nothing. What
 * people confirmed is learnt from like all else: their edits are about reports that are there.
 *
 * @param config the configuration that it is tried under
 * @param now the time that it is tried at
 */
public record WhatIf(MrsConfig config, Instant now) {
  /** The columns of its answer. */
  public static final List<Field> TOLD =
      List.of(
          DetectionLog.STORE_ID,
          DetectionLog.SKU,
          DetectionLog.DIRECTION,
          DetectionLog.WINDOW_START,
          DetectionLog.WINDOW_END,
          DetectionLog.OBSERVED_UNITS,
          DetectionLog.EXPECTED_UNITS,
          DetectionLog.LOWER_BOUND,
          DetectionLog.UPPER_BOUND,
          DetectionLog.SEVERITY,
          DetectionLog.PRIORITY,
          DetectionLog.GROUP_KEY);

  /**
   * Of which reports to tell; what is empty does not matter.
   *
   * @param from reports that end earlier are not meant
   * @param to reports that start later are not meant
   */
  public record Asked(
      Optional<String> storeId,
      Optional<String> sku,
      Optional<LocalDate> from,
      Optional<LocalDate> to) {

    private Column wanted() {
      Column all = functions.lit(true);
      Column store = storeId.map(col(DetectionLog.STORE_ID)::equalTo).orElse(all);
      Column ofSku = sku.map(col(DetectionLog.SKU)::equalTo).orElse(all);
      Column after =
          from.map(d -> col(DetectionLog.WINDOW_END).geq(java.sql.Date.valueOf(d))).orElse(all);
      Column before =
          to.map(d -> col(DetectionLog.WINDOW_START).leq(java.sql.Date.valueOf(d))).orElse(all);
      return store.and(ofSku).and(after).and(before);
    }
  }

  /** The reports, those of most priority first. */
  public Dataset<Row> reports(Relations relations, Asked asked) {
    Dataset<Row> sales = relations.read(UnifiedSalesData.TABLE);
    LocalDate last =
        RunInputs.lastDay(
                sales,
                UnifiedSalesData.SALES_DATE,
                LocalDate.ofInstant(now, java.time.ZoneOffset.UTC))
            .orElseThrow(
                () -> Problem.refused("there are no sales yet", "ingest some with 'mrs ingest'"));
    RunStamp stamp = new RunStamp("evaluate", now, 1, List.of());
    DetectDeviations.Detected found =
        new DetectDeviations(
                last,
                new Grace(config.detection().grace()),
                config.detection().seriesPerTask(),
                Backlog.NONE,
                stamp,
                new TakenRounds(sales.sparkSession()))
            .apply(
                new DetectDeviations.Inputs(
                    cells(sales, last, stamp),
                    none(relations, DetectionLog.TABLE),
                    Optional.of(none(relations, BaselineModels.TABLE)),
                    optional(relations, ContextualEvents.TABLE),
                    optional(relations, Stores.TABLE),
                    Optional.empty()),
                Settled::of);
    return found
        .reports()
        .where(asked.wanted())
        .select(TOLD.stream().map(SparkSchema::col).toArray(Column[]::new))
        .orderBy(
            col(DetectionLog.PRIORITY).desc(),
            col(DetectionLog.STORE_ID),
            col(DetectionLog.SKU),
            col(DetectionLog.WINDOW_START));
  }

  private Dataset<Row> cells(Dataset<Row> sales, LocalDate last, RunStamp stamp) {
    Dataset<Row> all =
        sales
            .groupBy(col(UnifiedSalesData.STORE_ID))
            .agg(
                functions
                    .min(col(UnifiedSalesData.SALES_DATE))
                    .as(UnifiedSalesData.SALES_DATE.name()));
    return new BuildTimeseries(config.feeds().sales().rules(), last, stamp)
        .apply(
            new BuildTimeseries.Inputs(
                sales,
                all,
                sales.sparkSession().createDataFrame(List.of(), schema(SalesTimeseries.TABLE)),
                Optional.empty()),
            Settled::of)
        .rows()
        // Each cell is there once: there is nothing to tell apart by its content.
        .withColumn(LogColumns.CONTENT_HASH.name(), functions.lit(0L));
  }

  private static Dataset<Row> none(Relations relations, Table table) {
    return relations.warehouse().spark().createDataFrame(List.of(), schema(table));
  }

  private static Optional<Dataset<Row>> optional(Relations relations, Table table) {
    return relations.warehouse().has(table) ? Optional.of(relations.read(table)) : Optional.empty();
  }
}
