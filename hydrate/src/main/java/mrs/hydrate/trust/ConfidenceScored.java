package mrs.hydrate.trust;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The event {@code confidence.scored}: somebody looked at a report, and this was the trust in it.
 *
 * @param at the moment for which it was scored
 */
public record ConfidenceScored(String reportId, Instant at, TrustScore score) {
  /** The event's name. */
  public static final String NAME = "confidence.scored";

  /** What it says, as attributes of a span or of a line of a log; what is not known is left out. */
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("report_id", reportId);
    attributes.put("at", at.toString());
    attributes.put("confidence.score", score.score());
    for (TrustScore.Part part : score.parts()) {
      String factor = "confidence." + part.factor().word();
      part.value().ifPresent(value -> attributes.put(factor + ".value", value));
      attributes.put(factor + ".contribution", part.contribution());
    }
    attributes.put("confidence.clamp", score.clamped());
    return attributes;
  }
}
