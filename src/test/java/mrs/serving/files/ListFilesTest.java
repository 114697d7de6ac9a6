package mrs.serving.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

/** What Spark committed is listed, in folders of any name, before and after a checkpoint. */
class ListFilesTest extends SparkTest {
  @TempDir private Path temporary;
  private Path table;

  @BeforeEach
  void commitTwice() {
    table = temporary.resolve("a 1%20é[b]='c'").resolve("things");
    write("(1, DATE '2024-06-03'), (2, DATE '2024-06-10')", SaveMode.Append);
    write("(3, CAST(NULL AS DATE))", SaveMode.Append);
  }

  @Test
  void eachFileOfTheNewestVersionHasItsPartition() throws IOException {
    TableFiles files = new ListFiles().newest(table);

    assertThat(files.version()).isEqualTo(1);
    assertThat(files.files())
        .extracting(TableFile::partition)
        .containsExactlyInAnyOrder(
            Map.of("week", Optional.of("2024-06-03")),
            Map.of("week", Optional.of("2024-06-10")),
            Map.of("week", Optional.empty()));
    assertThat(files.files())
        .extracting(TableFile::path)
        .containsExactlyInAnyOrderElementsOf(all());
    files.files().forEach(f -> VerifyFile.verify(f.path()));
  }

  @Test
  void aVersionIsReadFromItsCheckpointAndTheCommitsSince() throws IOException {
    DeltaLog log = DeltaLog.forTable(spark, table.toString());
    log.checkpoint(log.update(false, Option.empty(), Option.empty()), Option.empty());
    Files.delete(table.resolve("_delta_log/00000000000000000000.json"));
    List<Path> before = all();
    write("(4, DATE '2024-06-03')", SaveMode.Append);

    TableFiles files = new ListFiles().newest(table);

    assertThat(files.version()).isEqualTo(2);
    assertThat(files.files()).extracting(TableFile::path).hasSize(4).containsAll(before);
  }

  @Test
  void filesThatWereReplacedAreListedNoMore() throws IOException {
    List<Path> before = all();
    write("(5, DATE '2024-06-03')", SaveMode.Overwrite);

    assertThat(new ListFiles().newest(table).files())
        .singleElement()
        .satisfies(f -> assertThat(before).doesNotContain(f.path()));
  }

  @Test
  void aTableWhoseFilesAloneDoNotSayWhatItHoldsIsRefused() {
    spark.sql(
        "ALTER TABLE delta.`"
            + table
            + "` SET TBLPROPERTIES ('delta.enableDeletionVectors' = true)");

    assertThatThrownBy(() -> new ListFiles().newest(table))
        .isInstanceOf(UnreadableTable.class)
        .hasMessageContaining("asks for a Delta reader of version 3, this program reads version 1");
  }

  @Test
  void aLogThatIsDamagedOrNotThereIsToldOf() throws IOException {
    Path commit = table.resolve("_delta_log/00000000000000000001.json");
    String text = Files.readString(commit);
    Files.writeString(commit, text.replace("part-", "tarp-"));

    assertThatThrownBy(() -> new ListFiles().newest(table))
        .isInstanceOf(UnreadableTable.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> new ListFiles().newest(temporary.resolve("none")))
        .isInstanceOf(UnreadableTable.class);
  }

  @Test
  void aFileThatChangedSinceItWasWrittenIsNotVerified() throws IOException {
    Path file = all().get(0);
    byte[] content = Files.readAllBytes(file);
    for (int at : new int[] {0, content.length / 2, content.length - 1}) {
      byte[] flipped = content.clone();
      flipped[at] ^= 1;
      Files.write(file, flipped);
      assertThatThrownBy(() -> VerifyFile.verify(file)).hasMessageContaining("is not what was");
    }
    Files.write(file, java.util.Arrays.copyOf(content, content.length - 1));
    assertThatThrownBy(() -> VerifyFile.verify(file)).hasMessageContaining("is not what was");
    Files.write(file, content);
    VerifyFile.verify(file);
    Files.delete(file);
    assertThatThrownBy(() -> VerifyFile.verify(file)).hasMessageContaining("cannot be read");
  }

  private List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(table)) {
      return files.filter(f -> f.toString().endsWith(".snappy.parquet")).toList();
    }
  }

  private void write(String values, SaveMode mode) {
    Dataset<Row> rows = spark.sql("SELECT * FROM VALUES " + values + " AS t (n, week)");
    rows.coalesce(1).write().format("delta").mode(mode).partitionBy("week").save(table.toString());
  }
}
