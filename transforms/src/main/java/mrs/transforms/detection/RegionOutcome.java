package mrs.transforms.detection;

import java.util.List;
import mrs.contracts.BaselineModels;
import mrs.contracts.FailedRegions;
import mrs.contracts.LogColumns;
import mrs.transforms.Dropped;
import mrs.transforms.Mondays;
import mrs.transforms.SparkSchema;
import mrs.transforms.detection.judging.CellAccount;
import mrs.transforms.detection.judging.RegionResult;
import mrs.transforms.detection.model.StateCodec;
import mrs.transforms.detection.reports.ReconcileReports;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Rows of one shape for all that judging a region gives; exactly one part of a row is set. */
final class RegionOutcome {

  static final String REPORT = "report";
  static final String MODEL = "model";
  static final String CELLS = "cells";
  static final String FAILED = "failed";
  static final String WEEK = LogColumns.WEEK_START.name();

  /** A snapshot: region, model_day, part, parts, format, series, days_seen, payload. */
  private static final StructType MODEL_TYPE =
      DataTypes.createStructType(
          List.of(
              SparkSchema.field(BaselineModels.REGION.name(), DataTypes.StringType),
              SparkSchema.field(BaselineModels.MODEL_DAY.name(), DataTypes.IntegerType),
              SparkSchema.field(BaselineModels.PART.name(), DataTypes.IntegerType),
              SparkSchema.field(BaselineModels.PARTS.name(), DataTypes.IntegerType),
              SparkSchema.field(BaselineModels.FORMAT.name(), DataTypes.IntegerType),
              SparkSchema.field(BaselineModels.SERIES.name(), DataTypes.IntegerType),
              SparkSchema.field(BaselineModels.DAYS_SEEN.name(), DataTypes.IntegerType),
              SparkSchema.field(BaselineModels.PAYLOAD.name(), DataTypes.BinaryType)));

  /** A region that could not be judged. */
  private static final StructType FAILED_TYPE =
      DataTypes.createStructType(
          List.of(
              SparkSchema.field(FailedRegions.REGION.name(), DataTypes.StringType),
              SparkSchema.field(FailedRegions.UNJUDGED_FROM.name(), DataTypes.IntegerType),
              SparkSchema.field(FailedRegions.MESSAGE.name(), DataTypes.StringType)));

  static final StructType SCHEMA =
      DataTypes.createStructType(
          List.of(
              SparkSchema.field(WEEK, DataTypes.IntegerType),
              SparkSchema.field(REPORT, FactKind.reportType()),
              SparkSchema.field(MODEL, MODEL_TYPE),
              SparkSchema.field(CELLS, Dropped.SCHEMA),
              SparkSchema.field(FAILED, FAILED_TYPE)));

  private RegionOutcome() {}

  static Row report(ReconcileReports.Change change) {
    return row(change.week(), RowFactory.create(change.values()), null, null, null);
  }

  static Row model(RegionPart of, long day, RegionResult.Snapshot snapshot) {
    Row model =
        RowFactory.create(
            of.region(),
            (int) day,
            of.part(),
            of.parts(),
            StateCodec.FORMAT,
            snapshot.series(),
            snapshot.daysSeen(),
            snapshot.payload());
    return row(Mondays.of(day), null, model, null, null);
  }

  static Row cells(CellAccount.Fate fate, long cells) {
    return row(null, null, null, RowFactory.create(fate.word(), cells), null);
  }

  static Row failed(String region, long unjudgedFrom, String message) {
    Row failed = RowFactory.create(region, (int) unjudgedFrom, message);
    return row(null, null, null, null, failed);
  }

  private static Row row(
      @Nullable Integer week,
      @Nullable Row report,
      @Nullable Row model,
      @Nullable Row cells,
      @Nullable Row failed) {
    return RowFactory.create(week, report, model, cells, failed);
  }
}
