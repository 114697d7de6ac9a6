package mrs.resilience.spool;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import mrs.resilience.folder.Folder;
import mrs.resilience.spool.segment.SegmentName;

/**
 * Segments in which something is broken, kept apart under another name once all that can be read
 * has gone out, for whoever wants to know what broke. They go again, oldest first, before they take
 * more than an eighth of the disk that is allowed, and before anything is refused: nobody has to
 * delete them by hand.
 */
final class BadSegments {
  private static final int SHARE = 8;

  private final Folder folder;
  private final long mostBytes;
  private final Map<String, Long> sizes = new TreeMap<>();

  private BadSegments(Folder folder, long mostBytes) {
    this.folder = folder;
    this.mostBytes = mostBytes;
  }

  static BadSegments in(Folder folder, SpoolPolicy policy) throws IOException {
    BadSegments bad = new BadSegments(folder, policy.diskBytes() / SHARE);
    for (String name : folder.names()) {
      if (isOne(name)) {
        bad.put(name, folder.size(name));
      }
    }
    return bad;
  }

  static boolean isOne(String file) {
    return file.endsWith(SegmentName.BAD);
  }

  /** Gives a segment its other name; durable once the folder is synced. */
  synchronized void keep(SegmentName segment) throws IOException {
    String name = segment.file() + SegmentName.BAD;
    folder.move(segment.file(), name);
    put(name, folder.size(name));
    shrinkTo(mostBytes);
  }

  /** Deletes the oldest until the others have at most so many bytes. */
  synchronized void shrinkTo(long most) throws IOException {
    while (bytes() > most) {
      String oldest = sizes.keySet().iterator().next();
      folder.delete(oldest);
      sizes.remove(oldest);
    }
  }

  synchronized long bytes() {
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  private synchronized void put(String name, long size) {
    sizes.put(name, size);
  }
}
