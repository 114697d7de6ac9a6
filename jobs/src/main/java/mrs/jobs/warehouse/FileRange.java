package mrs.jobs.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import mrs.contracts.Field;
import org.apache.spark.sql.delta.actions.AddFile;

/**
 * The greatest values that a data file holds, as Delta's log has them. With them a night leaves
 * files unread that are older than what it looks for. A file of which nothing is known may hold
 * anything.
 */
public final class FileRange {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode greatest;

  private FileRange(JsonNode greatest) {
    this.greatest = greatest;
  }

  static FileRange of(AddFile file) {
    try {
      String stats = file.stats() == null ? "{}" : file.stats();
      return new FileRange(JSON.readTree(stats).path("maxValues"));
    } catch (JsonProcessingException e) {
      return new FileRange(JSON.createObjectNode());
    }
  }

  /** Whether a row may have a {@code field} later than {@code time}. */
  public boolean mayExceed(Field field, Instant time) {
    try {
      // The log keeps milliseconds and cuts off what is finer.
      return OffsetDateTime.parse(greatest.path(field.name()).asText())
          .plus(1, ChronoUnit.MILLIS)
          .toInstant()
          .isAfter(time);
    } catch (DateTimeParseException e) {
      return true;
    }
  }

  /** Whether a row may have a {@code field} greater than {@code number}. */
  public boolean mayExceed(Field field, long number) {
    JsonNode value = greatest.path(field.name());
    return !value.isNumber() || value.asLong() > number;
  }
}
