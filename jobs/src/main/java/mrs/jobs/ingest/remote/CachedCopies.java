package mrs.jobs.ingest.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import mrs.resilience.cache.CacheStore;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Copies of files in a cache, each in chunks and, last, its {@link Manifest}; and for each feed
 * folder which deliveries were pending when it was last listed, by which the copies are found when
 * it can no longer be.
 *
 * <p>A cache may lose any entry at any time. So a copy is whole only as long as all of it can be
 * read and its hash is right, and nothing rests on a copy while its file can be had.
 */
record CachedCopies(CacheStore store) {
  /** Bytes of a chunk; the last one may have fewer. */
  static final int CHUNK = 1 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The manifest of the copy of {@code file}, if it has been written to its end. */
  Optional<Manifest> manifest(RemoteFile file) {
    return store.get(manifestKey(file)).flatMap(Manifest::of);
  }

  /** Takes the manifest away, so that what is being written is not taken for whole. */
  void begin(RemoteFile file) {
    store.evict(manifestKey(file));
  }

  /** Keeps a chunk; gives whether there is room for it. */
  boolean put(RemoteFile file, int chunk, byte[] bytes) {
    return store.put(chunkKey(file, chunk), bytes);
  }

  Optional<byte[]> chunk(RemoteFile file, int chunk) {
    return store.get(chunkKey(file, chunk));
  }

  /** Says that all chunks are there. */
  void end(RemoteFile file, Manifest manifest) {
    store.put(manifestKey(file), manifest.toBytes());
  }

  /** Takes a copy away. */
  void evict(RemoteFile file) {
    store.evict(manifestKey(file));
    for (int chunk = 0; chunk < chunks(file.bytes()); chunk++) {
      store.evict(chunkKey(file, chunk));
    }
  }

  /** The deliveries of {@code folder} that were pending when it was last listed. */
  List<RemoteFile> pending(String folder) {
    return store.get(pendingKey(folder)).map(CachedCopies::files).orElse(List.of());
  }

  /** Keeps which deliveries of {@code folder} are pending. */
  void putPending(String folder, List<RemoteFile> files) {
    if (files.isEmpty()) {
      store.evict(pendingKey(folder));
      return;
    }
    try {
      store.put(pendingKey(folder), JSON.writeValueAsBytes(files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many chunks a file of so many bytes has. */
  static int chunks(long bytes) {
    return Math.toIntExact((bytes + CHUNK - 1) / CHUNK);
  }

  /** A list of another version of this program is none. */
  private static List<RemoteFile> files(byte[] bytes) {
    try {
      return JSON.readValue(bytes, new TypeReference<List<RemoteFile>>() {});
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String manifestKey(RemoteFile file) {
    return "copy/" + file.id() + "/whole";
  }

  private static String chunkKey(RemoteFile file, int chunk) {
    return "copy/" + file.id() + "/" + chunk;
  }

  private static String pendingKey(String folder) {
    return "pending/" + DigestUtils.sha256Hex(folder.getBytes(UTF_8));
  }
}
