package mrs.jobs.ingest.feed;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.SparkSession;

/**
 * The local disk under the scheme {@code faulty}, on which files fail as a test says: opening them,
 * or only opening them to parse them.
 */
public final class FaultyFiles extends RawLocalFileSystem {
  private static final Map<String, Fault> FAULTS = new ConcurrentHashMap<>();

  /** What goes wrong with a file or a folder. */
  @FunctionalInterface
  public interface Fault {
    /** Throws, or lets it pass. */
    void strike() throws IOException;
  }

  /** Lets Spark reach them; all are sound. */
  public static void install(SparkSession spark) {
    spark.conf().set("fs.faulty.impl", FaultyFiles.class.getName());
    FAULTS.clear();
  }

  /** The address of {@code folder} on this disk. */
  public static String address(java.nio.file.Path folder) {
    return "faulty://" + folder.toAbsolutePath();
  }

  /** From now on {@code fault} strikes whoever opens a file, or lists a folder, of this name. */
  public static void strike(String name, Fault fault) {
    FAULTS.put(name, fault);
  }

  /** From now on {@code fault} strikes whoever opens a file of this name to parse it. */
  public static void strikeTheParser(String name, Fault fault) {
    strike(
        name,
        () -> {
          boolean parsing =
              StackWalker.getInstance()
                  .walk(
                      f -> f.anyMatch(s -> s.getClassName().startsWith("mrs.jobs.ingest.parse.")));
          if (parsing) {
            fault.strike();
          }
        });
  }

  /** From now on nothing is wrong with it. */
  public static void mend(String name) {
    FAULTS.remove(name);
  }

  @Override
  public URI getUri() {
    return URI.create("faulty:///");
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    strike(path);
    return super.open(path, bufferSize);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    strike(path);
    return super.listStatus(path);
  }

  private static void strike(Path path) throws IOException {
    Fault fault = FAULTS.get(path.getName());
    if (fault != null) {
      fault.strike();
    }
  }
}
