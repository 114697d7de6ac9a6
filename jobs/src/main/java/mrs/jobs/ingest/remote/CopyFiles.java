package mrs.jobs.ingest.remote;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import mrs.jobs.ingest.feed.FeedFolder;
import mrs.jobs.ingest.feed.FeedScan;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/**
 * Puts files of one remote file system on this machine: out of the cache where a copy of them is
 * whole, otherwise from where they lie, and into the cache on the way.
 */
record CopyFiles(
    CachedCopies copies,
    Path staging,
    RemoteCalls calls,
    Configuration hadoop,
    InstantSource clock) {

  /**
   * The copy in the cache, as a file; empty where none is whole.
   *
   * @param onlyAtRest whether a copy will not do that was taken while its file might still change
   */
  Optional<Path> fromCache(RemoteFile file, boolean onlyAtRest) {
    Optional<Manifest> manifest = copies.manifest(file).filter(m -> m.atRest() || !onlyAtRest);
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    try (StagedFile staged = StagedFile.begin(staging, file)) {
      for (int i = 0; i < manifest.get().chunks(); i++) {
        Optional<byte[]> chunk = copies.chunk(file, i);
        if (chunk.isEmpty()) {
          return Optional.empty();
        }
        staged.write(chunk.get());
      }
      return staged.sha256().equals(manifest.get().sha256())
          ? Optional.of(staged.finish())
          : Optional.empty();
    }
  }

  /**
   * Copies a file from where it lies.
   *
   * @throws ChangingFile if it is not, after it was read, what was listed
   * @throws IOException if it cannot be read, however often it was tried
   */
  Path fromOrigin(RemoteFile file) throws IOException {
    return calls.tried(() -> copy(file));
  }

  private Path copy(RemoteFile file) throws IOException {
    org.apache.hadoop.fs.Path origin = new org.apache.hadoop.fs.Path(URI.create(file.uri()));
    boolean atRest = isAtRest(file);
    FileSystem files = calls.timed(p -> origin.getFileSystem(hadoop));
    copies.begin(file);
    try (StagedFile staged = StagedFile.begin(staging, file)) {
      boolean kept = read(files, origin, file, staged);
      calls.timed(p -> checkUnchanged(files.getFileStatus(origin), file));
      if (kept) {
        copies.end(
            file,
            new Manifest(file.bytes(), CachedCopies.chunks(file.bytes()), staged.sha256(), atRest));
      } else {
        copies.evict(file);
      }
      return staged.finish();
    }
  }

  /** Reads all of it; gives whether all of it is in the cache. */
  private boolean read(
      FileSystem files, org.apache.hadoop.fs.Path origin, RemoteFile file, StagedFile staged)
      throws IOException {
    FSDataInputStream in = calls.timed(p -> files.open(origin));
    boolean mayBeClosed = true;
    try {
      boolean kept = true;
      long read = 0;
      for (int i = 0; ; i++) {
        byte[] chunk = calls.timed(progressed -> chunk(in, progressed));
        read += chunk.length;
        if (chunk.length == 0 || read > file.bytes()) {
          break;
        }
        staged.write(chunk);
        kept = copies.put(file, i, chunk) && kept;
      }
      if (read != file.bytes()) {
        throw new ChangingFile(
            "it was listed with "
                + file.bytes()
                + " bytes and has "
                + (read > file.bytes() ? "more" : read));
      }
      return kept;
    } catch (RemoteStalled e) {
      // The thread that was left behind has it.
      mayBeClosed = false;
      throw e;
    } finally {
      if (mayBeClosed) {
        close(in);
      }
    }
  }

  /** As many bytes as a chunk has, or what there is before the end. */
  private static byte[] chunk(FSDataInputStream in, Runnable progressed) throws IOException {
    byte[] chunk = new byte[CachedCopies.CHUNK];
    int filled = 0;
    while (filled < chunk.length) {
      int read = in.read(chunk, filled, chunk.length - filled);
      if (read < 0) {
        return Arrays.copyOf(chunk, filled);
      }
      filled += read;
      progressed.run();
    }
    return chunk;
  }

  private void close(FSDataInputStream in) {
    try {
      calls.timed(
          p -> {
            in.close();
            return true;
          });
    } catch (IOException | RuntimeException e) {
      // What was to be read was read, or its failure is on its way.
      return;
    }
  }

  private static boolean checkUnchanged(FileStatus now, RemoteFile file) throws IOException {
    if (now.getLen() != file.bytes() || FeedFolder.modifiedNanos(now) != file.modifiedNanos()) {
      throw new ChangingFile("it changed while it was copied");
    }
    return true;
  }

  private boolean isAtRest(RemoteFile file) {
    Duration grain = FeedScan.AT_REST;
    return !Instant.EPOCH.plusNanos(file.modifiedNanos()).isAfter(clock.instant().minus(grain));
  }
}
