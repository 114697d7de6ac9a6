package mrs.serving.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Set;

/**
 * A statement of a user that is one SELECT and calls nothing but what computes from rows.
 *
 * @param text as it was written
 * @param read names that stand where tables stand, in lower case; those that it gives itself too
 * @param given names that it gives itself, by WITH
 */
public record Question(String text, Set<String> read, Set<String> given) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /**
   * What {@code text} asks.
   *
   * @throws RefusedStatement if it is no such statement
   */
  public static Question of(String text) {
    try (LockedDatabase empty = LockedDatabase.over(List.of())) {
      CheckStatement check = new CheckStatement(empty.computing());
      check.check(JSON.readTree(empty.parsed(text)));
      return new Question(text, check.read(), check.given());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
