package mrs.jobs.sql;

import org.apache.spark.sql.SparkSession;

/**
 * A session for other people's SQL: temporary views and settings of its own, no reading of files by
 * path, and no {@code ${env:…}} in a statement, which Spark would replace by the process's
 * environment before parsing it.
 */
public final class QuerySession {
  private QuerySession() {}

  /** A new one beside {@code base}; it shares nothing but the Spark context. */
  public static SparkSession beside(SparkSession base) {
    SparkSession session = base.newSession();
    session.conf().set("spark.sql.variable.substitute", "false");
    session.conf().set("spark.sql.runSQLOnFiles", "false");
    session.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    return session;
  }
}
