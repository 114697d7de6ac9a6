package mrs.jobs.ingest.feed;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a delivered file is written. */
public enum FeedFormat {
  /** Comma-separated values with a header, quoted as in RFC 4180. */
  CSV(".csv"),
  /** One JSON object a line. */
  JSON_LINES(".jsonl", ".ndjson", ".json"),
  /** Apache Parquet. */
  PARQUET(".parquet");

  private static final String GZIP = ".gz";

  private final List<String> endings;

  FeedFormat(String... endings) {
    this.endings = List.of(endings);
  }

  /**
   * The format of a file of this name, if it is one that is read; a gzip ending is allowed but for
   * Parquet.
   */
  public static Optional<FeedFormat> of(String fileName) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    String plain = withoutGzip(lower);
    return Arrays.stream(values())
        .filter(f -> f.endings.stream().anyMatch(plain::endsWith))
        .filter(f -> f != PARQUET || plain.equals(lower))
        .findFirst();
  }

  /** Whether a file of this name is compressed. */
  public static boolean isGzip(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(GZIP);
  }

  private static String withoutGzip(String fileName) {
    return isGzip(fileName) ? fileName.substring(0, fileName.length() - GZIP.length()) : fileName;
  }
}
