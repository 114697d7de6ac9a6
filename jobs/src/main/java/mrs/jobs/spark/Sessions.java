package mrs.jobs.spark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import mrs.jobs.messages.Problem;
import mrs.jobs.warehouse.delta.LocalLogStore;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Makes the Spark session. What correctness rests on is set here and cannot be configured away;
 * what is a matter of size comes from {@code spark-defaults.conf}, or from {@code spark-submit}
 * where that started the program.
 */
public final class Sessions {
  private Sessions() {}

  /** The session, started if need be; {@code confFolder} holds {@code spark-defaults.conf}. */
  public static SparkSession open(Path confFolder) {
    SparkConf conf = new SparkConf();
    if (!conf.contains("spark.master")) {
      defaults(confFolder.resolve("spark-defaults.conf"))
          .forEach((k, v) -> conf.setIfMissing((String) k, ((String) v).trim()));
      conf.setIfMissing("spark.master", "local[*]");
      conf.setIfMissing("spark.hadoop.fs.file.impl", LocalFiles.class.getName());
      // A task that runs out of memory fails its stage, which enters the attempt and then ends this
      // process; Spark's default ends it at once, with nothing in the ledger.
      conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
    }
    conf.setIfMissing("spark.app.name", "minority-report-system");
    // No table is ever kept there; without this, Spark would make a folder where the command was
    // given.
    conf.setIfMissing("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir"));
    conf.set("spark.sql.session.timeZone", "UTC");
    conf.set("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
    conf.set("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    conf.set("spark.delta.logStore.file.impl", LocalLogStore.class.getName());
    conf.set("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED");
    conf.set("spark.sql.parquet.int96RebaseModeInWrite", "CORRECTED");
    conf.set("spark.sql.ansi.enabled", "false");
    return SparkSession.builder().config(conf).getOrCreate();
  }

  private static Properties defaults(Path file) {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        properties.load(in);
      } catch (IOException e) {
        throw Problem.refused(
            "the file " + file + " cannot be read: " + e, "check its permissions");
      }
    }
    return properties;
  }
}
