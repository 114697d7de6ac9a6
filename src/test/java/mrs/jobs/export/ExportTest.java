package mrs.jobs.export;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import mrs.SparkTest;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Table;
import mrs.endtoend.Folders;
import mrs.jobs.disk.FolderTree;
import mrs.jobs.messages.Problem;
import mrs.jobs.questions.Questions;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.sql.TinyWarehouse;
import mrs.jobs.sql.TrustedReports;
import mrs.jobs.warehouse.Warehouse;
import mrs.serving.relations.Relation;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest extends SparkTest {
  @TempDir private Path folder;

  @Test
  void writesCsvInTheOrderOfTheKey() throws IOException {
    Path file = folder.resolve("reports.csv");
    assertThat(Export.of(questions(), "minority_reports").toFile(Format.CSV, file)).isEqualTo(2);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("report_id,store_id,sku,region,direction,window_start,");
    assertThat(lines.get(1))
        .startsWith(TinyWarehouse.RISE + ",S1,A7,R1,up,2024-06-10,2024-06-11,63.0,20.0,8.0,1.25,")
        .contains(",c1,rise over one store,0.8,promotion,1.0,event-rise,open,")
        .contains("\"[{\"\"cause\"\":\"\"viral\"\",\"\"score\"\":0.62,\"\"evidence\"\":[")
        .endsWith(",n2,2024-06-12T02:00:00Z,2024-06-10");
    assertThat(lines.get(2)).contains(",true,\"[\"\"MRCL_down\"\",\"\"MRPAL_down\"\"]\",");
  }

  @Test
  void writesOneJsonObjectALine() throws IOException {
    Path file = folder.resolve("edits.json");
    Export.of(questions(), "user_edits_log").toFile(Format.JSON, file);
    assertThat(Files.readString(file))
        .matches(
            "\\{\"edit_id\":\"e1\",\"report_id\":\""
                + TinyWarehouse.RISE
                + "\",\"action\":\"set_cause\",\"value\":\"promotion\",\"edited_by\":\"lewis\","
                + "\"comment\":null,\"written_at\":\"2024-06-13T09:00:00Z\","
                + "\"content_hash\":-?\\d+,\"week_start\":\"2024-06-10\"}\n");
  }

  @Test
  void writesOneParquetFile() {
    Path file = folder.resolve("cells.parquet");
    long rows = Export.of(questions(), "sales_timeseries_data").toFile(Format.PARQUET, file);
    assertThat(file).isRegularFile();
    Dataset<Row> back = spark.read().parquet(file.toString());
    Relation cells = Relation.find("sales_timeseries_data").orElseThrow();
    assertThat(back.count()).isEqualTo(rows).isEqualTo(35);
    assertThat(back.schema().fieldNames())
        .isEqualTo(SparkSchema.schema(cells.table()).fieldNames());
    assertThat(back.collectAsList())
        .containsExactlyInAnyOrderElementsOf(
            CommittedRows.now(TinyWarehouse.shared(spark)).of(cells.table()).collectAsList());
    assertThat(folder.toFile().list()).containsExactly("cells.parquet");
  }

  @Test
  void theSameContentGivesTheSameBytesInAnyLayout() throws IOException {
    Warehouse other =
        Warehouse.open(
            spark, Folders.copy(TinyWarehouse.shared(spark).root(), folder.resolve("warehouse")));
    Table cells = SalesTimeseries.TABLE;
    List<Row> rows = other.read(cells).collectAsList();
    FolderTree.delete(other.path(cells));
    spark
        .createDataFrame(rows, SparkSchema.schema(cells))
        .orderBy(functions.xxhash64(col(SalesTimeseries.SALES_DATE)))
        .repartition(3)
        .write()
        .format("delta")
        .save(other.path(cells).toString());
    assertThat(other.files(cells)).hasSize(3);
    for (Format format : Format.values()) {
      Path one = folder.resolve("one");
      Path scattered = folder.resolve("scattered");
      Export.of(questions(), cells.name()).toFile(format, one);
      Export.of(questions(other.root()), cells.name()).toFile(format, scattered);
      assertThat(Files.mismatch(one, scattered)).isEqualTo(-1);
    }
  }

  @Test
  void viewsAndTheTerminalWorkToo() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream terminal = new PrintStream(out, true, StandardCharsets.UTF_8);
    Export.of(questions(), "minority_events_active").toStream(Format.CSV, terminal);
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("event-rise,open,,,up,store|S1|up,2024-06-10,2024-06-11,1,1,1,1,");
  }

  @Test
  void whatCannotBeWrittenIsRefused() {
    assertThatThrownBy(() -> Export.of(questions(), "minority_reprots"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("did you mean minority_reports?");
    assertThatThrownBy(() -> Export.of(questions(), "../x")).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Export.check(Format.PARQUET, java.util.Optional.empty()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Parquet cannot be written to the terminal; name a file with --out");
  }

  private static Questions questions() {
    return questions(TinyWarehouse.shared(spark).root());
  }

  private static Questions questions(Path root) {
    return Questions.now(root, TrustedReports.POLICY, Clock.systemUTC());
  }
}
