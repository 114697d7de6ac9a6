package mrs.jobs.warehouse;

import static mrs.transforms.SparkSchema.schema;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.Errors;
import mrs.contracts.Field;
import mrs.contracts.KnownFiles;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityEvents;
import mrs.contracts.SourceColumns;
import mrs.contracts.StageRunsLog;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.runs.Cost;
import mrs.serving.files.ListFiles;
import mrs.serving.files.TableFiles;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that this process writes against the same rows, written by a Spark job. */
class FewRowsTest extends SparkTest {
  private static final int ROWS = 4;
  private static final LocalDate MONDAY = LocalDate.of(2024, 4, 29);

  @TempDir private Path folder;
  private Warehouse ours;
  private Warehouse sparks;

  @BeforeEach
  void createWarehouses() {
    ours = Warehouse.openOrCreate(spark, folder.resolve("of few, 100 % ours"));
    sparks = Warehouse.openOrCreate(spark, folder.resolve("spark"));
  }

  /** They have, together, every type, nested ones, every column with a range, and no partition. */
  static Stream<Table> tables() {
    return Stream.of(
        StageRunsLog.TABLE,
        UnifiedSalesData.TABLE,
        Errors.of(UnifiedSalesData.TABLE),
        KnownFiles.TABLE,
        MinorityEvents.TABLE);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void filesAndCommitsAreThoseThatSparkWrites(Table table) throws IOException {
    Dataset<Row> rows = rows(table);
    sparks.add(table, rows);
    ours.add(table, FewRows.of(table, rows).orElseThrow());

    assertThat(delta(ours, table)).containsExactlyInAnyOrderElementsOf(delta(sparks, table));
    assertThat(ours.read(table).collectAsList())
        .containsExactlyInAnyOrderElementsOf(rows.collectAsList());
    List<AddFile> written = added(ours, table);
    List<AddFile> expected = added(sparks, table);
    assertThat(written).hasSameSizeAs(expected);
    for (int i = 0; i < written.size(); i++) {
      assertThat(written.get(i).stats()).isEqualTo(expected.get(i).stats());
      assertThat(written.get(i).partitionValues()).isEqualTo(expected.get(i).partitionValues());
      assertThat(footer(ours, table, written.get(i)))
          .isEqualTo(footer(sparks, table, expected.get(i)));
    }
    assertThat(metrics(ours, table)).isEqualTo(metrics(sparks, table));
  }

  @Test
  void noJobIsStarted() {
    Table table = StageRunsLog.TABLE;
    FewRows few = FewRows.of(table, rows(table)).orElseThrow();
    Cost before = Cost.soFar(ours);

    ours.add(table, few);

    assertThat(Cost.soFar(ours).since(before)).isEqualTo(new Cost(0, 1));
    assertThat(ours.files(table)).hasSize(2);
  }

  @Test
  void filesAreLeftUnreadByWhatTheyHold() {
    Table table = UnifiedSalesData.TABLE;
    ours.add(table, FewRows.of(table, rows(table)).orElseThrow());
    long greatest =
        ours.read(table).agg(org.apache.spark.sql.functions.max("ingest_seq")).head().getLong(0);

    PinnedTables pinned = PinnedTables.onSight(ours);
    Field seq = SourceColumns.INGEST_SEQ;
    assertThat(pinned.readConformed(table, f -> f.mayExceed(seq, greatest)).count()).isZero();
    assertThat(pinned.readConformed(table, f -> f.mayExceed(seq, greatest - 1)).count())
        .isPositive();
  }

  @Test
  void deltaKernelAndDuckDbReadThem() throws SQLException {
    Table table = StageRunsLog.TABLE;
    ours.add(table, FewRows.of(table, rows(table)).orElseThrow());

    TableFiles files = new ListFiles().newest(ours.path(table));

    assertThat(files.files())
        .extracting(f -> f.partition().get(LogColumns.WEEK_START.name()).orElseThrow())
        .containsExactlyInAnyOrder("2024-04-29", "2024-05-06");
    Set<String> read = new TreeSet<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      for (var file : files.files()) {
        ResultSet row =
            statement.executeQuery(
                "SELECT run_id, started_at, attempt FROM read_parquet('" + file.path() + "')");
        while (row.next()) {
          read.add(row.getString(1) + " " + row.getTimestamp(2).toInstant() + " " + row.getInt(3));
        }
      }
    }
    Set<String> expected = new TreeSet<>();
    for (Row row : rows(table).select("run_id", "started_at", "attempt").collectAsList()) {
      expected.add(row.getString(0) + " " + row.getTimestamp(1).toInstant() + " " + row.getInt(2));
    }
    assertThat(read).isEqualTo(expected);
  }

  @Test
  void whatIsTooMuchIsNotFetched() {
    Table table = UnifiedSalesData.TABLE;
    Dataset<Row> many =
        rows(table)
            .crossJoin(spark.range(FewRows.MOST).toDF("copy"))
            .drop("copy")
            .select(
                rows(table).columns()[0],
                Arrays.stream(rows(table).columns()).skip(1).toArray(String[]::new));

    assertThat(FewRows.of(table, many)).isEmpty();
  }

  /** Rows of two weeks, with as many missing values as the contract allows in every second one. */
  private static Dataset<Row> rows(Table table) {
    List<Row> rows =
        IntStream.range(0, ROWS)
            .mapToObj(
                i -> RowFactory.create(table.fields().stream().map(f -> value(f, i)).toArray()))
            .toList();
    return spark.createDataFrame(rows, schema(table)).repartition(1);
  }

  private static @Nullable Object value(Field field, int row) {
    if (field.equals(LogColumns.WEEK_START)) {
      return Date.valueOf(MONDAY.plusWeeks(row / 2));
    }
    return field.nullable() && row % 2 == 1
        ? null
        : value(mrs.transforms.SparkSchema.type(field), field.name(), row);
  }

  private static Object value(DataType type, String name, int row) {
    if (type instanceof ArrayType array) {
      return IntStream.range(0, row).mapToObj(i -> value(array.elementType(), name, i)).toList();
    }
    if (type instanceof StructType struct) {
      return RowFactory.create(
          Arrays.stream(struct.fields())
              .map((StructField f) -> value(f.dataType(), f.name(), row))
              .toArray());
    }
    Object[] values = {
      name + " — ä “𝄞” of more than thirty-two characters, row " + row,
      Date.valueOf(MONDAY.plusDays(row)),
      Timestamp.from(Instant.parse("2024-05-01T02:00:00.123456Z").plusSeconds(row)),
      row - 1,
      row * 10_000_000_000L,
      row / 3.0,
      row % 2 == 0,
      new byte[] {(byte) row, -1}
    };
    List<DataType> types =
        List.of(
            DataTypes.StringType,
            DataTypes.DateType,
            DataTypes.TimestampType,
            DataTypes.IntegerType,
            DataTypes.LongType,
            DataTypes.DoubleType,
            DataTypes.BooleanType,
            DataTypes.BinaryType);
    return values[types.indexOf(type)];
  }

  private static List<String> delta(Warehouse warehouse, Table table) {
    return spark
        .read()
        .format("delta")
        .load(warehouse.path(table).toString())
        .toJSON()
        .collectAsList();
  }

  private static List<AddFile> added(Warehouse warehouse, Table table) {
    return log(warehouse, table)
        .update(false, scala.Option.empty(), scala.Option.empty())
        .allFiles()
        .collectAsList()
        .stream()
        .sorted(java.util.Comparator.comparing(f -> f.partitionValues().toString()))
        .toList();
  }

  private static TreeMap<String, String> metrics(Warehouse warehouse, Table table) {
    Row commit =
        spark
            .sql("DESCRIBE HISTORY delta.`" + warehouse.path(table) + "` LIMIT 1")
            .select("operationMetrics")
            .head();
    return new TreeMap<>(commit.getJavaMap(0));
  }

  private static DeltaLog log(Warehouse warehouse, Table table) {
    return DeltaLog.forTable(spark, warehouse.path(table).toString());
  }

  /** All that the file says of itself: types, statistics, encodings, sizes. */
  private static String footer(Warehouse warehouse, Table table, AddFile file) throws IOException {
    var path =
        new org.apache.hadoop.fs.Path(
            new org.apache.hadoop.fs.Path(warehouse.path(table).toUri()),
            new org.apache.hadoop.fs.Path(java.net.URI.create(file.path())));
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, new Configuration()))) {
      ParquetMetadata footer = reader.getFooter();
      return footer.getFileMetaData().getSchema()
          + "\n"
          + new TreeMap<>(footer.getFileMetaData().getKeyValueMetaData())
          + "\n"
          + footer.getBlocks().stream()
              .flatMap(b -> b.getColumns().stream())
              .map(c -> c + " " + c.getStatistics() + " " + c.getCodec() + " " + c.getTotalSize())
              .toList();
    }
  }
}
