package mrs.jobs.ingest.parse;

import java.util.Arrays;
import mrs.contracts.Errors;
import mrs.jobs.ingest.feed.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A record's bytes as they came: all of them, or the head of a long one with the length and hash of
 * the whole.
 */
final class Raw {
  static final Raw NONE = whole(new byte[0]);

  private final byte[] head;
  private final long length;
  private final @Nullable String digest;

  private Raw(byte[] head, long length, @Nullable String digest) {
    this.head = head;
    this.length = length;
    this.digest = digest;
  }

  static Raw whole(byte[] bytes) {
    return new Raw(bytes, bytes.length, null);
  }

  static Raw cut(byte[] head, long length, String sha256) {
    return new Raw(head, length, sha256);
  }

  /** The bytes that are kept in memory. */
  byte[] head() {
    return head;
  }

  /** What a dead letter keeps of it. */
  byte[] payload() {
    return head.length <= Errors.MAX_PAYLOAD_BYTES
        ? head
        : Arrays.copyOf(head, Errors.MAX_PAYLOAD_BYTES);
  }

  /** Bytes of the whole. */
  long length() {
    return length;
  }

  /** SHA-256 (hex) of the whole. */
  String sha256() {
    return digest != null ? digest : Sha256.hex(head);
  }
}
