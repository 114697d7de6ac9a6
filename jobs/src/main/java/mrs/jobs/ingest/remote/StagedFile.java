package mrs.jobs.ingest.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;
import mrs.resilience.folder.LocalFolder;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A file that is being put together on this machine out of chunks, under the name and with the time
 * of the one that it is a copy of. One that is not finished is deleted.
 */
final class StagedFile implements AutoCloseable {
  private final RemoteFile file;
  private final Path path;
  private final OutputStream out;
  private final MessageDigest digest = DigestUtils.getSha256Digest();
  private boolean isFinished;

  private StagedFile(RemoteFile file, Path path, OutputStream out) {
    this.file = file;
    this.path = path;
    this.out = out;
  }

  /** This machine's disk fails, or does not take the name: it says nothing about the file. */
  static final class Unwritable extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    private Unwritable(String problem, IOException cause) {
      super(problem, cause);
    }
  }

  /**
   * Begins in a folder of its own below {@code staging}.
   *
   * @throws Unwritable as do the other methods
   */
  static StagedFile begin(Path staging, RemoteFile file) {
    try {
      Path folder = staging.resolve(file.id());
      LocalFolder.open(folder);
      Path path = folder.resolve(file.name().substring(file.name().lastIndexOf('/') + 1));
      if (!folder.equals(path.normalize().getParent())) {
        throw new IOException("the name would lead elsewhere");
      }
      Files.deleteIfExists(path);
      boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
      FileAttribute<?>[] mode =
          posix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
              }
              : new FileAttribute<?>[0];
      Files.createFile(path, mode);
      return new StagedFile(file, path, Files.newOutputStream(path));
    } catch (IOException e) {
      throw unwritable(file, e);
    } catch (InvalidPathException e) {
      throw unwritable(file, new IOException(e));
    }
  }

  void write(byte[] chunk) {
    digest.update(chunk);
    try {
      out.write(chunk);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** The SHA-256 of all that was written, in hexadecimal digits; no more can be written then. */
  String sha256() {
    return Hex.encodeHexString(digest.digest());
  }

  /** The file, whole. */
  Path finish() {
    try {
      out.close();
      Files.setLastModifiedTime(path, FileTime.from(file.modifiedNanos(), TimeUnit.NANOSECONDS));
      isFinished = true;
      return path;
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  @Override
  public void close() {
    if (isFinished) {
      return;
    }
    try (OutputStream closing = out) {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // It was not finished, nobody reads it, and the next start deletes it.
      return;
    }
  }

  private static Unwritable unwritable(RemoteFile file, IOException e) {
    return new Unwritable("the copy of " + file.name() + " cannot be written: " + e, e);
  }
}
