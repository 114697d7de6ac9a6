package mrs.endtoend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mrs.contracts.Catalogue;
import mrs.jobs.demo.PlayNights;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The tiny retailer's nights, played once a JVM, with the warehouse as it stood after each of them.
 *
 * @param root where the copies lie
 * @param hydrated the hydrated tables after each night, the history first
 */
record Played(Path root, List<Map<String, List<String>>> hydrated) {
  private static @Nullable Played once;

  /** The played nights. */
  static synchronized Played get(SparkSession spark) {
    if (once == null) {
      once = play(spark, Folders.temporary("mrs-endtoend"));
    }
    return once;
  }

  private static Played play(SparkSession spark, Path root) {
    Path live = root.resolve("live");
    Site site = Site.open(spark, live);
    List<Map<String, List<String>>> hydrated = new ArrayList<>();
    for (int n = 0; n <= Site.LAST; n++) {
      PlayNights.Night night = site.nights().play(n);
      if (!night.done()) {
        throw new IllegalStateException("night " + n + " failed: " + night);
      }
      hydrated.add(Contents.of(site.warehouse(), Catalogue.OUTPUTS));
      Folders.copy(live, after(root, n));
    }
    return new Played(root, List.copyOf(hydrated));
  }

  /** The site as it stood after night {@code n}; not to be written to. */
  Site after(SparkSession spark, int n) {
    return Site.open(spark, after(root, n));
  }

  /** A copy of the site as it stood after night {@code n}, in the new folder {@code to}. */
  Site copyAfter(SparkSession spark, int n, Path to) {
    return Site.open(spark, Folders.copy(after(root, n), to));
  }

  private static Path after(Path root, int n) {
    return root.resolve("after-" + n);
  }
}
