package mrs.serving.files;

import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Lists the files of tables as Delta's log has them. Reads commits through Hadoop's file system,
 * which compares them with their checksums; writes nothing.
 */
public final class ListFiles {
  /**
   * Rows are what stands in the files, under their names: what a warehouse's tables are made as.
   */
  private static final int READER_VERSION = 1;

  private static final String LOCAL = "file:";

  private final Engine engine;

  /** Of tables on local disks. */
  public ListFiles() {
    Configuration hadoop = new Configuration(false);
    hadoop.set("fs.file.impl", "org.apache.hadoop.fs.LocalFileSystem");
    this.engine = DefaultEngine.create(hadoop);
  }

  /**
   * The newest version of the table in the folder {@code table}, its files unread.
   *
   * @throws UnreadableTable if the log cannot be read, or the files alone do not say what the table
   *     holds: another program gave it deletion vectors or mapped columns
   */
  public TableFiles newest(Path table) {
    try {
      Snapshot snapshot = Table.forPath(engine, table.toString()).getLatestSnapshot(engine);
      checkReader(table, ((SnapshotImpl) snapshot).getProtocol().getMinReaderVersion());
      return new TableFiles(snapshot.getVersion(engine), files(snapshot));
    } catch (UnreadableTable e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new UnreadableTable(
          "the log of the table at " + table + " cannot be read: " + e,
          "restore the table from a backup",
          e);
    }
  }

  private List<TableFile> files(Snapshot snapshot) throws IOException {
    List<TableFile> files = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot.getScanBuilder(engine).build().getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            files.add(file(rows.next()));
          }
        }
      }
    }
    return files;
  }

  private static TableFile file(Row row) {
    Map<String, Optional<String>> partition = new HashMap<>();
    InternalScanFileUtils.getPartitionValues(row)
        .forEach((column, value) -> partition.put(column, Optional.ofNullable(value)));
    return new TableFile(local(InternalScanFileUtils.getAddFileStatus(row).getPath()), partition);
  }

  /** Kernel's paths are Hadoop's: a scheme, and then the path as it is, nothing encoded. */
  private static Path local(String path) {
    if (path.startsWith(LOCAL)) {
      return Path.of(path.substring(LOCAL.length())).normalize();
    }
    return Path.of(URI.create(path));
  }

  private static void checkReader(Path table, int reader) {
    if (reader > READER_VERSION) {
      throw new UnreadableTable(
          "the table at "
              + table
              + " asks for a Delta reader of version "
              + reader
              + ", this program reads version "
              + READER_VERSION,
          "undo what another program switched on (ALTER TABLE … DROP FEATURE), or restore the table"
              + " from a backup",
          null);
    }
  }
}
