package mrs.jobs.export;

import mrs.jobs.relations.PlainValues;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** JSON Lines. */
final class JsonLines implements RowLines {
  @Override
  public String header(StructType schema) {
    return "";
  }

  @Override
  public String line(Row row) {
    return PlainValues.json(PlainValues.of(row)) + "\n";
  }
}
