package mrs.resilience.cache.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import mrs.resilience.folder.LocalFolder;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * Records in one file of SQLite. Its write-ahead log is not synced with each put: a kill loses
 * nothing, a power cut the last moments. Damage within a page that SQLite does not see is found by
 * whoever decodes the record.
 */
public final class SqliteBackend implements CacheBackend {
  private static final String FILE = "cache.db";
  private static final Pattern FILES = Pattern.compile("cache\\.db(-wal|-shm|-journal)?");

  private final PrivateFolder folder;
  private final Connection connection;
  private final PreparedStatement select;
  private final PreparedStatement replace;
  private final PreparedStatement delete;
  private boolean closed;

  private SqliteBackend(PrivateFolder folder, Connection connection) throws SQLException {
    this.folder = folder;
    this.connection = connection;
    execute(
        connection,
        "CREATE TABLE IF NOT EXISTS records (k BLOB PRIMARY KEY NOT NULL, r BLOB NOT NULL)");
    this.select = connection.prepareStatement("SELECT r FROM records WHERE k = ?");
    this.replace = connection.prepareStatement("INSERT OR REPLACE INTO records VALUES (?, ?)");
    this.delete = connection.prepareStatement("DELETE FROM records WHERE k = ?");
  }

  /** Opens it in {@code folder}, which is for it alone. */
  public static BackendOpener opener(Path folder) {
    return new BackendOpener() {
      @Override
      public CacheBackend open() throws IOException {
        PrivateFolder taken = PrivateFolder.take(folder, FILES);
        try {
          return openIn(taken, folder);
        } catch (SQLException e) {
          taken.close();
          throw problem("opened", taken, e);
        } catch (IOException | RuntimeException | LinkageError e) {
          taken.close();
          throw new IOException("the cache in " + folder + " cannot be opened: " + e, e);
        }
      }

      @Override
      public void wipe() throws IOException {
        try (PrivateFolder taken = PrivateFolder.take(folder, FILES)) {
          taken.wipe();
        }
      }
    };
  }

  private static CacheBackend openIn(PrivateFolder taken, Path folder)
      throws SQLException, IOException {
    if (Files.notExists(taken.file(FILE))) {
      // SQLite gives its other files the mode of this one.
      LocalFolder.open(folder).create(FILE).close();
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    Connection connection =
        config.createConnection("jdbc:sqlite:" + taken.file(FILE).toAbsolutePath());
    try {
      return new SqliteBackend(taken, connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Optional<byte[]> get(byte[] key) throws IOException {
    try {
      select.setBytes(1, key);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(bytes(rows, 1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw problem("read", folder, e);
    }
  }

  @Override
  public void putAll(List<StoredRecord> records) throws IOException {
    try {
      connection.setAutoCommit(false);
      for (StoredRecord stored : records) {
        replace.setBytes(1, stored.key());
        replace.setBytes(2, stored.bytes());
        replace.addBatch();
      }
      replace.executeBatch();
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw problem("written", folder, e);
    }
  }

  @Override
  public void remove(byte[] key) throws IOException {
    try {
      delete.setBytes(1, key);
      // As a batch, because the driver resets the statement only then, and VACUUM needs that.
      delete.addBatch();
      delete.executeBatch();
    } catch (SQLException e) {
      throw problem("written", folder, e);
    }
  }

  /** Also gives the file's space back, so that what was taken away is no longer in it. */
  @Override
  public void clear() throws IOException {
    try {
      execute(connection, "DELETE FROM records");
      execute(connection, "VACUUM");
      execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      throw problem("cleared", folder, e);
    }
  }

  @Override
  public void forEach(Visitor visitor) throws IOException {
    try (Statement all = connection.createStatement();
        ResultSet rows = all.executeQuery("SELECT k, r FROM records ORDER BY k")) {
      while (rows.next()) {
        visitor.visit(new StoredRecord(bytes(rows, 1), bytes(rows, 2)));
      }
    } catch (SQLException e) {
      throw problem("read", folder, e);
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (folder) {
      connection.close();
    } catch (SQLException e) {
      throw problem("closed", folder, e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A column of bytes; damage can have made it anything, NULL too. */
  private static byte[] bytes(ResultSet rows, int column) throws SQLException {
    byte[] bytes = rows.getBytes(column);
    return bytes == null ? new byte[0] : bytes;
  }

  private static IOException problem(String what, PrivateFolder folder, SQLException e) {
    String message = "the cache in " + folder + " cannot be " + what + ": " + e.getMessage();
    int code = e.getErrorCode() & 0xFF;
    return code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code
        ? new DamagedStore(message, e)
        : new IOException(message, e);
  }
}
