package mrs.transforms.detection;

import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.expr;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.spark.sql.Column;

/**
 * How long after the end of a day (UTC) a store may still report it. What is absent is missing once
 * the grace of its day is over, and late until then.
 */
public record Grace(Duration length) {

  /** The last day whose grace is over at {@code time}. */
  public LocalDate overTo(Instant time) {
    return LocalDate.ofInstant(time.minus(length), ZoneOffset.UTC).minusDays(1);
  }

  /** The same of a column of times, in a session that reckons in UTC. */
  Column overTo(Column time) {
    Column ago = time.minus(expr("INTERVAL " + length.toSeconds() + " SECONDS"));
    return date_add(ago.cast("date"), -1);
  }
}
