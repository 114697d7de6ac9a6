package mrs.hydrate.conflicts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import mrs.contracts.ConflictState;
import mrs.contracts.ConflictSubject;
import mrs.contracts.FieldGroup;
import mrs.contracts.Source;
import mrs.hydrate.consolidation.Contributor;
import org.junit.jupiter.api.Test;

/** What claims come to: {@code state holds confidence [reasons] alternative}. */
class ClaimsTest {
  static final ConflictKey KEY =
      new ConflictKey(ConflictSubject.REPORT, "r", FieldGroup.ATTRIBUTION);

  @Test
  void whereAllSayTheSameThereIsNone() {
    assertThat(said("viral", machine("viral", 1), person("viral", 2))).isEqualTo("none");
    assertThat(said("viral", machine("viral", 1))).isEqualTo("none");
    assertThat(said(null)).isEqualTo("none");
  }

  @Test
  void thePersonWhoKnewTheProposalOverrulesIt() {
    assertThat(said("weather", machine("viral", 1), person("weather", 2)))
        .isEqualTo("AutoResolved weather 1.0 [ui_won] viral");
    assertThat(said("weather", machine("viral", 2), person("weather", 2)))
        .isEqualTo("AutoResolved weather 1.0 [ui_won] viral");
  }

  @Test
  void aProposalThatChangedSinceWaitsForAPerson() {
    assertThat(said("weather", machine("viral", 3), person("weather", 2)))
        .isEqualTo("Pending weather 1.0 [newer_evidence, ui_won] viral");
    assertThat(said("weather", machine("viral", 3), record("weather", 2)))
        .isEqualTo("Pending weather 1.0 [finalised_won, newer_evidence] viral");
  }

  @Test
  void twoPeopleAtOneTimeWaitForAPerson() {
    assertThat(said("weather", person("weather", 2), person("holiday", 2)))
        .isEqualTo("Pending weather 1.0 [same_time, ui_won] holiday");
  }

  @Test
  void theReportsOwnDecisionOutweighsThatOfItsEvent() {
    assertThat(said("weather", person("weather", 2), ofEvent("holiday", 3)))
        .isEqualTo("AutoResolved weather 1.0 [report_over_event, ui_won] holiday");
    assertThat(said("weather", person("weather", 2), ofEvent("holiday", 2)))
        .isEqualTo("AutoResolved weather 1.0 [report_over_event, ui_won] holiday");
  }

  @Test
  void whatAPersonResolvedStaysSoUntilThereIsNewerEvidence() {
    assertThat(resolved("weather", true, machine("viral", 3), person("weather", 4)))
        .isEqualTo("UserAccepted weather 1.0 [resolved_by_person, ui_won] viral");
    assertThat(resolved("viral", false, machine("viral", 3), person("viral", 4)))
        .isEqualTo("UserRejected viral 1.0 [resolved_by_person, ui_won] null");
    assertThat(resolved("weather", true, machine("viral", 5), person("weather", 4)))
        .isEqualTo("Pending weather 1.0 [newer_evidence, ui_won] viral");
  }

  @Test
  void theMachineMayHoldAgainstAPersonWhoseDecisionNoLongerCounts() {
    assertThat(said("viral", machine("viral", 3), record("weather", 2)))
        .isEqualTo("AutoResolved viral 0.5 [attribution_won] weather");
    assertThat(said(null, machine("viral", 3), record("weather", 2)))
        .isEqualTo("AutoResolved null null [] weather");
  }

  @Test
  void idsAreOfSubjectAndGroup() {
    assertThat(KEY.id()).hasSize(32).isEqualTo(KEY.id());
    assertThat(new ConflictKey(ConflictSubject.EVENT, "r", FieldGroup.ATTRIBUTION).id())
        .isNotEqualTo(KEY.id());
    assertThat(new ConflictKey(ConflictSubject.REPORT, "r", FieldGroup.FINAL).id())
        .isNotEqualTo(KEY.id());
  }

  @Test
  void aResolutionIsKnownByTheIdOfItsEdit() {
    ResolutionEdit edit = new ResolutionEdit(KEY.id(), 3, ConflictState.USER_REJECTED);

    assertThat(edit.editId()).isEqualTo("conflict-" + KEY.id() + "-3-rejected");
    assertThat(ResolutionEdit.of(edit.editId())).contains(edit);
    assertThat(ResolutionEdit.of("conflict-" + KEY.id() + "-3-perhaps")).isEmpty();
    assertThat(ResolutionEdit.of("conflict-" + KEY.id() + "-03-accepted")).isEmpty();
    assertThat(ResolutionEdit.of("e1")).isEmpty();
  }

  static Claim machine(String value, int at) {
    return new Claim(Source.ATTRIBUTION, Contributor.MRPAL, value, OptionalDouble.of(.5), day(at));
  }

  static Claim record(String value, int at) {
    return new Claim(Source.FINALISED, Contributor.MRFL, value, OptionalDouble.of(1), day(at));
  }

  static Claim person(String value, int at) {
    return Claim.ofPerson(Contributor.UEL, value, day(at));
  }

  static Claim ofEvent(String value, int at) {
    return Claim.ofPerson(Contributor.UMEEL, value, day(at));
  }

  private static Instant day(int day) {
    return Instant.ofEpochSecond(86_400L * day);
  }

  private static String said(@org.jspecify.annotations.Nullable String holds, Claim... claims) {
    return said(holds, Optional.empty(), claims);
  }

  private static String resolved(String holds, boolean accepted, Claim... claims) {
    return said(
        holds,
        Optional.of(accepted ? ConflictState.USER_ACCEPTED : ConflictState.USER_REJECTED),
        claims);
  }

  private static String said(
      @org.jspecify.annotations.Nullable String holds,
      Optional<ConflictState> resolved,
      Claim... claims) {
    Claims all =
        new Claims(KEY, LocalDate.EPOCH, List.of(claims), Optional.ofNullable(holds), resolved);
    return all.conflict().map(ClaimsTest::text).orElse("none");
  }

  static String text(Conflict conflict) {
    return String.join(
        " ",
        conflict.state().word(),
        conflict.holds().orElse("null"),
        conflict.confidence().isPresent()
            ? String.valueOf(conflict.confidence().getAsDouble())
            : "null",
        conflict.reasons().toString(),
        conflict.alternative().orElse("null"));
  }
}
