/**
 * Where a cache keeps its records: in memory, in RocksDB or in SQLite, behind one port. What comes
 * back is not believed here; that is for who wrote it.
 */
@NullMarked
package mrs.resilience.cache.backend;

import org.jspecify.annotations.NullMarked;
