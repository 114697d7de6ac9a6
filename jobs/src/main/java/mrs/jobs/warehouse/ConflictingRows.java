package mrs.jobs.warehouse;

import mrs.contracts.Table;
import mrs.jobs.messages.Problem;
import org.apache.spark.sql.Row;

/** What is said when two rows have one key and different contents: both are shown. */
final class ConflictingRows {
  private ConflictingRows() {}

  /** One batch has both. */
  static Problem inOneBatch(Table table, Row example) {
    return Problem.failed(
        "one batch for "
            + table.name()
            + " gives two different rows for one key: "
            + example.json(),
        "this is a defect of the stage that wrote them; please report it with this line");
  }

  /** The table has the one, the batch the other. */
  static Problem withStored(Table table, Row given, Row stored) {
    return Problem.failed(
        "a row for "
            + table.name()
            + " has the key of a stored row and says something else. Stored: "
            + stored.json()
            + " Given: "
            + given.json(),
        "determinism is broken: check that inputs, configuration and program version are those of"
            + " the first run, or reprocess with a new run");
  }
}
