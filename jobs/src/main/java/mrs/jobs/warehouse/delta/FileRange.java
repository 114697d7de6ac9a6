package mrs.jobs.warehouse.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SourceColumns;
import mrs.contracts.UnifiedSalesData;
import org.apache.spark.sql.delta.actions.AddFile;

/**
 * The least and the greatest values that a data file holds, as Delta's log has them. With them a
 * night leaves files unread that are older than what it looks for. A file of which nothing is known
 * may hold anything.
 */
public final class FileRange {
  /** The columns of which the log keeps them; {@link CreateTable} has it keep no others. */
  static final List<Field> COLUMNS =
      List.of(
          LogColumns.RUN_ID,
          LogColumns.WRITTEN_AT,
          SourceColumns.INGEST_SEQ,
          UnifiedSalesData.RECEIVED_AT);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Delta keeps so many characters of the least and the greatest text. */
  private static final int KEPT_CHARS = 32;

  private final JsonNode least;
  private final JsonNode greatest;

  private FileRange(JsonNode stats) {
    this.least = stats.path("minValues");
    this.greatest = stats.path("maxValues");
  }

  static FileRange of(AddFile file) {
    try {
      String stats = file.stats() == null ? "{}" : file.stats();
      return new FileRange(JSON.readTree(stats));
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

  /**
   * The text that all rows have as {@code field}; empty if they may differ, or if it is too long
   * for the log to tell.
   */
  public Optional<String> only(Field field) {
    JsonNode value = least.path(field.name());
    boolean whole = value.isTextual() && value.asText().length() < KEPT_CHARS;
    return whole && value.equals(greatest.path(field.name()))
        ? Optional.of(value.asText())
        : Optional.empty();
  }

  /** Whether a row may have a {@code field} greater than {@code number}. */
  public boolean mayExceed(Field field, long number) {
    JsonNode value = greatest.path(field.name());
    return !value.isNumber() || value.asLong() > number;
  }

  /** The greatest number that a row has as {@code field}; empty if the log does not tell. */
  public Optional<Long> greatest(Field field) {
    JsonNode value = greatest.path(field.name());
    return value.isIntegralNumber() ? Optional.of(value.asLong()) : Optional.empty();
  }
}
