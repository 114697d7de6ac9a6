package mrs.jobs.ingest.read;

import java.util.Arrays;
import java.util.function.Supplier;
import mrs.contracts.Errors;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * A record's bytes as they came: all of them, or the head of a long one with the length and hash of
 * the whole.
 */
public final class Raw {
  static final Raw NONE = whole(new byte[0]);

  private final Supplier<byte[]> head;
  private final long moreBytes;
  private final @Nullable String digest;

  private Raw(Supplier<byte[]> head, long moreBytes, @Nullable String digest) {
    this.head = head;
    this.moreBytes = moreBytes;
    this.digest = digest;
  }

  static Raw whole(byte[] bytes) {
    return new Raw(() -> bytes, 0, null);
  }

  /** Bytes that are made only when they are asked for. */
  static Raw whole(Supplier<byte[]> bytes) {
    return new Raw(bytes, 0, null);
  }

  static Raw cut(byte[] head, long length, String sha256) {
    return new Raw(() -> head, length - head.length, sha256);
  }

  /** The bytes that are kept. */
  byte[] head() {
    return head.get();
  }

  /** Whether they are not all. */
  boolean isCut() {
    return moreBytes > 0;
  }

  /** What a dead letter keeps of it. */
  public byte[] payload() {
    byte[] bytes = head();
    return bytes.length <= Errors.MAX_PAYLOAD_BYTES
        ? bytes
        : Arrays.copyOf(bytes, Errors.MAX_PAYLOAD_BYTES);
  }

  /** Bytes of the whole. */
  public long length() {
    return head().length + moreBytes;
  }

  /** SHA-256 (hex) of the whole. */
  public String sha256() {
    return digest != null ? digest : DigestUtils.sha256Hex(head());
  }
}
