package mrs.hydrate.trust;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.Source;
import mrs.contracts.Words;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Scores hydrated reports as Spark has them, by the formula of {@link TrustScore}.
 *
 * @param now the moment for which they are scored
 */
public record ScoreReports(TrustPolicy policy, Instant now) {
  private static final List<Field> USED =
      Arrays.stream(FieldGroup.values()).map(FieldGroup::sourceUsed).toList();

  /** The score of a row of {@code minority_reports}, or of any that has these columns of it. */
  public TrustScore of(Row report) {
    return TrustScore.of(signals(report), policy, now);
  }

  static TrustSignals signals(Row report) {
    List<Source> used = new ArrayList<>();
    USED.forEach(field -> source(report, field).ifPresent(used::add));
    Optional<Source> ofCause = source(report, FieldGroup.ATTRIBUTION.sourceUsed());
    return new TrustSignals(
        Optional.ofNullable(
                report.<java.sql.@Nullable Timestamp>getAs(MinorityReports.WRITTEN_AT.name()))
            .map(java.sql.Timestamp::toInstant),
        used,
        report.getList(report.fieldIndex(LogColumns.DEGRADED_REASONS.name())),
        Optional.ofNullable(report.<@Nullable String>getAs(FinalisedLog.DECISION.name())),
        ofCause.filter(s -> s == Source.UI || s == Source.FINALISED).isPresent());
  }

  private static Optional<Source> source(Row report, Field field) {
    return Optional.ofNullable(report.<@Nullable String>getAs(field.name()))
        .flatMap(word -> Words.find(Source.class, word));
  }
}
