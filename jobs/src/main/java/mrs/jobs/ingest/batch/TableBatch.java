package mrs.jobs.ingest.batch;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import mrs.contracts.Errors;
import mrs.contracts.SourceColumns;
import mrs.contracts.Table;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Row;

/** The pending deliveries of one table on their way in. */
public record TableBatch(Table table, List<Delivery> deliveries, ParsedBatch parsed)
    implements AutoCloseable {

  /** Records of all of its deliveries: rows and dead letters. */
  public long records() {
    return sum(DeliverySummary::records);
  }

  /** Rows of all of its deliveries. */
  public long rows() {
    return sum(DeliverySummary::rows);
  }

  /** Dead letters of all of its deliveries. */
  public long deadLetters() {
    return sum(DeliverySummary::deadLetters);
  }

  private long sum(ToLongFunction<DeliverySummary> figure) {
    return parsed.summaries().stream().mapToLong(figure).sum();
  }

  /** Its deliveries by their numbers. */
  public Map<Long, Delivery> bySeq() {
    return deliveries.stream().collect(Collectors.toMap(Delivery::ingestSeq, d -> d));
  }

  /** Appends the dead letters, if there are any. */
  public void appendDeadLetters(Warehouse warehouse) {
    if (deadLetters() > 0) {
      Append.to(warehouse, Errors.of(table)).append(parsed.deadLetters());
    }
  }

  /** Appends the rows, if there are any; says how many the table gained. */
  public long appendRows(Warehouse warehouse) {
    return rows() == 0 ? 0 : Append.to(warehouse, table).append(parsed.rows()).added();
  }

  /**
   * Rows of the table per delivery, which an interrupted attempt may have brought in.
   *
   * @param gained rows that the table gained just now; if that is all of them there is nothing to
   *     look up
   */
  public Map<Long, Long> rowsOfDeliveries(Warehouse warehouse, long gained) {
    if (gained == rows()) {
      return parsed.summaries().stream()
          .collect(Collectors.toMap(DeliverySummary::ingestSeq, DeliverySummary::rows));
    }
    Object[] seqs = deliveries.stream().map(Delivery::ingestSeq).toArray();
    Map<Long, Long> counts = new HashMap<>();
    for (Row row :
        warehouse
            .read(table)
            .where(col(SourceColumns.INGEST_SEQ).isin(seqs))
            .groupBy(col(SourceColumns.INGEST_SEQ))
            .agg(count(lit(1)))
            .collectAsList()) {
      counts.put(row.getLong(0), row.getLong(1));
    }
    return counts;
  }

  /** Dead letters by code, sorted. */
  public Map<String, Long> codes() {
    Map<String, Long> codes = new TreeMap<>();
    if (deadLetters() > 0) {
      parsed
          .deadLetters()
          .groupBy(col(Errors.CODE))
          .agg(count(lit(1)))
          .collectAsList()
          .forEach(r -> codes.put(r.getString(0), r.getLong(1)));
    }
    return codes;
  }

  @Override
  public void close() {
    parsed.close();
  }
}
