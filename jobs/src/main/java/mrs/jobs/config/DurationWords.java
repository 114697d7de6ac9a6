package mrs.jobs.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Reads durations: ISO-8601, and nothing for "not checked" (zero). */
final class DurationWords extends StdDeserializer<Duration> {
  private static final long serialVersionUID = 1L;

  private DurationWords() {
    super(Duration.class);
  }

  static Module module() {
    return new SimpleModule("durations").addDeserializer(Duration.class, new DurationWords());
  }

  @Override
  public Duration deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    String text = parser.getValueAsString("").trim();
    try {
      return text.isEmpty() ? Duration.ZERO : Duration.parse(text);
    } catch (DateTimeParseException e) {
      return (Duration)
          context.handleWeirdStringValue(
              Duration.class, text, "'%s' is no ISO-8601 duration such as PT24H or P2D", text);
    }
  }
}
