package mrs.jobs.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A disk that forgets what was not synced. It watches a folder that the program works in as ever
 * and keeps a second picture of it: the content that each file had when it was last synced, and the
 * names that each folder had when that was last synced. From the two it plans what a power cut may
 * leave at some moments: nothing that was not synced, or any part of it.
 *
 * <p>The moments are just before syncs, because then the most is at stake; they are a fair sample
 * of all, from a fixed seed. What a file is is its inode, which a rename or a link does not change;
 * a hard link of our own keeps the inode from being given to another file. {@code
 * -Dmrs.cuts.forget=REGEX} has the syncs of matching paths do nothing, to see what they are for.
 */
public final class ShadowDisk implements AutoCloseable {
  /** Names in a folder: of a file its inode, of a folder {@link #FOLDER}. */
  static final Object FOLDER = "folder";

  private static final Pattern FORGOTTEN =
      Pattern.compile(System.getProperty("mrs.cuts.forget", ""));

  private final Path root;
  private final Path store;
  private final int wanted;
  private final Random random;
  private final Map<Path, Map<String, Object>> names = new HashMap<>();
  private final Map<Object, Path> contents = new HashMap<>();
  private final Map<Object, Path> pins = new HashMap<>();
  private final Acknowledged acknowledged;
  private final List<PowerCut> cuts = new ArrayList<>();
  private final Disk.Sync former;
  private int events;
  private int copies;

  private ShadowDisk(Path root, Path store, int wanted, long seed) throws IOException {
    this.root = root;
    this.store = Files.createDirectories(store);
    this.wanted = wanted;
    this.random = new Random(seed);
    this.acknowledged = new Acknowledged(root);
    this.former = Disk.replaceSync(this::synced);
  }

  /**
   * Watches {@code root}, of which all that is there now is on the disk, until it is closed.
   *
   * @param store a new folder on the same volume
   * @param cuts how many moments to plan a power cut for
   */
  public static ShadowDisk over(Path root, Path store, int cuts, long seed) throws IOException {
    ShadowDisk disk = new ShadowDisk(root, store, cuts, seed);
    if (Files.exists(root)) {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path each : all.toList()) {
          disk.put(each);
        }
      }
    }
    return disk;
  }

  /** What a power cut left just now. */
  public synchronized PowerCut now() {
    return cut();
  }

  /** The power cuts at the moments that were drawn. */
  public List<PowerCut> cuts() {
    return List.copyOf(cuts);
  }

  /** How many syncs there were. */
  public int events() {
    return events;
  }

  @Override
  public void close() {
    Disk.replaceSync(former);
  }

  private synchronized void synced(Path path) throws IOException {
    Path real = path.toAbsolutePath().normalize();
    if (!real.startsWith(root)) {
      return;
    }
    acknowledged.before(real);
    events++;
    if (cuts.size() < wanted) {
      cuts.add(cut());
    } else if (random.nextInt(events) < wanted) {
      cuts.set(random.nextInt(wanted), cut());
    }
    if (!FORGOTTEN.matcher(real.toString()).matches()) {
      put(real);
    }
  }

  /** From here on, the content of the file, or the names in the folder, outlast a power cut. */
  private void put(Path real) throws IOException {
    if (Files.isDirectory(real)) {
      names.put(root.relativize(real), listed(real));
    } else {
      Path copy = store.resolve("content-" + copies++);
      Files.copy(real, copy);
      contents.put(inode(real), copy);
    }
  }

  private PowerCut cut() {
    List<PowerCut.Left> onlySynced = new ArrayList<>();
    List<PowerCut.Left> some = new ArrayList<>();
    leave(Path.of(""), false, onlySynced);
    leave(Path.of(""), true, some);
    return new PowerCut(events, acknowledged.versions(), onlySynced, some);
  }

  /** What is left of {@code folder}: what was synced and, if {@code some}, parts of the rest. */
  private void leave(Path folder, boolean some, List<PowerCut.Left> left) {
    Map<String, Object> synced = names.getOrDefault(folder, Map.of());
    Map<String, Object> real = listed(root.resolve(folder));
    Map<String, Object> all = new TreeMap<>(real);
    all.putAll(synced);
    for (String name : all.keySet()) {
      Object kept = some && random.nextBoolean() ? real.get(name) : synced.get(name);
      Path path = folder.resolve(name);
      if (FOLDER.equals(kept)) {
        left.add(PowerCut.Left.folder(path));
        leave(path, some, left);
      } else if (kept != null) {
        left.add(new PowerCut.Left(path, content(kept, some)));
      }
    }
  }

  private PowerCut.Content content(Object inode, boolean some) {
    Path synced = contents.get(inode);
    Path real = pins.get(inode);
    long bytes = size(real);
    if (synced != null && (!some || same(synced, real) || random.nextBoolean())) {
      return new PowerCut.Content(synced, size(synced), 0);
    }
    if (!some) {
      return new PowerCut.Content(real, 0, 0);
    }
    return switch (random.nextInt(3)) {
      case 0 -> new PowerCut.Content(real, bytes, 0);
      case 1 -> new PowerCut.Content(real, bytes == 0 ? 0 : random.nextInt((int) bytes), 0);
      default -> new PowerCut.Content(real, 0, bytes);
    };
  }

  /** The names in a folder as it really is; none where another process or thread removed it. */
  private Map<String, Object> listed(Path folder) {
    Map<String, Object> listed = new HashMap<>();
    if (!Files.isDirectory(folder)) {
      return listed;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        try {
          listed.put(
              entry.getFileName().toString(), Files.isDirectory(entry) ? FOLDER : inode(entry));
        } catch (NoSuchFileException e) {
          // A temporary file that has just got its name.
        }
      }
      return listed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Object inode(Path file) throws IOException {
    Object inode =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
    if (!pins.containsKey(inode)) {
      Path pin = store.resolve("inode-" + pins.size());
      Files.createLink(pin, file);
      pins.put(inode, pin);
    }
    return inode;
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.mismatch(one, other) < 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
