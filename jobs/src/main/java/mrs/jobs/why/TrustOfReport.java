package mrs.jobs.why;

import mrs.contracts.DetectionLog;
import mrs.hydrate.trust.ConfidenceScored;
import mrs.hydrate.trust.ScoreReports;
import mrs.hydrate.trust.TrustScore;
import mrs.jobs.relations.PlainValues;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** How far to trust a hydrated report, for its explanation. */
final class TrustOfReport {
  private static final Logger LOG = LogManager.getLogger(ConfidenceScored.NAME);

  private TrustOfReport() {}

  /** Scores {@code hydrated}, and tells the log so as the event {@code confidence.scored}. */
  static Explanation.Trust of(ScoreReports trust, Row hydrated) {
    TrustScore score = trust.of(hydrated);
    String id = hydrated.getAs(DetectionLog.REPORT_ID.name());
    ConfidenceScored event = new ConfidenceScored(id, trust.now(), score);
    LOG.info("{} {}", ConfidenceScored.NAME, PlainValues.json(event.attributes()));
    return new Explanation.Trust(
        score.score(),
        trust.now(),
        score.parts().stream().map(TrustOfReport::factor).toList(),
        score.clamped());
  }

  private static Explanation.Factor factor(TrustScore.Part part) {
    @Nullable Double value = part.value().isPresent() ? part.value().getAsDouble() : null;
    return new Explanation.Factor(
        part.factor().word(),
        part.factor().weight(),
        value,
        part.contribution(),
        part.factor().says());
  }
}
