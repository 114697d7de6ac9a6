package mrs.jobs.ingest.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import mrs.jobs.ingest.feed.FeedFile;
import mrs.jobs.ingest.feed.FeedFormat;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A delivery as it was listed. Another size or another time of modification is another file.
 *
 * @param uri where it lies
 * @param name its name relative to the feed folder
 * @param modifiedNanos when it was last modified, in nanoseconds since 1970
 */
record RemoteFile(
    String uri, String name, String tableName, FeedFormat format, long bytes, long modifiedNanos) {

  static RemoteFile of(FeedFile file, long modifiedNanos) {
    return new RemoteFile(
        file.uri(), file.name(), file.tableName(), file.format(), file.bytes(), modifiedNanos);
  }

  /** The delivery, read from {@code place}. */
  FeedFile at(String place) {
    return new FeedFile(place, name, tableName, format, bytes);
  }

  /** What its copy is known by: a hash of where it lies, its size and its time. */
  String id() {
    return DigestUtils.sha256Hex((uri + "\0" + bytes + "\0" + modifiedNanos).getBytes(UTF_8));
  }
}
