package mrs.transforms.detection;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static mrs.transforms.SparkSchema.nullOf;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.util.List;
import java.util.Optional;
import mrs.contracts.BaselineModels;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.SourceColumns;
import mrs.contracts.Stores;
import mrs.transforms.Latest;
import mrs.transforms.detection.series.Roster;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The region of each store: what the latest snapshot says, else all stores are one region. */
public final class StoreRegions {

  /** The region that rows with a region of their own are judged with now. */
  static final String HOME = "home_region";

  private StoreRegions() {}

  /** Adds {@code region} to rows with a store, by the snapshots of {@code stores}. */
  public static Dataset<Row> onto(Dataset<Row> rows, Optional<Dataset<Row>> stores) {
    return withRegion(rows, known(rows, stores));
  }

  /** The {@link #latestSnapshot}, or {@link #none} without any. */
  static Dataset<Row> known(Dataset<Row> rows, Optional<Dataset<Row>> stores) {
    return stores.map(StoreRegions::latestSnapshot).orElseGet(() -> none(rows));
  }

  /** (store_id, region, store_group) of the latest snapshot; every store has a region. */
  private static Dataset<Row> latestSnapshot(Dataset<Row> stores) {
    Dataset<Row> latest =
        stores.agg(max(col(SourceColumns.INGEST_SEQ)).as(SourceColumns.INGEST_SEQ.name()));
    Dataset<Row> snapshot =
        stores
            .as("s")
            .join(
                latest.as("l"),
                col(SourceColumns.INGEST_SEQ, "s").equalTo(col(SourceColumns.INGEST_SEQ, "l")),
                "left_semi");
    return Latest.by(
            snapshot,
            List.of(Stores.STORE_ID),
            List.of(SourceColumns.INGEST_SEQ, LogColumns.CONTENT_HASH))
        .select(
            col(Stores.STORE_ID),
            as(Stores.REGION, coalesce(col(Stores.REGION), lit(Roster.ALL_STORES))),
            col(Stores.STORE_GROUP));
  }

  /** No stores, in the same shape. */
  private static Dataset<Row> none(Dataset<Row> series) {
    return series
        .select(col(SalesTimeseries.STORE_ID), nullOf(Stores.REGION), nullOf(Stores.STORE_GROUP))
        .where(lit(false));
  }

  /** Adds {@code region} to rows that have none. */
  static Dataset<Row> withRegion(Dataset<Row> rows, Dataset<Row> stores) {
    return withHome(rows, stores).withColumnRenamed(HOME, BaselineModels.REGION.name());
  }

  /** Adds {@link #HOME} to rows with a store. */
  static Dataset<Row> withHome(Dataset<Row> rows, Dataset<Row> stores) {
    Column home = coalesce(col(Stores.REGION, "h"), lit(Roster.ALL_STORES));
    return rows.as("r")
        .join(
            stores.as("h"),
            col(SalesTimeseries.STORE_ID, "r").equalTo(col(Stores.STORE_ID, "h")),
            "left")
        .select(col("r.*"), home.as(HOME));
  }
}
