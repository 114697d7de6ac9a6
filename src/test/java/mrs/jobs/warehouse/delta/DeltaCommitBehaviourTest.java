package mrs.jobs.warehouse.delta;

import static mrs.transforms.SparkSchema.nullOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.CohortHistory;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.CommitInfo;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.storage.DelegatingLogStore;
import org.apache.spark.sql.delta.storage.LogStoreAdaptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

/** The same of commits, checkpoints and upkeep; see {@link DeltaBehaviourTest}. */
class DeltaCommitBehaviourTest extends SparkTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private SampleLog log;

  @BeforeEach
  void createTable() throws IOException {
    log = SampleLog.create(spark, folder.resolve("a log, 100 % full"));
  }

  /** {@link LocalLogStore}: all commits pass there, whoever makes them. */
  @Test
  void commitsGoThroughTheStoreThatIsConfigured() {
    DelegatingLogStore store = (DelegatingLogStore) log.stored().log().store();
    LogStoreAdaptor ours = (LogStoreAdaptor) store.getDelegate(log.stored().log().logPath());

    assertThat(ours.logStoreImpl()).isInstanceOf(LocalLogStore.class);
  }

  /** {@link LocalLogStore#link}: the exception of a name that is taken means "try the next". */
  @Test
  void aCommitWhoseNumberIsTakenGetsTheNextOne() {
    OptimisticTransaction slow = log.stored().log().startTransaction();
    List<FileAction> added = SampleLog.written(slow, log.rows("r1"));
    log.append("r2");

    long version = (Long) SampleLog.commit(slow, added);

    assertThat(version).isEqualTo(2);
    assertThat(log.stored().newest().rows().count()).isEqualTo(2);
  }

  /** {@link CommitOutcome}, which looks for its own commit after a failure. */
  @Test
  void aCommitCarriesTheIdOfItsTransaction() {
    OptimisticTransaction transaction = log.stored().log().startTransaction();
    SampleLog.commit(transaction, SampleLog.written(transaction, log.rows("r1")));

    assertThat(
            log.changes(1).stream().filter(CommitInfo.class::isInstance).map(a -> (CommitInfo) a))
        .extracting(info -> info.txnId().get())
        .containsExactly(transaction.txnId());
  }

  /** {@link TableCommit#append}: no commit where there are no rows. */
  @Test
  void noRowsAreNoFile() {
    OptimisticTransaction transaction = log.stored().log().startTransaction();

    assertThat(SampleLog.written(transaction, log.rows())).isEmpty();
    assertThat(TableCommit.append(log.stored(), log.rows())).isZero();
    assertThat(log.snapshot().version()).isZero();
  }

  /** {@link AppendedFiles}: what compaction puts in the place of others is not new. */
  @Test
  void compactionSaysThatItChangesNoDataAndIsAllowedInAnAppendOnlyTable() {
    log.append("r1");
    log.append("r2");
    log.delta().optimize().executeCompaction();

    assertThat(log.versions(1)).containsExactly(1L, 2L, 3L);
    assertThat(log.changes(3).stream().filter(AddFile.class::isInstance).map(a -> (AddFile) a))
        .hasSize(1)
        .noneMatch(AddFile::dataChange);
    assertThat(log.stored().newest().addedAfter(0).orElseThrow()).hasSize(2);
    assertThat(log.stored().newest().files()).hasSize(1);
  }

  /** Law 1, append only: it is Delta that refuses, whoever asks. */
  @Test
  void anAppendOnlyTableRefusesADelete() {
    log.append("r1");

    assertThatThrownBy(() -> log.delta().delete())
        .hasMessageContaining("DELTA_CANNOT_MODIFY_APPEND_ONLY");
  }

  /** Contracts, which declare columns as required: a NULL fails the write. */
  @Test
  void aNullInARequiredColumnFailsTheWrite() {
    OptimisticTransaction transaction = log.stored().log().startTransaction();
    Dataset<Row> without =
        log.rows("r1")
            .withColumn(
                CohortHistory.REPORT_GROUP_ID.name(), nullOf(CohortHistory.REPORT_GROUP_ID));

    assertThatThrownBy(() -> transaction.writeFiles(without))
        .hasStackTraceContaining("DELTA_NOT_NULL_CONSTRAINT_VIOLATED");
  }

  /** {@link Checkpoints}, which syncs what {@code _last_checkpoint} names and hides the rest. */
  @Test
  void aCheckpointIsCalledAfterItsVersionAndNamedByTheLastOne() throws IOException {
    log.append("r1");
    log.stored().log().checkpoint(log.snapshot(), Option.empty());

    assertThat(JSON.readTree(log.file(Checkpoints.LAST).toFile()).path("version").longValue())
        .isEqualTo(1);
    try (Stream<Path> files = Files.list(log.path().resolve("_delta_log"))) {
      assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.contains("checkpoint.")))
          .allMatch(f -> f.startsWith(".") || Checkpoints.version(f).orElse(-1) == 1)
          .contains("00000000000000000001.checkpoint.parquet");
    }
  }

  /** {@link StoredTable}: a table that is not there has no version, and an old one stays. */
  @Test
  void anOldVersionIsReadAndAnAbsentTableHasNone() {
    log.append("r1");
    log.append("r2");
    DeltaLog nowhere = DeltaLog.forTable(spark, folder.resolve("nowhere").toString());

    assertThat(log.stored().at(1).rows().count()).isEqualTo(1);
    assertThat(nowhere.update(false, Option.empty(), Option.empty()).version()).isNegative();
  }

  /** {@code maintain}, which deletes the replaced files of hydrated tables, and no others. */
  @Test
  void aVacuumDeletesReplacedFilesAndLeavesTheLog() throws IOException {
    SampleLog hydrated = SampleLog.replaceable(spark, folder.resolve("hydrated"));
    hydrated.append("r1");
    TableCommit.replace(hydrated.stored(), hydrated.rows("r2"), Optional.empty());
    SparkSession unchecked = spark.newSession();
    unchecked.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
    // As maintain has it: Delta splits the listing of a folder into 10,000 tasks otherwise.
    unchecked.conf().set("spark.sql.sources.parallelPartitionDiscovery.parallelism", "1");

    assertThatThrownBy(() -> hydrated.delta().vacuum(0)).hasMessageContaining("retention");
    assertThat(hydrated.dataFiles()).hasSize(2);
    DeltaTable.forPath(unchecked, hydrated.path().toString()).vacuum(0);

    assertThat(hydrated.dataFiles()).hasSize(1);
    assertThat(hydrated.file("00000000000000000001.json")).exists();
    assertThat(hydrated.stored().newest().rows().count()).isEqualTo(1);
  }
}
