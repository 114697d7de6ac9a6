package mrs.jobs.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import mrs.resilience.Secret;

/** Reads the headers of a push as OpenTelemetry writes them: {@code name=value,name=value}. */
final class OtlpHeaders {
  /** The variable of the environment, as OpenTelemetry calls it; values are percent-encoded. */
  static final String VARIABLE = "OTEL_EXPORTER_OTLP_HEADERS";

  private static final String NAME = "[A-Za-z0-9-]+";

  private OtlpHeaders() {}

  /** The headers; what cannot be one is left out, and that is said without what it was. */
  static Map<String, Secret> of(Map<String, String> environment, Consumer<String> say) {
    Map<String, Secret> headers = new LinkedHashMap<>();
    int place = 0;
    for (String pair : environment.getOrDefault(VARIABLE, "").split(",", -1)) {
      place++;
      if (!pair.isBlank() && !put(headers, pair)) {
        say.accept(
            "warning: entry " + place + " of " + VARIABLE + " is left out; write it NAME=VALUE");
      }
    }
    return headers;
  }

  private static boolean put(Map<String, Secret> headers, String pair) {
    int at = pair.indexOf('=');
    String name = pair.substring(0, Math.max(at, 0)).strip();
    if (!name.matches(NAME)) {
      return false;
    }
    try {
      // A plus sign is a plus sign there.
      String written = pair.substring(at + 1).strip().replace("+", "%2B");
      String value = URLDecoder.decode(written, UTF_8);
      boolean printable = value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
      if (printable) {
        headers.put(name, new Secret(value));
      }
      return printable;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
