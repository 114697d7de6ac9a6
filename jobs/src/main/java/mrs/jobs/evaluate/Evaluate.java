package mrs.jobs.evaluate;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.not;

import java.nio.file.Path;
import java.sql.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mrs.contracts.MinorityReports;
import mrs.contracts.ReportStatus;
import mrs.contracts.Stores;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.messages.Problem;
import mrs.jobs.relations.Relations;
import mrs.transforms.detection.DetectDeviations;
import mrs.transforms.detection.StoreRegions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Measures what a warehouse answers against labels. Writes nothing into it. */
public final class Evaluate {
  private static final Object[] TAKEN_BACK = {
    ReportStatus.SUPERSEDED.word(), ReportStatus.RETRACTED.word()
  };

  private static final String SERIES = "series";

  private final MeasureQuality measure;
  private final List<Answered> reports;

  private Evaluate(MeasureQuality measure, List<Answered> reports) {
    this.measure = measure;
    this.reports = reports;
  }

  /**
   * The reports that detection stands by, to be measured against the labels in {@code folder}.
   *
   * @throws Problem if the labels cannot be read, or there are no sales that were judged
   */
  public static Evaluate of(Relations relations, Path folder) {
    Labels labels = Labels.read(relations.warehouse().spark(), folder);
    Dataset<Row> sales = relations.read(UnifiedSalesData.TABLE);
    List<Row> days =
        sales
            .select(col(UnifiedSalesData.SALES_DATE))
            .distinct()
            .orderBy(col(UnifiedSalesData.SALES_DATE))
            .collectAsList();
    if (days.size() <= DetectDeviations.WARM_UP_DAYS) {
      throw Problem.refused(
          "there are sales of "
              + days.size()
              + " days, and "
              + DetectDeviations.WARM_UP_DAYS
              + " are learnt from",
          "ingest and run more days first");
    }
    List<Long> judged =
        days.subList(DetectDeviations.WARM_UP_DAYS, days.size()).stream()
            .map(d -> d.<Date>getAs(0).toLocalDate().toEpochDay())
            .toList();
    List<Row> stores = stores(relations, sales);
    long series = stores.stream().mapToLong(s -> s.<Long>getAs(SERIES)).sum();
    JudgedSales what = new JudgedSales(judged, series * judged.size(), regions(stores));
    Dataset<Row> reports =
        relations
            .read(MinorityReports.TABLE)
            .where(not(col(MinorityReports.REPORT_STATUS).isin(TAKEN_BACK)));
    return new Evaluate(new MeasureQuality(labels, what), Answered.of(reports));
  }

  /** Each store with sales, its region, and of how many SKUs. */
  private static List<Row> stores(Relations relations, Dataset<Row> sales) {
    Optional<Dataset<Row>> known =
        relations.warehouse().has(Stores.TABLE)
            ? Optional.of(relations.read(Stores.TABLE))
            : Optional.empty();
    Dataset<Row> stores =
        sales
            .groupBy(col(UnifiedSalesData.STORE_ID))
            .agg(countDistinct(col(UnifiedSalesData.SKU)).as(SERIES));
    return StoreRegions.onto(stores, known).collectAsList();
  }

  private static Map<String, String> regions(List<Row> stores) {
    return stores.stream()
        .collect(
            Collectors.toMap(
                s -> s.<String>getAs(Stores.STORE_ID.name()),
                s -> s.<String>getAs(Stores.REGION.name())));
  }

  /** How good they are. */
  public Quality quality() {
    return measure.of(reports);
  }

  /** Writes a calibration that is fitted to the labels into the new file {@code to}. */
  public void fit(Path to) {
    FitCalibration.write(FitCalibration.of(measure.explained(reports)), to);
  }
}
