package mrs.jobs.ingest.feed;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import mrs.contracts.Catalogue;
import mrs.contracts.ContextualEvents;
import mrs.contracts.Products;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.messages.Problem;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/**
 * A folder with deliveries: {@code sales/}, {@code context/}, {@code reference/stores…}, {@code
 * reference/products…}; CSV, JSON Lines or Parquet, plain or gzip, in any number of sub-folders.
 */
public final class FeedFolder {
  private static final String LAYOUT =
      "a feed folder holds sales/, context/, reference/stores.* or reference/products.* with .csv,"
          + " .jsonl, .ndjson, .json (each also .gz) or .parquet files";

  private static final Pattern STORES = Pattern.compile("reference/stores(?![a-z]).*");
  private static final Pattern PRODUCTS = Pattern.compile("reference/products(?![a-z]).*");

  private final Path root;
  private final FileSystem files;
  private final List<FeedFile> found = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();
  private final List<String> closed = new ArrayList<>();
  private final Map<FeedFile, Long> modified = new HashMap<>();
  private final Runnable seen;

  private FeedFolder(Path root, FileSystem files, Runnable seen) {
    this.root = root;
    this.files = files;
    this.seen = seen;
  }

  /**
   * Lists the deliveries in {@code folder}.
   *
   * @param folder a path or URI of a file system that Hadoop reaches
   * @throws Problem if there is no such folder, if it cannot be listed, or if it holds no delivery
   */
  public static FeedScan scan(String folder, Configuration hadoop) {
    try {
      return list(folder, hadoop, () -> {});
    } catch (IOException | IllegalArgumentException e) {
      throw unlisted(folder, e);
    }
  }

  /**
   * The same, where it matters what it is that fails.
   *
   * @param seen is told of each entry that was looked at
   * @throws Problem if it holds no delivery
   * @throws FileNotFoundException if there is no such folder
   */
  public static FeedScan list(String folder, Configuration hadoop, Runnable seen)
      throws IOException {
    Path path = new Path(folder);
    FileSystem files = path.getFileSystem(hadoop);
    FeedFolder scan = new FeedFolder(files.makeQualified(path), files, seen);
    scan.walk(scan.root, "");
    return scan.result(folder);
  }

  /** What people are told of a folder that cannot be listed. */
  public static Problem unlisted(String folder, Exception e) {
    return e instanceof FileNotFoundException
        ? Problem.refused("there is no feed folder " + folder, "name an existing one; " + LAYOUT)
        : Problem.refused(
            "the feed folder '" + folder + "' cannot be read: " + e.getMessage(),
            "check its name and permissions");
  }

  private FeedScan result(String folder) {
    if (found.isEmpty()) {
      String seen = ignored.isEmpty() ? "it is empty" : "it holds only " + sample();
      throw Problem.refused("the feed folder " + folder + " has no deliveries: " + seen, LAYOUT);
    }
    found.sort(
        Comparator.comparing((FeedFile f) -> Catalogue.FEEDS.indexOf(f.table()))
            .thenComparing(FeedFile::name));
    return new FeedScan(
        found, ignored.stream().sorted().toList(), closed.stream().sorted().toList(), modified);
  }

  private String sample() {
    List<String> first = ignored.stream().sorted().limit(5).toList();
    return String.join(", ", first) + (ignored.size() > first.size() ? ", …" : "");
  }

  private void walk(Path folder, String prefix) throws IOException {
    for (FileStatus entry : files.listStatus(folder)) {
      seen.run();
      String simple = entry.getPath().getName();
      String name = prefix + simple;
      if (simple.startsWith(".") || simple.startsWith("_")) {
        ignore(name, entry);
      } else if (entry.isDirectory() && mayHoldDeliveries(name + "/")) {
        walkIfOpen(entry.getPath(), name + "/");
      } else {
        take(name, entry);
      }
    }
  }

  /** One sub-folder without permission does not keep the others from coming in. */
  private void walkIfOpen(Path folder, String prefix) throws IOException {
    try {
      walk(folder, prefix);
    } catch (AccessControlException | AccessDeniedException e) {
      closed.add(prefix);
    }
  }

  private void take(String name, FileStatus entry) throws IOException {
    Optional<Table> table = tableOf(name);
    Optional<FeedFormat> format = FeedFormat.of(name);
    if (entry.isFile() && table.isPresent() && format.isPresent()) {
      String uri = entry.getPath().toUri().toString();
      FeedFile file = new FeedFile(uri, name, table.get().name(), format.get(), entry.getLen());
      try {
        modified.put(file, modifiedNanos(entry));
        found.add(file);
      } catch (NoSuchFileException e) {
        // It was there a moment ago: as if the folder had been listed now.
        return;
      }
    } else {
      ignore(name, entry);
    }
  }

  /** When it was last modified: Hadoop knows milliseconds; a local disk is asked itself. */
  public static long modifiedNanos(FileStatus entry) throws IOException {
    URI uri = entry.getPath().toUri();
    return "file".equals(uri.getScheme())
        ? Files.getLastModifiedTime(java.nio.file.Path.of(uri.getPath())).to(TimeUnit.NANOSECONDS)
        : TimeUnit.MILLISECONDS.toNanos(entry.getModificationTime());
  }

  /** Hadoop keeps its checksums in hidden files beside the data; they are no news to anyone. */
  private void ignore(String name, FileStatus entry) {
    if (!name.endsWith(".crc")) {
      ignored.add(entry.isDirectory() ? name + "/" : name);
    }
  }

  private static boolean mayHoldDeliveries(String folder) {
    return folder.equals("reference/") || tableOf(folder).isPresent();
  }

  private static Optional<Table> tableOf(String name) {
    if (name.startsWith("sales/")) {
      return Optional.of(UnifiedSalesData.TABLE);
    }
    if (name.startsWith("context/")) {
      return Optional.of(ContextualEvents.TABLE);
    }
    if (STORES.matcher(name).matches()) {
      return Optional.of(Stores.TABLE);
    }
    return PRODUCTS.matcher(name).matches() ? Optional.of(Products.TABLE) : Optional.empty();
  }
}
