package mrs.jobs.relations;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The hydrated tables at one moment, with the columns of their contracts. */
public record Hydrated(Dataset<Row> reports, Dataset<Row> events) {}
