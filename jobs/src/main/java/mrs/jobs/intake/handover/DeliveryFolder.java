package mrs.jobs.intake.handover;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mrs.jobs.intake.delivery.PushedDelivery;
import mrs.jobs.intake.delivery.SpooledPart.Chunk;
import mrs.jobs.intake.delivery.UploadId;
import mrs.resilience.folder.Folder;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * One sub-folder of the feed folder: a delivery gets its name there when all of its bytes are on
 * the disk and have the SHA-256 that was promised, at once, and for good after {@link #sync}. After
 * a failure of any method another one of these is needed.
 */
final class DeliveryFolder implements Closeable {
  private static final int READ_BYTES = 1 << 20;

  private final Folder folder;
  private final PartFiles parts;
  private final HeldEnds held;

  DeliveryFolder(Folder folder) throws IOException {
    this.folder = folder;
    this.held = new HeldEnds(folder);
    this.parts = new PartFiles(folder);
  }

  /** Keeps a chunk. */
  void write(Chunk chunk) throws IOException {
    parts.write(chunk.upload(), chunk.offset(), chunk.content());
  }

  /**
   * Gives a delivery its name, unless a file of the same content has it already.
   *
   * @return false if not all of it is there, or what is there is something else
   */
  boolean finish(UploadId upload, PushedDelivery delivery) throws IOException {
    if (!isThere(delivery)) {
      Optional<String> file = parts.assemble(upload, delivery.bytes());
      if (file.isEmpty()) {
        return false;
      }
      if (!sha256(file.get()).equals(delivery.key().sha256())) {
        parts.discard(file.get());
        return false;
      }
      boolean taken = size(delivery.fileName()).isPresent();
      parts.name(upload, file.get(), taken ? delivery.longFileName() : delivery.fileName());
    }
    drop(upload);
    return true;
  }

  /** Whether a file of this content is there, named before that could be noted. */
  boolean isThere(PushedDelivery delivery) throws IOException {
    return isThere(delivery, delivery.fileName()) || isThere(delivery, delivery.longFileName());
  }

  private boolean isThere(PushedDelivery delivery, String file) throws IOException {
    boolean isThere =
        size(file).equals(Optional.of(delivery.bytes()))
            && sha256(file).equals(delivery.key().sha256());
    if (isThere) {
      parts.namesChanged();
    }
    return isThere;
  }

  private Optional<Long> size(String file) throws IOException {
    try {
      return Optional.of(folder.size(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private String sha256(String file) throws IOException {
    MessageDigest digest = DigestUtils.getSha256Digest();
    ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
    long from = 0;
    while (folder.read(file, from, buffer.clear()) > 0) {
      from += buffer.position();
      digest.update(buffer.flip());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The end of an upload waits for its first parts; durable at once. */
  void hold(UploadId upload, PushedDelivery delivery) throws IOException {
    held.hold(upload, delivery);
  }

  /** Ends that wait for their first parts. */
  Map<UploadId, PushedDelivery> held() {
    return held.all();
  }

  /** The end that waits for this upload's parts, if one does. */
  Optional<PushedDelivery> heldEnd(UploadId upload) {
    return held.of(upload);
  }

  /** All there is of an upload goes with the next {@link #removeDropped}. */
  void drop(UploadId upload) {
    parts.drop(upload);
    held.release(upload).ifPresent(parts::dropFile);
  }

  /** Uploads of which there is something, without an end, and that are as wanted. */
  Set<UploadId> withoutEnd(Predicate<UploadId> wanted) {
    return parts.uploads().stream()
        .filter(upload -> held.of(upload).isEmpty() && wanted.test(upload))
        .collect(Collectors.toSet());
  }

  /** All that was done before is on the disk when this returns. */
  void sync() throws IOException {
    parts.sync();
  }

  /** Takes away what was dropped; what has come of it has to be noted before, on the disk. */
  void removeDropped() throws IOException {
    parts.removeDropped();
  }

  @Override
  public void close() throws IOException {
    parts.close();
  }
}
