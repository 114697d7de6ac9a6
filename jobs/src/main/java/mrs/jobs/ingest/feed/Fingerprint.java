package mrs.jobs.ingest.feed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;

/** Reads a file once, as a stream, to tell its {@link Identity}. */
final class Fingerprint {
  private static final int BUFFER = 64 * 1024;

  private final MessageDigest digest = sha256();
  private long read;

  private Fingerprint() {}

  static Identity of(FeedFile file, Configuration hadoop) {
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
      Fingerprint name = new Fingerprint();
      name.digest.update(file.name().getBytes(StandardCharsets.UTF_8));
      return name.identity(Integrity.UNREADABLE, String.valueOf(e.getMessage()));
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
    return new Identity(HexFormat.of().formatHex(digest.digest()), integrity, problem);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
