package mrs.jobs.export;

/** What a file is written as. */
public enum Format {
  /**
   * A header and one line a row, quoted as RFC 4180 has it; NULL is nothing, an empty text is
   * {@code ""}.
   */
  CSV,
  /** One JSON object a line, with every column; NULL is {@code null}. */
  JSON,
  /** One Parquet file, timestamps in microseconds UTC. */
  PARQUET
}
