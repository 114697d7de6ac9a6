package mrs.jobs.ingest;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mrs.jobs.ingest.feed.Content;
import mrs.jobs.ingest.feed.FeedAccess;
import mrs.jobs.ingest.feed.FeedFile;
import mrs.jobs.ingest.feed.FeedScan;
import mrs.jobs.ingest.feed.IdentifyFiles;
import mrs.jobs.ingest.feed.Identity;
import mrs.jobs.runs.RunContext;
import org.apache.spark.sql.SparkSession;

/**
 * What lies in a feed folder, each file with its identity; those that are remembered to be in have
 * none, as they were not read.
 *
 * @param access how it was reached
 * @param readAt when reading them began
 * @param identities of the files that were read
 */
record IdentifiedFeed(
    FeedAccess access,
    String folder,
    FeedScan scan,
    Instant readAt,
    Map<FeedFile, Identity> identities) {

  /**
   * Lists {@code folder} and reads each file once, in Spark tasks, but for those that {@code
   * memory} knows to be in.
   *
   * @throws mrs.jobs.messages.Problem if the folder is no feed
   */
  static IdentifiedFeed read(
      RunContext context, FeedAccess access, String folder, Optional<FileMemory> memory) {
    SparkSession spark = context.warehouse().spark();
    Instant now = context.clock().instant();
    FeedScan scan =
        access.scan(
            folder,
            spark.sessionState().newHadoopConf(),
            (all, file) -> memory.flatMap(m -> m.content(file, all)).isPresent());
    List<FeedFile> unknown =
        scan.files().stream()
            .filter(f -> memory.flatMap(m -> m.content(f, scan)).isEmpty())
            .toList();
    return new IdentifiedFeed(access, folder, scan, now, IdentifyFiles.in(spark, unknown));
  }

  List<FeedFile> files() {
    return scan.files();
  }

  /** Those that were read, in the feed's order. */
  List<FeedFile> hashed() {
    return files().stream().filter(identities::containsKey).toList();
  }

  /** The identity of a file that was read. */
  Identity identity(FeedFile file) {
    return Objects.requireNonNull(identities.get(file));
  }

  /** Table and content of a file that was read. */
  Content content(FeedFile file) {
    return new Content(file.tableName(), identity(file).sha256());
  }

  /** The first file of each content, of those that were read. */
  Map<Content, FeedFile> byContent() {
    Map<Content, FeedFile> first = new HashMap<>();
    hashed().forEach(f -> first.putIfAbsent(content(f), f));
    return first;
  }

  /** The file of this name, if there is one. */
  Optional<FeedFile> named(String name) {
    return files().stream().filter(f -> f.name().equals(name)).findFirst();
  }
}
