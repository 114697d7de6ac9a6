package mrs.jobs.intake.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One JSON object in one line, whose last member is the CRC32C of all that stands before it. A line
 * that a kill or a power cut left unfinished is none.
 */
final class CheckedLine {
  private static final String BEFORE = ",\"crc32c\":\"";
  private static final String AFTER = "\"}";
  private static final int DIGITS = 8;
  private static final int TAIL = BEFORE.length() + DIGITS + AFTER.length();

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private CheckedLine() {}

  /** The line of a record that is not empty, without a line break. */
  static String of(Record value) {
    try {
      String json = JSON.writeValueAsString(value);
      String content = json.substring(0, json.length() - 1);
      return content + BEFORE + checksum(content) + AFTER;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the line says, if it is as it was written. */
  static <T extends Record> Optional<T> read(String line, Class<T> type) {
    int end = line.length() - TAIL;
    if (end < 1 || !line.endsWith(AFTER) || !line.startsWith(BEFORE, end)) {
      return Optional.empty();
    }
    String content = line.substring(0, end);
    String checksum = line.substring(end + BEFORE.length(), line.length() - AFTER.length());
    if (!checksum.equals(checksum(content))) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(content + "}", type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String checksum(String content) {
    CRC32C crc = new CRC32C();
    crc.update(content.getBytes(UTF_8));
    return String.format("%08x", crc.getValue());
  }
}
