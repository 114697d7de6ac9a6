package mrs.jobs.ingest.feed;

/**
 * What makes a delivery the same one again. The same bytes for another table are another delivery.
 *
 * @param sha256 as {@link Identity} has it
 */
public record Content(String tableName, String sha256) {}
