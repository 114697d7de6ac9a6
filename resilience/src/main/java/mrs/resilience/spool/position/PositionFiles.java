package mrs.resilience.spool.position;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mrs.resilience.folder.Folder;

/**
 * The position of the consumer in two files that are written in turn, each as a whole: whatever
 * breaks one, the other has the position before it. A third file does nothing but take up room; it
 * goes when a position does not fit on the disk, and so a full disk can always be drained.
 */
public final class PositionFiles {
  /** Room on the disk that is kept for these files. */
  public static final int RESERVED_BYTES = 1 << 14;

  private static final List<String> SLOTS = List.of("position.0", "position.1");
  private static final String RESERVE = "position.reserve";

  private final Folder folder;
  private long counter;

  /** Writes to the files of {@code folder}, as if there were none before. */
  public PositionFiles(Folder folder) {
    this.folder = folder;
  }

  /**
   * What the files say.
   *
   * @param newest the position with the highest counter
   * @param damaged whether a file is broken or absent, so that there may have been a later one
   */
  public record Found(Optional<ReadPosition> newest, boolean damaged) {}

  /**
   * Reads both files. One that cannot be read is as good as broken.
   *
   * @throws IOException if neither can be read, though they are there
   */
  public static Found read(Folder folder) throws IOException {
    List<ReadPosition> sound = new ArrayList<>();
    List<IOException> unreadable = new ArrayList<>();
    for (String slot : SLOTS) {
      try {
        slot(folder, slot).ifPresent(sound::add);
      } catch (IOException e) {
        unreadable.add(e);
      }
    }
    if (unreadable.size() == SLOTS.size()) {
      throw unreadable.get(0);
    }
    Optional<ReadPosition> newest =
        sound.stream().max(Comparator.comparingLong(ReadPosition::counter));
    return new Found(newest, sound.size() < SLOTS.size());
  }

  private static Optional<ReadPosition> slot(Folder folder, String slot) throws IOException {
    try {
      return folder.size(slot) > RESERVED_BYTES
          ? Optional.empty()
          : ReadPosition.of(folder.content(slot));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Goes on counting after a position that was found. */
  public void goOnAfter(ReadPosition found) {
    counter = found.counter();
  }

  /**
   * Writes a position in place of the one before the last.
   *
   * @throws IOException if nobody knows whether it is on the disk; the last one is
   */
  public void write(ConsumedSeqs consumed, long durableTo, long reservedTo) throws IOException {
    ReadPosition next = new ReadPosition(counter + 1, consumed, durableTo, reservedTo);
    String slot = SLOTS.get((int) (next.counter() % SLOTS.size()));
    try {
      folder.put(slot, next.bytes());
    } catch (IOException e) {
      if (!folder.names().contains(RESERVE)) {
        throw e;
      }
      folder.delete(RESERVE);
      folder.put(slot, next.bytes());
    }
    counter = next.counter();
  }

  /** Takes up the room that a position may need one day; where there is none, that can wait. */
  public void reserve() throws IOException {
    if (folder.names().contains(RESERVE) || folder.usableBytes() < 2L * RESERVED_BYTES) {
      return;
    }
    try {
      folder.put(RESERVE, new byte[RESERVED_BYTES / 2]);
    } catch (IOException e) {
      folder.delete(Folder.unfinished(RESERVE));
    }
  }
}
