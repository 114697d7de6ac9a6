package mrs.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mrs.SparkTest;
import mrs.jobs.sql.TinyWarehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that only answers questions never starts Spark. */
class QuestionsWithoutSparkTest extends SparkTest {
  private static final String CONTEXT = "org.apache.spark.SparkContext ";

  @TempDir private Path folder;

  @Test
  void noQuestionLoadsAContext() throws IOException, InterruptedException {
    Path classes = folder.resolve("classes.txt");
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + classes,
                "-Duser.timezone=UTC",
                "-cp",
                System.getProperty("java.class.path"),
                AskEverything.class.getName(),
                TinyWarehouse.shared(spark).root().toString(),
                TinyWarehouse.RISE,
                "n1")
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();

    assertThat(process.waitFor()).isZero();

    List<String> said = Files.readAllLines(out);
    assertThat(said)
        .contains(
            "runs ls: 0",
            "runs show n1: 0",
            "sql select count(*) from minority_reports_active: 0",
            "sql show tables: 0",
            "export minority_reports --format csv: 0",
            "why " + TinyWarehouse.RISE + ": 0",
            "dlq ls: 0",
            "health: 2",
            "breakers ls: 0",
            "conflicts ls: 0");
    assertThat(Files.readString(classes))
        .contains("mrs.serving.query.LockedDatabase ")
        .doesNotContain(CONTEXT);
  }
}
