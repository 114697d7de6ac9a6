package mrs.serving.relations;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.ReportTrust;
import mrs.hydrate.trust.TrustPolicy;
import mrs.hydrate.trust.TrustScore;
import mrs.hydrate.trust.TrustSignals;
import mrs.serving.query.RowFunction;
import org.jspecify.annotations.Nullable;

/**
 * The columns of {@link ReportTrust} in SQL over hydrated reports. The formula is that of {@link
 * TrustScore}, called row by row, and not at all where nobody asks for one of them.
 *
 * @param now the moment for which reports are scored
 */
public record TrustColumns(TrustPolicy policy, Instant now) {
  private static final String NAME = "trust_part";
  private static final String BETWEEN = "|";

  private static final String SIGNALS =
      Stream.of(
              "CAST(epoch_us(" + MinorityReports.WRITTEN_AT.name() + ") AS VARCHAR)",
              Arrays.stream(FieldGroup.values())
                  .map(g -> g.sourceUsed().name())
                  .collect(Collectors.joining(", ", "concat_ws('" + BETWEEN + "', ", ")")),
              "array_to_string(" + LogColumns.DEGRADED_REASONS.name() + ", '" + BETWEEN + "')",
              FinalisedLog.DECISION.name(),
              FieldGroup.ATTRIBUTION.sourceUsed().name())
          .collect(Collectors.joining(", "));

  private enum Argument {
    COLUMN,
    WRITTEN,
    USED,
    CODES,
    DECISION,
    OF_CAUSE
  }

  /** What the columns call. */
  public RowFunction function() {
    return new RowFunction(NAME, Argument.values().length, this::value);
  }

  /** The columns, as they stand in a SELECT over {@code minority_reports}. */
  public static String columns() {
    return ReportTrust.FIELDS.stream()
        .map(f -> NAME + "('" + f.name() + "', " + SIGNALS + ") AS " + f.name())
        .collect(Collectors.joining(", "));
  }

  private Double value(List<@Nullable String> arguments) {
    TrustScore score = TrustScore.of(signals(arguments), policy, now);
    String column = Objects.requireNonNull(arguments.get(Argument.COLUMN.ordinal()));
    if (column.equals(ReportTrust.TRUST_SCORE.name())) {
      return score.score();
    } else if (column.equals(ReportTrust.TRUST_CLAMP.name())) {
      return score.clamped();
    }
    return score.parts().stream()
        .filter(p -> p.factor().contribution().name().equals(column))
        .findFirst()
        .orElseThrow()
        .contribution();
  }

  private static TrustSignals signals(List<@Nullable String> arguments) {
    return TrustSignals.of(
        argument(arguments, Argument.WRITTEN)
            .map(micros -> Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS)),
        parts(arguments, Argument.USED),
        parts(arguments, Argument.CODES),
        argument(arguments, Argument.DECISION),
        argument(arguments, Argument.OF_CAUSE));
  }

  private static Optional<String> argument(List<@Nullable String> arguments, Argument which) {
    return Optional.ofNullable(arguments.get(which.ordinal()));
  }

  private static List<String> parts(List<@Nullable String> arguments, Argument which) {
    return argument(arguments, which)
        .filter(text -> !text.isEmpty())
        .map(text -> List.of(text.split("[" + BETWEEN + "]")))
        .orElse(List.of());
  }
}
