package mrs.hydrate.trust;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mrs.contracts.OptionalInput;
import mrs.contracts.ReportStatus;
import mrs.contracts.Source;
import mrs.contracts.Words;

/**
 * What of a hydrated report the trust in it rests on, and nothing else: so that the score of any
 * state, also of a past one, can be told from its rows.
 *
 * @param written when the newest log row that contributed was written; empty where not known
 * @param used the source of each field group that has one, see {@code source_used_*}
 * @param codes of what the row had to do without
 * @param decision accepted or rejected, where a person decided
 * @param causeIsAPersons whether a person gave or vouched for its cause
 */
public record TrustSignals(
    Optional<Instant> written,
    List<Source> used,
    List<String> codes,
    Optional<String> decision,
    boolean causeIsAPersons) {

  private static final String DRIFT = "DRIFT_";

  /** Keeps copies. */
  public TrustSignals {
    used = List.copyOf(used);
    codes = List.copyOf(codes);
  }

  /**
   * By what stands in a row of {@code minority_reports}.
   *
   * @param used what its columns {@code source_used_*} say, in any order
   * @param ofCause what that of the cause says
   */
  public static TrustSignals of(
      Optional<Instant> written,
      List<String> used,
      List<String> codes,
      Optional<String> decision,
      Optional<String> ofCause) {
    List<Source> sources =
        used.stream().flatMap(word -> Words.find(Source.class, word).stream()).toList();
    boolean persons =
        ofCause
            .flatMap(word -> Words.find(Source.class, word))
            .filter(s -> s == Source.UI || s == Source.FINALISED)
            .isPresent();
    return new TrustSignals(written, sources, codes, decision, persons);
  }

  /** 1 where every column that the row rests on was delivered, −1 where one was not. */
  double schemaValidity() {
    return codes.stream().anyMatch(code -> code.startsWith(DRIFT)) ? -1 : 1;
  }

  /** How many inputs were out of order: late, absent, unreadable, left alone; sales, restated. */
  long outOfOrder() {
    return codes.stream().filter(code -> !code.startsWith(DRIFT)).distinct().count();
  }

  /** What people say of it; empty where their edits could not be read and none is on record. */
  Optional<Double> overrides() {
    if (decision.filter(ReportStatus.REJECTED.word()::equals).isPresent()) {
      return Optional.of(-1.0);
    }
    if (decision.isPresent() || causeIsAPersons) {
      return Optional.of(1.0);
    }
    boolean unread =
        codes.contains(OptionalInput.USER_EDITS.downCode())
            || codes.contains(OptionalInput.USER_EVENT_EDITS.downCode());
    return unread ? Optional.empty() : Optional.of(0.0);
  }
}
