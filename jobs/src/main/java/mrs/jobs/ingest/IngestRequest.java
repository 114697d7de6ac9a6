package mrs.jobs.ingest;

/**
 * What somebody asks for with {@code mrs ingest}.
 *
 * @param folder the feed folder, a path or URI of a file system that the executors reach
 * @param retryParked whether deliveries that failed are to be taken up again
 * @param fullCheck whether every file is to be read, also those that are remembered to be in
 */
public record IngestRequest(String folder, boolean retryParked, boolean fullCheck) {
  /** What is pending in {@code folder}. */
  public static IngestRequest of(String folder) {
    return new IngestRequest(folder, false, false);
  }
}
