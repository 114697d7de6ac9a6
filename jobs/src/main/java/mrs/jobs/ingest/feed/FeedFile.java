package mrs.jobs.ingest.feed;

import java.io.Serializable;
import mrs.contracts.Catalogue;
import mrs.contracts.Table;

/**
 * A file of a feed folder that is a delivery of a table.
 *
 * @param uri where it lies, for any file system that Hadoop reaches
 * @param name its name relative to the feed folder, with forward slashes
 * @param tableName the input table that it is for
 * @param bytes its size as it lies there
 */
public record FeedFile(String uri, String name, String tableName, FeedFormat format, long bytes)
    implements Serializable {

  /** The input table that it is for. */
  public Table table() {
    return Catalogue.find(tableName).orElseThrow();
  }

  /** Whether its name says that it is compressed. */
  public boolean isGzip() {
    return FeedFormat.isGzip(name);
  }

  /** The same content under the name that it was first known by. */
  public FeedFile knownAs(String firstName) {
    return new FeedFile(uri, firstName, tableName, format, bytes);
  }
}
