package mrs.jobs.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mrs.resilience.retry.Command;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A command as somebody gave it.
 *
 * @param arguments as on the command line, with absolute paths
 * @param givenAt when it was first given
 */
public record GivenCommand(List<String> arguments, Instant givenAt) {
  /** For so long somebody still wants what was given. */
  public static final Duration WANTED_FOR = Duration.ofDays(1);

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  /** All commands write to the one warehouse, so none overtakes another. */
  private static final String KEY = "warehouse";

  private static final String KIND = "mrs";
  private static final int ID_CHARS = 16;

  /** Takes a copy. */
  public GivenCommand {
    arguments = List.copyOf(arguments);
  }

  /** The same for the same arguments: what waits already is not taken twice. */
  public String id() {
    return DigestUtils.sha256Hex(String.join("\0", arguments)).substring(0, ID_CHARS);
  }

  /** As it was typed. */
  public String line() {
    return "mrs " + String.join(" ", arguments);
  }

  byte[] toJson() {
    try {
      return MAPPER.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static GivenCommand fromJson(byte[] json) throws IOException {
    return MAPPER.readValue(json, GivenCommand.class);
  }

  /** As the retry queue keeps it. */
  Command queued() {
    byte[] payload = String.join("\0", arguments).getBytes(StandardCharsets.UTF_8);
    return new Command(id(), KEY, KIND, payload, givenAt, WANTED_FOR);
  }

  /** What the retry queue kept. */
  static GivenCommand of(Command command) {
    String joined = new String(command.payload(), StandardCharsets.UTF_8);
    return new GivenCommand(List.of(joined.split("\0", -1)), command.acceptedAt());
  }
}
