package mrs.jobs.warehouse.delta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import mrs.contracts.Field;
import mrs.contracts.Table;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.Snapshot;

/** One version of a stored table: whatever is committed meanwhile, it stays the same. */
public final class TableVersion {
  private final StoredTable stored;
  private final Snapshot snapshot;

  TableVersion(StoredTable stored, Snapshot snapshot) {
    this.stored = stored;
    this.snapshot = snapshot;
  }

  /** Its number, which grows by one with each commit. */
  public long number() {
    return snapshot.version();
  }

  /** What tells the table from another one in its place. */
  public String identity() {
    return snapshot.metadata().id();
  }

  /**
   * SHA-256 (hex) of the commit that made {@code version}; empty where that is not there any more.
   * A table that was restored may have another commit of the same number.
   */
  public Optional<String> commit(long version) {
    Path log = stored.folder().resolve("_delta_log");
    Path commit = log.resolve(String.format(Locale.ROOT, "%020d.json", version));
    try {
      return Files.exists(commit)
          ? Optional.of(DigestUtils.sha256Hex(Files.readAllBytes(commit)))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its data files, of all partitions. */
  public List<DataFile> files() {
    return stored.files(snapshot);
  }

  /**
   * Copies it, byte by byte, as a table of its own into the new folder {@code to}.
   *
   * @throws IOException if a file cannot be copied, or is gone meanwhile
   */
  public void copy(Path to) throws IOException {
    CopyTable.of(this, stored.folder(), to);
  }

  /** Its rows as they lie there; columns that it lacks are not added. */
  public Dataset<Row> rows() {
    return rows(files());
  }

  /** The rows in {@code files}, which are some of its own. */
  public Dataset<Row> rows(List<DataFile> files) {
    return stored.rows(snapshot, files);
  }

  /** Columns of the contract that it lacks, but for {@link #laterColumns}. */
  public List<Field> missingColumns() {
    return lacking(f -> !isLater(f));
  }

  /**
   * Columns of the contract that came after it was made. Its rows do without: another column says
   * it there, or they are computed anew.
   */
  List<Field> laterColumns() {
    return lacking(this::isLater);
  }

  private boolean isLater(Field field) {
    return field.later() || stored.table().kind() == Table.Kind.OUTPUT;
  }

  private List<Field> lacking(Predicate<Field> which) {
    List<String> there = List.of(snapshot.metadata().schema().fieldNames());
    return stored.table().fields().stream()
        .filter(f -> !there.contains(f.name()))
        .filter(which)
        .toList();
  }

  /**
   * The files that commits after {@code version} added up to this one, of an append-only table;
   * empty where one of those commits is not there any more.
   */
  public Optional<List<DataFile>> addedAfter(long version) {
    return AppendedFiles.between(stored.log(), version, snapshot.version());
  }
}
