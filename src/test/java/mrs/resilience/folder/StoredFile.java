package mrs.resilience.folder;

import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/** The bytes of a file in a {@link ForgetfulFolder}, and how many of them are on the disk. */
final class StoredFile {
  byte[] content = new byte[64];
  int size;
  int synced;
  private final BitSet dropped = new BitSet();

  void append(byte[] bytes) {
    if (size + bytes.length > content.length) {
      content = Arrays.copyOf(content, Math.max(size + bytes.length, 2 * content.length));
    }
    System.arraycopy(bytes, 0, content, size, bytes.length);
    size += bytes.length;
  }

  void truncate(int newSize) {
    size = Math.min(size, newSize);
    synced = size;
    dropped.clear(size, Math.max(size, dropped.length()));
  }

  /** What was to be synced never gets to the disk. */
  void syncFailed() {
    dropped.set(synced, size);
  }

  StoredFile copy() {
    StoredFile copy = new StoredFile();
    copy.content = content.clone();
    copy.size = size;
    copy.synced = size;
    return copy;
  }

  StoredFile afterPowerCut(RandomGenerator random) {
    StoredFile left = new StoredFile();
    left.content = content.clone();
    left.size = synced + (size > synced ? random.nextInt(size - synced + 1) : 0);
    if (left.size > synced && random.nextInt(3) == 0) {
      Arrays.fill(left.content, synced + random.nextInt(left.size - synced), left.size, (byte) 0);
    }
    dropped.stream().filter(at -> at < left.size).forEach(at -> left.content[at] = 0);
    left.synced = left.size;
    return left;
  }
}
