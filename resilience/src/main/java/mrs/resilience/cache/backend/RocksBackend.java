package mrs.resilience.cache.backend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import mrs.resilience.cache.codec.DamagedRecord;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Records in RocksDB, the default. A put is in its log when it returns, which is not synced: a kill
 * loses nothing, a power cut the last moments.
 *
 * <p>What was replaced or removed stays in the files until they are compacted. So that they do not
 * grow far beyond what is kept (about twice, and 16 write buffers of {@value #WRITE_BUFFER} bytes),
 * writing is slowed down when compaction cannot keep up.
 */
public final class RocksBackend implements CacheBackend {
  private static final Pattern FILES =
      Pattern.compile(
          "CURRENT|IDENTITY|LOCK|LOG(\\.old.*)?|MANIFEST-\\d+|OPTIONS-\\d+|\\d+\\.(log|sst|dbtmp)"
              + "|OPTIONS-\\d+\\.dbtmp");
  private static final int WRITE_BUFFER = 4 << 20;
  private static final int BLOCK_CACHE = 8 << 20;
  private static final int TIGHTEN_AFTER = 1 << 20;
  private static final int LONGEST_KEY = 1024;

  private final PrivateFolder folder;
  private final LRUCache blocks;
  private final Options options;
  private final WriteOptions writing;
  private final RocksDB db;
  private long untightened;
  private boolean closed;

  private RocksBackend(PrivateFolder folder) throws RocksDBException {
    RocksDB.loadLibrary();
    this.folder = folder;
    this.blocks = new LRUCache(BLOCK_CACHE);
    this.options = options(blocks);
    this.writing = new WriteOptions();
    try {
      this.db = RocksDB.open(options, folder.toString());
    } catch (RocksDBException e) {
      closeOptions();
      throw e;
    }
  }

  /** Opens it in {@code folder}, which is for it alone. */
  public static BackendOpener opener(Path folder) {
    return new BackendOpener() {
      @Override
      public CacheBackend open() throws IOException {
        PrivateFolder taken = PrivateFolder.take(folder, FILES);
        try {
          return tightened(new RocksBackend(taken));
        } catch (RocksDBException e) {
          taken.close();
          throw problem("opened", taken, e);
        } catch (RuntimeException | LinkageError e) {
          taken.close();
          throw new IOException("RocksDB's native library cannot be loaded: " + e, e);
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

  private static CacheBackend tightened(RocksBackend opened) throws IOException {
    try {
      opened.folder.tighten();
      return opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public Optional<byte[]> get(byte[] key) throws IOException {
    checkOpen();
    try {
      return Optional.ofNullable(db.get(key));
    } catch (RocksDBException e) {
      if (isCorruption(e)) {
        throw new DamagedRecord("RocksDB cannot read a record: " + e.getMessage(), e);
      }
      throw problem("read", folder, e);
    }
  }

  @Override
  public void putAll(List<StoredRecord> records) throws IOException {
    checkOpen();
    try (WriteBatch batch = new WriteBatch()) {
      for (StoredRecord stored : records) {
        batch.put(stored.key(), stored.bytes());
        untightened += stored.key().length + stored.bytes().length;
      }
      db.write(writing, batch);
    } catch (RocksDBException e) {
      throw problem("written", folder, e);
    }
    if (untightened >= TIGHTEN_AFTER) {
      folder.tighten();
      untightened = 0;
    }
  }

  @Override
  public void remove(byte[] key) throws IOException {
    checkOpen();
    try {
      db.delete(writing, key);
    } catch (RocksDBException e) {
      throw problem("written", folder, e);
    }
  }

  /** Also compacts, so that what was taken away is no longer in any file. */
  @Override
  public void clear() throws IOException {
    checkOpen();
    byte[] afterAll = new byte[LONGEST_KEY + 1];
    Arrays.fill(afterAll, (byte) 0xFF);
    try {
      db.deleteRange(writing, new byte[0], afterAll);
      db.compactRange();
      folder.tighten();
    } catch (RocksDBException e) {
      throw problem("cleared", folder, e);
    }
  }

  @Override
  public void forEach(Visitor visitor) throws IOException {
    checkOpen();
    try (RocksIterator at = db.newIterator()) {
      for (at.seekToFirst(); at.isValid(); at.next()) {
        visitor.visit(new StoredRecord(at.key(), at.value()));
      }
      at.status();
    } catch (RocksDBException e) {
      throw problem("read", folder, e);
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    db.close();
    closeOptions();
    try {
      folder.tighten();
    } finally {
      folder.close();
    }
  }

  private static Options options(LRUCache blocks) {
    return new Options()
        .setCreateIfMissing(true)
        .setWriteBufferSize(WRITE_BUFFER)
        .setTargetFileSizeBase(WRITE_BUFFER)
        .setMaxBytesForLevelBase(4 * WRITE_BUFFER)
        .setLevelCompactionDynamicLevelBytes(true)
        .setLevel0SlowdownWritesTrigger(6)
        .setLevel0StopWritesTrigger(8)
        .setSoftPendingCompactionBytesLimit(8 * WRITE_BUFFER)
        .setHardPendingCompactionBytesLimit(16 * WRITE_BUFFER)
        .setCompressionType(CompressionType.NO_COMPRESSION)
        .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
        .setKeepLogFileNum(1)
        .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(blocks));
  }

  private void closeOptions() {
    writing.close();
    options.close();
    blocks.close();
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("the cache in " + folder + " is closed");
    }
  }

  private static boolean isCorruption(RocksDBException e) {
    return e.getStatus() != null && e.getStatus().getCode() == Status.Code.Corruption;
  }

  private static IOException problem(String what, PrivateFolder folder, RocksDBException e) {
    String message = "the cache in " + folder + " cannot be " + what + ": " + e.getMessage();
    return isCorruption(e) ? new DamagedStore(message, e) : new IOException(message, e);
  }
}
