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
import java.util.List;
import mrs.SparkTest;
import mrs.contracts.SalesTimeseries;
import mrs.jobs.messages.Problem;
import mrs.jobs.relations.Relation;
import mrs.jobs.relations.Relations;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.sql.QuerySession;
import mrs.jobs.sql.TinyWarehouse;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest extends SparkTest {
  private static Relations relations;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    Warehouse warehouse =
        Warehouse.open(QuerySession.beside(spark), TinyWarehouse.shared(spark).root());
    relations = Relations.now(CommittedRows.now(warehouse));
  }

  @Test
  void writesCsvInTheOrderOfTheKey() throws IOException {
    Path file = folder.resolve("reports.csv");
    assertThat(Export.of(relations, "minority_reports").toFile(Format.CSV, file)).isEqualTo(2);
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
    Export.of(relations, "user_edits_log").toFile(Format.JSON, file);
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
    long rows = Export.of(relations, "sales_timeseries_data").toFile(Format.PARQUET, file);
    assertThat(file).isRegularFile();
    Dataset<Row> back = spark.read().parquet(file.toString());
    Relation cells = Relation.find("sales_timeseries_data").orElseThrow();
    assertThat(back.count()).isEqualTo(rows).isEqualTo(35);
    assertThat(back.schema().fieldNames())
        .isEqualTo(SparkSchema.schema(cells.table()).fieldNames());
    assertThat(back.collectAsList())
        .containsExactlyInAnyOrderElementsOf(relations.read(cells).collectAsList());
    assertThat(folder.toFile().list()).containsExactly("cells.parquet");
  }

  @Test
  void theSameContentGivesTheSameBytesInAnyLayout() throws IOException {
    Relation cells = Relation.find("sales_timeseries_data").orElseThrow();
    Dataset<Row> rows = relations.read(cells);
    Dataset<Row> scattered =
        rows.orderBy(functions.xxhash64(col(SalesTimeseries.SALES_DATE))).repartition(3);
    for (Format format : Format.values()) {
      Path one = folder.resolve("one");
      Path other = folder.resolve("other");
      new Export(cells, rows).toFile(format, one);
      new Export(cells, scattered).toFile(format, other);
      assertThat(Files.mismatch(one, other)).isEqualTo(-1);
    }
  }

  @Test
  void viewsAndTheTerminalWorkToo() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream terminal = new PrintStream(out, true, StandardCharsets.UTF_8);
    Export.of(relations, "minority_events_active").toStream(Format.CSV, terminal);
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("event-rise,open,,,up,store|S1|up,2024-06-10,2024-06-11,1,1,1,1,");
  }

  @Test
  void whatCannotBeWrittenIsRefused() {
    assertThatThrownBy(() -> Export.of(relations, "minority_reprots"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("did you mean minority_reports?");
    assertThatThrownBy(() -> Export.of(relations, "../x")).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Export.check(Format.PARQUET, java.util.Optional.empty()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Parquet cannot be written to the terminal; name a file with --out");
  }
}
