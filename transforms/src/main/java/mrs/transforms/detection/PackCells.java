package mrs.transforms.detection;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import mrs.contracts.BaselineModels;
import mrs.contracts.CellState;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.transforms.Dropped;
import mrs.transforms.SparkSchema;
import mrs.transforms.detection.series.DayCells;
import mrs.transforms.detection.series.PackedCells;
import mrs.transforms.detection.series.SalesCell;
import mrs.transforms.detection.series.SeriesKey;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Packs the cells of a partition by region and day, so that what follows moves, sorts and plans a
 * few rows instead of a row a cell.
 */
final class PackCells implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1L;

  /** The packed cells, see {@link PackedCells}. */
  static final String CELLS = "packed";

  /** Whether a row among them says that a cell is not reported. */
  static final String AWAITED = "awaited";

  /** So many bytes are held back at most before they are passed on. */
  private static final int MOST_BYTES = 1 << 24; // chosen, not fitted

  private static final StructType SHAPE =
      DataTypes.createStructType(
          List.of(
              SparkSchema.field(BaselineModels.REGION.name(), DataTypes.StringType),
              SparkSchema.field(SalesTimeseries.SALES_DATE.name(), DataTypes.IntegerType),
              SparkSchema.field(LogColumns.WRITTEN_AT.name(), DataTypes.LongType),
              SparkSchema.field(AWAITED, DataTypes.BooleanType),
              SparkSchema.field(Dropped.RECORDS.name(), DataTypes.LongType),
              SparkSchema.field(CELLS, DataTypes.BinaryType)));

  private static final String SOLD = CellState.SOLD.word();
  private static final String NOT_REPORTED = CellState.NOT_REPORTED.word();

  private PackCells() {}

  /**
   * (region, sales_date, written_at, awaited, records, packed): so many rows of a region and day,
   * and when the last of them was written. A region and day may have several.
   *
   * @param cells rows of {@code sales_timeseries_data} with their region
   */
  static Dataset<Row> of(Dataset<Row> cells) {
    Dataset<Row> narrow =
        cells.select(
            col(BaselineModels.REGION),
            col(SalesTimeseries.STORE_ID),
            col(SalesTimeseries.SKU),
            unix_date(col(SalesTimeseries.SALES_DATE)),
            col(SalesTimeseries.CELL_STATE),
            col(SalesTimeseries.UNITS),
            col(SalesTimeseries.ON_PROMOTION),
            unix_micros(col(LogColumns.WRITTEN_AT)),
            col(LogColumns.VERSION),
            col(LogColumns.CONTENT_HASH));
    Column day = date_from_unix_date(col(SalesTimeseries.SALES_DATE));
    Column written = timestamp_micros(col(LogColumns.WRITTEN_AT));
    return narrow
        .mapPartitions(new PackCells(), Encoders.row(SHAPE))
        .select(
            col(BaselineModels.REGION),
            as(SalesTimeseries.SALES_DATE, day),
            as(LogColumns.WRITTEN_AT, written),
            col(AWAITED),
            col(Dropped.RECORDS),
            col(CELLS));
  }

  @Override
  public Iterator<Row> call(Iterator<Row> cells) {
    return new Packing(cells);
  }

  private static SalesCell cell(Row row) {
    return new SalesCell(
        new SeriesKey(row.getString(1), row.getString(2)),
        row.getInt(3),
        state(row.getString(4)),
        row.isNullAt(5) ? 0 : row.getDouble(5),
        !row.isNullAt(6) && row.getBoolean(6),
        row.getLong(7),
        row.getInt(8),
        row.getLong(9));
  }

  private static byte state(String word) {
    if (word.equals(SOLD)) {
      return DayCells.SOLD;
    }
    return word.equals(NOT_REPORTED) ? DayCells.NOT_REPORTED : DayCells.NOT_RANGED;
  }

  /** What one pack is of. */
  private record Key(String region, int day) {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::region).thenComparingInt(Key::day);
  }

  /** The cells of one region and day so far. */
  private static final class Pack {

    private final PackedCells cells = new PackedCells();
    private long lastWritten = Long.MIN_VALUE;
    private boolean awaited;
    private long count;

    private void add(SalesCell cell) {
      cells.add(cell);
      lastWritten = Math.max(lastWritten, cell.writtenAt());
      awaited |= cell.state() == DayCells.NOT_REPORTED;
      count++;
    }

    private Row row(Key key) {
      return RowFactory.create(key.region, key.day, lastWritten, awaited, count, cells.bytes());
    }
  }

  /** Packs as it is asked for packs. */
  private static final class Packing implements Iterator<Row> {

    private final Iterator<Row> rows;
    private final Map<Key, Pack> open = new HashMap<>();
    private final Deque<Row> ready = new ArrayDeque<>();
    private long held;

    private Packing(Iterator<Row> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && rows.hasNext()) {
        Row row = rows.next();
        SalesCell cell = cell(row);
        Pack pack = open.computeIfAbsent(new Key(row.getString(0), cell.day()), k -> new Pack());
        int before = pack.cells.size();
        pack.add(cell);
        held += pack.cells.size() - before;
        if (held > MOST_BYTES || !rows.hasNext()) {
          passOn();
        }
      }
      return !ready.isEmpty();
    }

    private void passOn() {
      open.entrySet().stream()
          .sorted(Map.Entry.comparingByKey(Key.ORDER))
          .forEach(e -> ready.add(e.getValue().row(e.getKey())));
      open.clear();
      held = 0;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }
  }
}
