package mrs.jobs.ingest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.jobs.ingest.feed.FeedFile;
import mrs.jobs.ingest.feed.FeedFolder;
import mrs.jobs.ingest.feed.FeedScan;
import mrs.jobs.ingest.feed.IdentifyFiles;
import mrs.jobs.ingest.feed.Identity;
import org.apache.spark.sql.SparkSession;

/** What lies in a feed folder, each file with its identity. */
record IdentifiedFeed(String folder, FeedScan scan, Map<FeedFile, Identity> identities) {

  /** Lists {@code folder} and reads each of its files once, in Spark tasks. */
  static IdentifiedFeed read(SparkSession spark, String folder) {
    FeedScan scan = FeedFolder.scan(folder, spark.sessionState().newHadoopConf());
    return new IdentifiedFeed(folder, scan, IdentifyFiles.in(spark, scan.files()));
  }

  List<FeedFile> files() {
    return scan.files();
  }

  Identity identity(FeedFile file) {
    return Optional.ofNullable(identities.get(file)).orElseThrow();
  }

  /** Table and content of {@code file}. */
  KnownDeliveries.Content content(FeedFile file) {
    return new KnownDeliveries.Content(file.tableName(), identity(file).sha256());
  }

  /** The first file with this content. */
  Optional<FeedFile> find(KnownDeliveries.Content content) {
    return files().stream().filter(f -> content(f).equals(content)).findFirst();
  }
}
