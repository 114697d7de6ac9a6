package mrs.contracts;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The columns that views of {@code minority_reports} add to it: how far a report is to be trusted
 * at the moment at which one looks. They stand in no table, since freshness depends on that moment.
 */
public final class ReportTrust {
  /** The sum of the parts, within 0 and 1. */
  public static final Field TRUST_SCORE =
      Field.real("trust_score", "How far to trust the row now, 0 to 1: the sum of the parts.")
          .required();

  /** What has to be added to the sum of the factors to get the score. */
  public static final Field TRUST_CLAMP =
      Field.real(
              "trust_clamp",
              "Part of trust_score: what lifts a sum below 0 to 0, or cuts one above 1; else 0.")
          .required();

  /** All of them: the score, the parts of the factors in their order, the clamp. */
  public static final List<Field> FIELDS =
      Stream.of(
              Stream.of(TRUST_SCORE),
              Arrays.stream(TrustFactor.values()).map(f -> f.contribution().required()),
              Stream.of(TRUST_CLAMP))
          .flatMap(fields -> fields)
          .toList();

  private ReportTrust() {}
}
