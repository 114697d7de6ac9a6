package mrs.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import mrs.SparkTest;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.telemetry.OtlpCollector;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an ingest of damaged deliveries says, logs (all of it, Spark's too, at the levels that are
 * shipped), leaves as figures and pushes has nothing of what stood in them. Not searched are the
 * tables and {@code quarantine/}: they are where payloads lie, dead letters among them.
 */
class IngestCanaryTest extends SparkTest {
  private static final String CELL = "canary-cell-4711";
  private static final String HEADER = "store_id,sku,sales_date,units,received_at\n";

  @TempDir private Path root;

  private final Canaries canaries = new Canaries(Map.of("cell", CELL));
  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  @Test
  void whatStoodInADeliveryIsNotTold() throws IOException {
    Path sales = Files.createDirectories(root.resolve("feed/sales"));
    Path figures = Files.createDirectories(root.resolve("figures"));
    Files.writeString(
        sales.resolve("a.csv"),
        HEADER
            + "S1,A1,2024-06-25,4,2024-06-26T01:00:00Z\n"
            + ("S1,A2,2024-06-25," + CELL + ",2024-06-26T01:00:00Z\n")
            + ("S1,A3," + CELL + ",4,2024-06-26T01:00:00Z\n")
            + ("S1," + CELL + "\n")
            + ("S1,\"" + CELL + ",2024-06-25,4\n"));
    Files.write(sales.resolve("b.csv.gz"), ("\u001f\u008b\b" + CELL).getBytes(UTF_8));
    Files.writeString(sales.resolve("c.csv"), CELL + "," + CELL + "\n1,2\n");
    try (OtlpCollector collector = new OtlpCollector(200)) {
      Ended ended = logged(() -> ingest(figures, collector));
      assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCodes.DEGRADED);
      canaries.add("streams", ended.out() + ended.err());
      collector.bodies().forEach(body -> canaries.add("otlp", body));
      assertThat(collector.figures())
          .containsEntry("mrs.command.exit.code{command=ingest}", 2.0)
          .containsEntry("mrs.ingest.deliveries{command=ingest,what=fresh}", 3.0)
          .containsEntry("mrs.stage.attempts{command=ingest,outcome=committed,stage=ingest}", 1.0)
          .containsEntry("mrs.stage.rows{command=ingest,stage=ingest,what=out}", 1.0);
    }
    canaries.add("log", String.join("\n", log));
    canaries.addFiles(figures, Set.of());

    assertThat(canaries.found()).isEmpty();
    assertThat(canaries.written("log")).contains("SparkContext");
    assertThat(canaries.written("figures/mrs-ingest.prom"))
        .contains("mrs_stage_rows{command=\"ingest\",stage=\"ingest\",what=\"out\"} 1.0\n");
  }

  private Ended ingest(Path figures, OtlpCollector collector) {
    return Ended.of(
        List.of(
            "ingest",
            root.resolve("feed").toString(),
            "--verbose",
            "--conf",
            "conf",
            "--warehouse",
            root.resolve("warehouse").toString(),
            "--set",
            "telemetry.textfile_folder=" + figures,
            "--set",
            "telemetry.otlp_endpoint=" + collector.url()));
  }

  private interface Command {
    Ended carryOut();
  }

  /** Carries it out with all that is logged at the levels that are shipped. */
  private Ended logged(Command command) throws IOException {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    Keep keep = new Keep();
    keep.start();
    try {
      shippedLevels().forEach(Configurator::setLevel);
      LoggerConfig everything = context.getConfiguration().getRootLogger();
      everything.removeAppender("console");
      everything.addAppender(keep, Level.INFO, null);
      context.updateLoggers();
      return command.carryOut();
    } finally {
      context.reconfigure();
    }
  }

  private static Map<String, Level> shippedLevels() throws IOException {
    Properties shipped = new Properties();
    try (Reader file = Files.newBufferedReader(Path.of("conf/log4j2.properties"))) {
      shipped.load(file);
    }
    Map<String, Level> levels = new HashMap<>();
    // What MRS_LOG_LEVEL=info adds has no secret either.
    assertThat(shipped.getProperty("rootLogger.level")).isEqualTo("${sys:mrs.log.level:-warn}");
    levels.put("", Level.INFO);
    for (String key : shipped.stringPropertyNames()) {
      if (key.matches("logger\\.[a-z]+\\.name")) {
        String level = shipped.getProperty(key.replace(".name", ".level"));
        levels.put(shipped.getProperty(key), Level.valueOf(level));
      }
    }
    return levels;
  }

  private final class Keep extends AbstractAppender {
    Keep() {
      super("canary", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      StringWriter trace = new StringWriter();
      if (event.getThrown() != null) {
        event.getThrown().printStackTrace(new PrintWriter(trace));
      }
      log.add(event.getLoggerName() + " " + event.getMessage().getFormattedMessage() + trace);
    }
  }
}
