package mrs.jobs.warehouse.delta;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mrs.contracts.Table;
import mrs.jobs.messages.Problem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.Option;

/**
 * A table of a warehouse as Delta keeps it. It keeps the list of the data files of the newest
 * version that was looked at, so that Delta is asked for it once a version. Safe for several
 * threads.
 */
public final class StoredTable {
  private static final VersionFiles NONE = new VersionFiles(Long.MIN_VALUE, List.of());

  private final SparkSession spark;
  private final Path folder;
  private final Table table;
  private final Supplier<Problem> absent;
  private final AtomicLong commits = new AtomicLong();
  private final ReadFewRows readFew = new ReadFewRows(this);
  private volatile VersionFiles newestKnown = NONE;

  /** The data files of one version. */
  private record VersionFiles(long version, List<DataFile> files) {}

  /**
   * The table in {@code folder}, whose contract is {@code table}; it need not be there yet.
   *
   * @param absent what to say to whoever needs it while it is not there
   */
  public StoredTable(SparkSession spark, Path folder, Table table, Supplier<Problem> absent) {
    this.spark = spark;
    this.folder = folder;
    this.table = table;
    this.absent = absent;
  }

  /**
   * Its newest version.
   *
   * @throws Problem if there is no such table
   */
  public TableVersion newest() {
    Snapshot snapshot = log().update(false, Option.empty(), Option.empty());
    if (snapshot.version() < 0) {
      throw absent.get();
    }
    return new TableVersion(this, snapshot);
  }

  /** It as one of its commits left it. */
  public TableVersion at(long version) {
    return new TableVersion(this, log().getSnapshotAt(version, Option.empty(), Option.empty()));
  }

  /** How many commits were made to it here. */
  public long commits() {
    return commits.get();
  }

  void committed() {
    commits.incrementAndGet();
  }

  SparkSession spark() {
    return spark;
  }

  /** Where it lies. */
  Path folder() {
    return folder;
  }

  /** Its contract. */
  Table table() {
    return table;
  }

  DeltaLog log() {
    return DeltaLog.forTable(spark, folder.toString());
  }

  /** The rows of {@code files}, which are those of {@code snapshot} or some of them. */
  Dataset<Row> rows(Snapshot snapshot, List<DataFile> files) {
    return readFew
        .of(snapshot.metadata().schema(), files)
        .orElseGet(() -> CommittedFiles.rows(spark, snapshot, files));
  }

  /** The data files of {@code snapshot}, a version of it. */
  List<DataFile> files(Snapshot snapshot) {
    VersionFiles known = newestKnown;
    if (known.version() == snapshot.version()) {
      return known.files();
    }
    VersionFiles found = new VersionFiles(snapshot.version(), CommittedFiles.of(snapshot));
    keep(found);
    return found.files();
  }

  /** Tells which files {@code version} has more than the version before it. */
  synchronized void added(long version, List<DataFile> more) {
    VersionFiles known = newestKnown;
    if (known.version() == version - 1) {
      newestKnown =
          new VersionFiles(version, Stream.concat(known.files().stream(), more.stream()).toList());
    }
  }

  private synchronized void keep(VersionFiles found) {
    if (newestKnown.version() < found.version()) {
      newestKnown = found;
    }
  }
}
