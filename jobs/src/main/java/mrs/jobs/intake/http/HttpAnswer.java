package mrs.jobs.intake.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered to a request.
 *
 * @param type of the body
 * @param headers beside the type
 */
record HttpAnswer(int status, String type, String body, Map<String, String> headers) {
  private static final JsonMapper JSON = new JsonMapper();

  HttpAnswer {
    headers = Map.copyOf(headers);
  }

  /** One line of JSON with these members, in their order. */
  static HttpAnswer json(int status, Map<String, Object> members) {
    try {
      String body = JSON.writeValueAsString(members) + "\n";
      return new HttpAnswer(status, "application/json", body, Map.of());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Why it was not done, and what to do, in one line. */
  static HttpAnswer error(int status, String problem, String remedy) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("status", status);
    members.put("problem", problem);
    members.put("remedy", remedy);
    return json(status, members);
  }

  HttpAnswer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HttpAnswer(status, type, body, more);
  }

  byte[] bytes() {
    return body.getBytes(UTF_8);
  }
}
