package mrs.contracts;

import java.util.List;
import java.util.Optional;

/**
 * {@code known_files}: files of feed folders whose content is in, so that they need not be read
 * again only to find that out. A file counts as the same while its address, size and time of
 * modification are. Nothing rests on this table: a delivery is known by its content, and without a
 * row here its file is read once more.
 */
public final class KnownFiles {
  /** Where the file lies. */
  public static final Field SOURCE_URI =
      Field.string("source_uri", "Where the file lies, as a URI.").required();

  /** Its size as it lies there. */
  public static final Field BYTES =
      Field.bigint("bytes", "Its size in bytes as it lies there.").required();

  /** When it was last modified. */
  public static final Field MODIFIED_NANOS =
      Field.bigint(
              "modified_nanos",
              "When it was last modified, in nanoseconds since 1970; some file systems keep"
                  + " milliseconds.")
          .required();

  /** When it was read. */
  public static final Field HASHED_AT =
      Field.timestamp("hashed_at", "When it was read and hashed (UTC).").required();

  /** The input table that it is a delivery of. */
  public static final Field TABLE_NAME = DeliveriesLog.TABLE_NAME;

  /** SHA-256 (hex) of its content. */
  public static final Field SOURCE_HASH = Errors.SOURCE_HASH;

  /** The ingest after which its content was in. */
  public static final Field RUN_ID =
      LogColumns.RUN_ID.saying("A committed ingest after which its content was in.");

  /** The table. */
  public static final Table TABLE =
      new Table(
          "known_files",
          Table.Kind.DERIVED,
          "Files whose content is in, which need not be read again.",
          List.of(
              SOURCE_URI,
              BYTES,
              MODIFIED_NANOS,
              HASHED_AT,
              TABLE_NAME,
              SOURCE_HASH,
              RUN_ID,
              LogColumns.CONTENT_HASH),
          List.of(SOURCE_URI, BYTES, MODIFIED_NANOS, SOURCE_HASH, HASHED_AT),
          Optional.empty());

  private KnownFiles() {}
}
