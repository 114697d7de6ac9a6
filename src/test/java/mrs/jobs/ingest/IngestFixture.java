package mrs.jobs.ingest;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.Field;
import mrs.contracts.Table;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.parse.ParsedFile;
import mrs.jobs.messages.Progress;
import mrs.jobs.runs.RunContext;
import mrs.jobs.warehouse.Warehouse;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A feed folder and a warehouse of their own for each test; time stands still. */
abstract class IngestFixture extends SparkTest {
  static final MrsConfig CONFIG = ConfigFile.read(Path.of("conf/mrs.yaml"), Map.of());
  static final String SALES = "store_id,sku,sales_date,units,received_at";

  private static final Progress QUIET = new Progress(System.err, true);
  private static final Path EMPTY = emptyWarehouse();

  @TempDir Path folder;

  Path feed() {
    return folder.resolve("feed");
  }

  Path warehouse() {
    return folder.resolve("warehouse");
  }

  @BeforeEach
  void copyTheEmptyWarehouse() {
    copy(EMPTY, warehouse());
  }

  /** A row of a sales file. */
  static String sale(String store, String sku, String day, double units) {
    return String.join(",", store, sku, day, String.valueOf(units), day + "T23:30:00Z");
  }

  /** Puts a file with these lines into the feed. */
  Path put(String name, String... lines) {
    return put(name, ParsedFile.lines(lines));
  }

  /** Puts a file into the feed. */
  Path put(String name, byte[] content) {
    try {
      Path file = feed().resolve(name);
      Files.createDirectories(file.getParent());
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ingests the feed into the test's warehouse. */
  IngestReport ingest() {
    return ingest(warehouse());
  }

  /** Ingests the feed under a changed configuration. */
  IngestReport ingest(Map<String, String> changes) {
    return ingest(warehouse(), ConfigFile.read(Path.of("conf/mrs.yaml"), changes));
  }

  /** Ingests the feed into another warehouse. */
  IngestReport ingest(Path root) {
    return ingest(root, CONFIG);
  }

  /** Ingests the feed under another configuration. */
  IngestReport ingest(Path root, MrsConfig config) {
    return ingest(root, config, IngestRequest.of(feed().toString()), ParsedFile.NOW);
  }

  /** Ingests the feed at another time. */
  IngestReport ingest(Path root, String time) {
    IngestRequest request = IngestRequest.of(feed().toString());
    return ingest(root, CONFIG, request, Instant.parse(time));
  }

  /** Ingests the feed into a warehouse; what had failed too, if asked to. */
  IngestReport ingest(Path root, boolean retry) {
    return ingest(root, new IngestRequest(feed().toString(), retry, false));
  }

  /** Ingests what is asked for into a warehouse. */
  IngestReport ingest(Path root, IngestRequest request) {
    return ingest(root, request, ParsedFile.NOW);
  }

  /** Ingests what is asked for into a warehouse at some time. */
  IngestReport ingest(Path root, IngestRequest request, Instant now) {
    return ingest(root, CONFIG, request, now);
  }

  private IngestReport ingest(Path root, MrsConfig config, IngestRequest request, Instant now) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    RunContext context = RunContext.open(Warehouse.open(spark, root), clock, QUIET);
    return new IngestJob(context, config).run(request);
  }

  /** Rows of a table as text, sorted; of these columns, or of all. */
  List<String> stored(Table table, Field... columns) {
    return stored(warehouse(), table, columns);
  }

  static List<String> stored(Path root, Table table, Field... columns) {
    List<Field> fields = columns.length == 0 ? table.fields() : Arrays.asList(columns);
    Column[] shown = fields.stream().map(f -> col(f.name())).toArray(Column[]::new);
    return Warehouse.open(spark, root).read(table).select(shown).collectAsList().stream()
        .map(IngestFixture::shown)
        .sorted()
        .toList();
  }

  private static String shown(Row row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      if (value instanceof byte[] bytes) {
        value = new String(bytes, StandardCharsets.ISO_8859_1);
      } else if (value instanceof scala.collection.Seq<?>) {
        value = row.getList(i);
      }
      text.append(i == 0 ? "" : "|").append(value);
    }
    return text.toString();
  }

  static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path source : all.toList()) {
        Path target = to.resolve(from.relativize(source).toString());
        if (Files.isDirectory(source)) {
          Files.createDirectories(target);
        } else {
          Files.copy(source, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path emptyWarehouse() {
    try {
      Path root = Files.createTempDirectory("warehouse");
      Warehouse.openOrCreate(spark, root);
      FileUtils.forceDeleteOnExit(root.toFile());
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
