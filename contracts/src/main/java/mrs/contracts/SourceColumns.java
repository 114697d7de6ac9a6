package mrs.contracts;

/** The columns that say which delivery, file and line an input row came from. */
public final class SourceColumns {
  /** Number of the delivery that brought the row; increasing. */
  public static final Field INGEST_SEQ =
      Field.bigint("ingest_seq", "Number of the delivery that brought the row; increasing.")
          .required();

  /** The delivered file, relative to the feed folder. */
  public static final Field SOURCE_FILE =
      Field.string("source_file", "The delivered file, relative to the feed folder.").required();

  /** Line of that file (1-based, the header counts), or row number where a format has no lines. */
  public static final Field SOURCE_LINE =
      Field.bigint("source_line", "Line of the file (1-based), or row number in Parquet.")
          .required();

  private SourceColumns() {}
}
