package mrs.jobs.why;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mrs.contracts.DetectionLog;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.hydrate.consolidation.PlainRow;
import mrs.hydrate.trust.ConfidenceScored;
import mrs.hydrate.trust.TrustPolicy;
import mrs.hydrate.trust.TrustScore;
import mrs.hydrate.trust.TrustSignals;
import mrs.jobs.relations.PlainValues;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** How far to trust a hydrated report, for its explanation. */
final class TrustOfReport {
  private static final Logger LOG = LogManager.getLogger(ConfidenceScored.NAME);

  private TrustOfReport() {}

  /** Scores {@code hydrated}, and tells the log so as the event {@code confidence.scored}. */
  static Explanation.Trust of(PlainRow hydrated, TrustPolicy policy, Instant now) {
    TrustScore score = TrustScore.of(signals(hydrated), policy, now);
    String id = hydrated.text(DetectionLog.REPORT_ID).orElseThrow();
    ConfidenceScored event = new ConfidenceScored(id, now, score);
    LOG.info("{} {}", ConfidenceScored.NAME, PlainValues.json(event.attributes()));
    return new Explanation.Trust(
        score.score(),
        now,
        score.parts().stream().map(TrustOfReport::factor).toList(),
        score.clamped());
  }

  private static TrustSignals signals(PlainRow report) {
    List<String> used =
        Arrays.stream(FieldGroup.values())
            .flatMap(group -> report.text(group.sourceUsed()).stream())
            .toList();
    return TrustSignals.of(
        Optional.ofNullable((Instant) report.get(MinorityReports.WRITTEN_AT)),
        used,
        report.texts(LogColumns.DEGRADED_REASONS),
        report.text(FinalisedLog.DECISION),
        report.text(FieldGroup.ATTRIBUTION.sourceUsed()));
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
