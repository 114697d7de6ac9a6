package mrs.resilience.cache.backend;

import java.nio.file.Path;

/** All kinds of backend, for tests that hold for each. */
public enum Backends {
  MEMORY {
    @Override
    public BackendOpener opener(Path folder) {
      return MemoryBackend.opener();
    }
  },
  ROCKSDB {
    @Override
    public BackendOpener opener(Path folder) {
      return RocksBackend.opener(folder);
    }
  },
  SQLITE {
    @Override
    public BackendOpener opener(Path folder) {
      return SqliteBackend.opener(folder);
    }
  };

  /** Opens one, in {@code folder} if it has files. */
  public abstract BackendOpener opener(Path folder);
}
