package mrs.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mrs.contracts.Catalogue;
import mrs.jobs.ingest.IngestReport;
import mrs.jobs.night.Night;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The tiny retailer's nights, played once, with the warehouse as it stood after each of them. The
 * JVMs of one build share them: {@code mrs.played} names a folder that no other build uses.
 *
 * @param root where the copies lie
 * @param hydrated the hydrated tables after each night, the history first
 */
public record Played(Path root, List<Map<String, List<String>>> hydrated) {
  /** How many there are: the history, and the nights after it. */
  public static final int NIGHTS = Site.LAST + 1;

  private static final String DONE = "done";
  private static @Nullable Played once;

  /** The played nights. */
  public static synchronized Played get(SparkSession spark) {
    if (once == null) {
      String shared = System.getProperty("mrs.played");
      Path root = shared == null ? Folders.temporary("mrs-endtoend") : Path.of(shared);
      playOnce(spark, root);
      once = new Played(root, hydrated(spark, root));
    }
    return once;
  }

  /** Whoever comes first plays; the others wait for it. */
  private static void playOnce(SparkSession spark, Path root) {
    try {
      Files.createDirectories(root);
      try (FileChannel turn =
              FileChannel.open(
                  root.resolve("turn"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock mine = turn.lock()) {
        if (mine.isValid() && !Files.exists(root.resolve(DONE))) {
          play(spark, root);
          Files.createFile(root.resolve(DONE));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void play(SparkSession spark, Path root) {
    Path live = root.resolve("live");
    Site site = Site.open(spark, live);
    for (int n = 0; n <= Site.LAST; n++) {
      site.nights().deliver(n);
      IngestReport ingested = site.nights().ingest(n);
      if (n == Site.LAST) {
        Folders.copy(live, ingested(root));
      }
      Night night = new Night(ingested, site.nights().judge(n));
      if (night.failed()) {
        throw new IllegalStateException("night " + n + " failed: " + night);
      }
      Folders.copy(live, after(root, n));
    }
  }

  private static List<Map<String, List<String>>> hydrated(SparkSession spark, Path root) {
    return IntStream.rangeClosed(0, Site.LAST)
        .mapToObj(n -> Site.open(spark, after(root, n)).warehouse())
        .map(warehouse -> Contents.of(warehouse, Catalogue.OUTPUTS))
        .toList();
  }

  /** The site as it stood after night {@code n}; not to be written to. */
  Site after(SparkSession spark, int n) {
    return Site.open(spark, after(root, n));
  }

  /** A copy of the site as it stood after night {@code n}, in the new folder {@code to}. */
  Site copyAfter(SparkSession spark, int n, Path to) {
    return Site.open(spark, Folders.copy(after(root, n), to));
  }

  /**
   * A copy of the site before the last night, with its delivery in, in the new folder {@code to}.
   */
  Site copyIngested(SparkSession spark, Path to) {
    return Site.open(spark, Folders.copy(ingested(root), to));
  }

  private static Path ingested(Path root) {
    return root.resolve("ingested");
  }

  private static Path after(Path root, int n) {
    return root.resolve("after-" + n);
  }
}
