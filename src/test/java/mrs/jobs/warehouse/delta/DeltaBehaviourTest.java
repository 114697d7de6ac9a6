package mrs.jobs.warehouse.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.Catalogue;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SourceColumns;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.messages.Problem;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * What this program relies on Delta to do with tables and their files, beyond what Delta promises:
 * one test each, that says who relies on it. A new release of Delta that changes one of them fails
 * here, and not in a night. Of commits and upkeep see {@link DeltaCommitBehaviourTest}.
 */
class DeltaBehaviourTest extends SparkTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private SampleLog log;

  @BeforeEach
  void createTable() throws IOException {
    log = SampleLog.create(spark, folder.resolve("a log, 100 % full"));
  }

  /** {@link CreateTable}, which writes the first commit itself. */
  @Test
  void twoActionsMakeATableWithTheColumnsOfItsContract() {
    Snapshot snapshot = log.stored().log().update(false, Option.empty(), Option.empty());

    assertThat(snapshot.version()).isZero();
    assertThat(snapshot.metadata().schema().fieldNames())
        .containsExactly(SampleLog.TABLE.fields().stream().map(Field::name).toArray(String[]::new));
    assertThat(SampleLog.TABLE.fields())
        .allSatisfy(
            f -> {
              var column = snapshot.metadata().schema().apply(f.name());
              assertThat(column.dataType()).isEqualTo(SparkSchema.type(f));
              assertThat(column.nullable()).isEqualTo(f.nullable());
              assertThat(column.getComment().get()).isEqualTo(f.doc());
            });
    assertThat(log.delta().toDF().count()).isZero();
  }

  /** {@link CreateTable}: a checkpoint at each tenth commit would cost every ledger a file. */
  @Test
  void theIntervalOfCheckpointsIsTheTables() {
    assertThat(log.stored().log().checkpointInterval(log.snapshot().metadata())).isEqualTo(100);
  }

  /** {@link CommittedFiles} reads version 1, in which rows are what stands in the files. */
  @Test
  void noCommitOfOursAsksForANewerReader() throws IOException {
    SampleLog hydrated = SampleLog.replaceable(spark, folder.resolve("hydrated"));
    hydrated.append("r1");
    TableCommit.replace(hydrated.stored(), hydrated.rows("r2"), Optional.empty());

    assertThat(hydrated.snapshot().version()).isEqualTo(2);
    assertThat(hydrated.snapshot().protocol().minReaderVersion()).isEqualTo(1);
    assertThat(hydrated.snapshot().protocol().minWriterVersion()).isEqualTo(2);
    assertThat(CommittedFiles.of(hydrated.snapshot())).hasSize(1);
  }

  /** {@link CommittedFiles} refuses such a table instead of reading rows that are deleted. */
  @Test
  void deletionVectorsAskForANewerReader() {
    spark.sql(
        "ALTER TABLE delta.`"
            + log.path()
            + "` SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");

    assertThatThrownBy(() -> CommittedFiles.of(log.snapshot()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("asks for a Delta reader of version 3");
  }

  /** {@link CommittedFiles} takes the list from there, which costs no Spark job. */
  @Test
  void theChecksumOfAVersionNamesAllOfItsFiles() throws IOException {
    log.append("r1");
    log.append("r2");

    assertThat(log.file("00000000000000000002.crc")).exists();
    assertThat(
            paths(
                JavaConverters.seqAsJavaList(log.snapshot().checksumOpt().get().allFiles().get())))
        .containsExactlyInAnyOrderElementsOf(paths(log.snapshot().allFiles().collectAsList()))
        .hasSize(2);
  }

  /** {@link NamedData}, which syncs the files that a commit adds by the lines that name them. */
  @Test
  void aCommitNamesEachFileInALineThatBeginsWithAdd() throws IOException {
    log.append("r1");

    List<String> adds =
        Files.readAllLines(log.file("00000000000000000001.json")).stream()
            .filter(line -> line.contains("\"add\""))
            .toList();

    assertThat(adds).hasSize(1);
    assertThat(adds.get(0)).startsWith("{\"add\":{\"path\":\"week_start=2024-04-29/part-");
    assertThat(log.path().resolve(JSON.readTree(adds.get(0)).at("/add/path").asText())).exists();
  }

  /** {@link FileRange}, by which a night leaves files unread, and {@link DataFile#rows}. */
  @Test
  void aFileCarriesItsCountAndTheLeastAndGreatestOfItsColumns() throws IOException {
    TableCommit.append(
        log.stored(), log.rowsOf("n1", "r1").union(log.rowsOf("n2", "r2")).coalesce(1));

    AddFile file = log.snapshot().allFiles().head();
    JsonNode stats = JSON.readTree(file.stats());

    assertThat(file.numLogicalRecords().get()).isEqualTo(2L);
    assertThat(stats.at("/minValues/run_id").asText()).isEqualTo("n1");
    assertThat(stats.at("/maxValues/run_id").asText()).isEqualTo("n2");
    assertThat(Instant.parse(stats.at("/maxValues/written_at").asText()))
        .isEqualTo("2024-05-01T02:00:00.123Z");
    assertThat(file.partitionValues().get("week_start").get()).isEqualTo("2024-04-29");
  }

  /** {@link FileRange#only}, which does not take a text that was cut off for a whole one. */
  @Test
  void theLeastAndGreatestTextAreCutOffAfterThirtyTwoCharacters() throws IOException {
    TableCommit.append(log.stored(), log.rowsOf("r".repeat(40), "r1"));

    String stats = log.snapshot().allFiles().head().stats();

    assertThat(JSON.readTree(stats).at("/minValues/run_id").asText()).isEqualTo("r".repeat(32));
    assertThat(JSON.readTree(stats).at("/maxValues/run_id").asText()).startsWith("r".repeat(32));
    assertThat(JSON.readTree(stats).at("/maxValues/run_id").asText()).isNotEqualTo("r".repeat(40));
  }

  /** Reads by run, time and delivery ({@link FileRange}): what they ask for has statistics. */
  @Test
  void filesHaveStatisticsOfTheColumnsThatTheyAreChosenByAndOfNoOthers() throws IOException {
    Set<String> asked =
        Stream.of(
                LogColumns.RUN_ID,
                LogColumns.WRITTEN_AT,
                SourceColumns.INGEST_SEQ,
                UnifiedSalesData.RECEIVED_AT)
            .map(Field::name)
            .collect(Collectors.toSet());
    for (Table table : Catalogue.ALL) {
      Set<String> wanted =
          table.fields().stream().map(Field::name).collect(Collectors.toCollection(TreeSet::new));
      wanted.retainAll(asked);
      Path path = Files.createDirectories(folder.resolve(table.name()));
      CreateTable.at(path, table, Instant.EPOCH);

      Snapshot created =
          DeltaLog.forTable(spark, path.toString()).update(false, Option.empty(), Option.empty());

      assertThat(created.statCollectionLogicalSchema().fieldNames())
          .as(table.name())
          .containsExactlyInAnyOrderElementsOf(wanted);
    }
  }

  private static List<String> paths(List<AddFile> files) {
    return files.stream().map(AddFile::path).toList();
  }
}
