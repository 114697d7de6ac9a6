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
  private static final String BROTLI = ".br";

  /** Endings of compressed files; what is not gzip is taken so that it can be refused by name. */
  private static final List<String> COMPRESSED =
      List.of(GZIP, BROTLI, ".zst", ".zstd", ".xz", ".bz2", ".zip", ".lz4", ".7z", ".snappy", ".z");

  private final List<String> endings;

  FeedFormat(String... endings) {
    this.endings = List.of(endings);
  }

  /**
   * The format of a file of this name, if it is one that is read; an ending that says that it is
   * compressed is allowed but for Parquet.
   */
  public static Optional<FeedFormat> of(String fileName) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    String plain = withoutCompression(lower);
    return Arrays.stream(values())
        .filter(f -> f.endings.stream().anyMatch(plain::endsWith))
        .filter(f -> f != PARQUET || plain.equals(lower))
        .findFirst();
  }

  /** Whether a file of this name is compressed with gzip. */
  public static boolean isGzip(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(GZIP);
  }

  /** Whether the name of a file says that it is compressed with brotli, which nothing else says. */
  public static boolean isBrotli(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(BROTLI);
  }

  private static String withoutCompression(String fileName) {
    return COMPRESSED.stream()
        .filter(fileName::endsWith)
        .findFirst()
        .map(e -> fileName.substring(0, fileName.length() - e.length()))
        .orElse(fileName);
  }
}
