package mrs.jobs.ingest.read;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.ingest.feed.Integrity;
import mrs.jobs.messages.Problem;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The content of a delivery, which at its end must be the one that the delivery was identified by.
 */
final class CheckedContent extends FilterInputStream {
  private final Delivery delivery;
  private final MessageDigest digest = DigestUtils.getSha256Digest();
  private boolean ended;
  private boolean something;

  CheckedContent(InputStream in, Delivery delivery) {
    super(in);
    this.delivery = delivery;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int n = super.read(bytes, offset, length);
      if (n >= 0) {
        digest.update(bytes, offset, n);
        something |= n > 0;
      } else {
        check(Integrity.WHOLE);
      }
      return n;
    } catch (EOFException e) {
      // Where nothing could be decompressed, the delivery is known by its compressed bytes.
      if (something) {
        check(Integrity.TRUNCATED);
      }
      throw e;
    }
  }

  private void check(Integrity found) {
    if (ended) {
      return;
    }
    ended = true;
    String sha256 = Hex.encodeHexString(digest.digest());
    if (delivery.identity().integrity() != found || !delivery.identity().sha256().equals(sha256)) {
      throw Problem.failed(
          "the file " + delivery.file().name() + " changed while it was being read",
          "deliver files under a hidden name and rename them when they are complete, then ingest"
              + " again");
    }
  }
}
