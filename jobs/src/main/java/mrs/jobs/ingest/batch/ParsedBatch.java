package mrs.jobs.ingest.batch;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The deliveries of one table, parsed.
 *
 * @param tagged everything, as {@link Tagged#schema} has it; persisted until the batch is closed
 * @param rows rows of the table; the same row may stand there several times
 * @param deadLetters rows of the table's dead letters
 * @param summaries one a delivery, in the order of their numbers
 */
public record ParsedBatch(
    Dataset<Row> tagged,
    Dataset<Row> rows,
    Dataset<Row> deadLetters,
    List<DeliverySummary> summaries)
    implements AutoCloseable {

  @Override
  public void close() {
    tagged.unpersist();
  }
}
