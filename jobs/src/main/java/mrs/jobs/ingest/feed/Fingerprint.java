package mrs.jobs.ingest.feed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import mrs.jobs.messages.Failures;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;

/** Reads a file as a stream to tell its {@link Identity}. */
public final class Fingerprint {
  private static final int BUFFER = 64 * 1024;
  private static final int LOOKS = 3;

  private final MessageDigest digest = DigestUtils.getSha256Digest();
  private long read;

  private Fingerprint() {}

  /**
   * The identity of {@code file}. What is wrong with a file is part of the answer; but that has to
   * be found twice, as a connection that breaks looks like a file that does.
   *
   * @throws UncheckedIOException if there is an outage: it says nothing about the file
   */
  public static Identity of(FeedFile file, Configuration hadoop) {
    Identity identity = look(file, hadoop);
    for (int looks = 1; looks < LOOKS && identity.integrity() != Integrity.WHOLE; looks++) {
      Identity again = look(file, hadoop);
      if (again.equals(identity)) {
        return identity;
      }
      identity = again;
    }
    return identity;
  }

  private static Identity look(FeedFile file, Configuration hadoop) {
    Fingerprint content = new Fingerprint();
    try (InputStream in = DeliveryBytes.content(file, hadoop)) {
      content.take(in);
      return content.identity(Integrity.WHOLE, "");
    } catch (EOFException e) {
      String problem = "the file ends in the middle of its compression";
      return content.read == 0
          ? ofRawBytes(file, hadoop, Integrity.TRUNCATED, problem)
          : content.identity(Integrity.TRUNCATED, problem);
    } catch (IOException | RuntimeException e) {
      checkNoOutage(file, e);
      return ofRawBytes(file, hadoop, Integrity.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private static Identity ofRawBytes(
      FeedFile file, Configuration hadoop, Integrity integrity, String problem) {
    Fingerprint bytes = new Fingerprint();
    try (InputStream in = DeliveryBytes.raw(file, hadoop)) {
      bytes.take(in);
      return bytes.identity(integrity, problem);
    } catch (IOException | RuntimeException e) {
      checkNoOutage(file, e);
      return new Identity(
          DigestUtils.sha256Hex(file.name()),
          Integrity.OUT_OF_REACH,
          String.valueOf(e.getMessage()));
    }
  }

  private static void checkNoOutage(FeedFile file, Exception e) {
    if (Failures.isOutage(e)) {
      String what = "while " + file.name() + " was read: " + e.getMessage();
      throw new UncheckedIOException(what, e instanceof IOException io ? io : new IOException(e));
    }
  }

  private void take(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      digest.update(buffer, 0, n);
      read += n;
    }
  }

  private Identity identity(Integrity integrity, String problem) {
    return new Identity(Hex.encodeHexString(digest.digest()), integrity, problem);
  }
}
