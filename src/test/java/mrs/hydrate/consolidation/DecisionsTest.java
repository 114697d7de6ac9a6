package mrs.hydrate.consolidation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mrs.contracts.FieldGroup;
import mrs.hydrate.consolidation.Decisions.Proposal;
import mrs.hydrate.consolidation.StandingEdits.Said;
import org.junit.jupiter.api.Test;

/** What edits of a report and of its event come to together. */
class DecisionsTest {
  private static final StandingEdits NONE = StandingEdits.NONE;
  private static final List<String> ALL_GROUPS = List.of("attribution", "final", "status");

  @Test
  void whereNobodySaidAnythingNothingIsDecidedAndTheRecordCounts() {
    Decisions none = Decisions.of(NONE, NONE);

    assertThat(none).isEqualTo(new Decisions(Optional.empty(), Optional.empty(), false, false));
    assertThat(none.vouched(proposal("viral", 1))).isEmpty();
    assertThat(none.isRecorded(FieldGroup.FINAL, ALL_GROUPS)).isTrue();
    assertThat(none.isRecorded(FieldGroup.ATTRIBUTION, ALL_GROUPS)).isTrue();
  }

  @Test
  void aDecisionAboutTheReportIsStrongerThanOneAboutItsEventHoweverOld() {
    assertThat(Decisions.of(decided("rejected", 1), decided("accepted", 9)).decision())
        .contains(said("rejected", 1));
    assertThat(Decisions.of(NONE, decided("accepted", 9)).decision()).contains(said("accepted", 9));
  }

  @Test
  void aCauseOfTheReportIsStrongerThanOneOfItsEventHoweverOld() {
    assertThat(Decisions.of(caused("viral", 1), caused("weather", 9)).cause())
        .contains(said("viral", 1));
    assertThat(Decisions.of(NONE, caused("weather", 9)).cause()).contains(said("weather", 9));
  }

  @Test
  void aReportThatWasAcceptedBeforeItsEventGotACauseKeepsItsOwn() {
    assertThat(Decisions.of(decided("accepted", 3), caused("weather", 4)).cause()).isEmpty();
    assertThat(Decisions.of(decided("accepted", 3), caused("weather", 3)).cause())
        .contains(said("weather", 3));
    assertThat(Decisions.of(decided("rejected", 3), caused("weather", 4)).cause())
        .contains(said("weather", 4));
  }

  @Test
  void anAcceptVouchesForAProposalThatCouldBeSeen() {
    Decisions accepted = Decisions.of(decided("accepted", 3), NONE);

    assertThat(accepted.vouched(proposal("viral", 3))).contains("viral");
    assertThat(accepted.vouched(proposal("viral", 4))).isEmpty();
    assertThat(accepted.vouched(proposal("unknown", 1))).isEmpty();
    assertThat(accepted.vouched(Optional.empty())).isEmpty();
    assertThat(Decisions.of(decided("rejected", 3), NONE).vouched(proposal("viral", 1))).isEmpty();
    assertThat(Decisions.of(NONE, decided("accepted", 3)).vouched(proposal("viral", 2)))
        .contains("viral");
  }

  @Test
  void aCauseThatWasSetIsVouchedForWhateverIsProposed() {
    assertThat(
            Decisions.of(caused("weather", 1), decided("accepted", 3))
                .vouched(proposal("viral", 2)))
        .contains("weather");
  }

  @Test
  void theRecordCountsForTheGroupsThatItCallsDecided() {
    Decisions none = Decisions.of(NONE, NONE);

    assertThat(none.isRecorded(FieldGroup.FINAL, List.of("attribution"))).isFalse();
    assertThat(none.isRecorded(FieldGroup.ATTRIBUTION, List.of("final"))).isFalse();
  }

  @Test
  void aRecordedDecisionCountsNoMoreOnceAllDecisionsAreUndone() {
    Decisions undone = Decisions.of(undone(true, false, false), NONE);
    assertThat(undone.isRecorded(FieldGroup.FINAL, ALL_GROUPS)).isFalse();
    assertThat(undone.isRecorded(FieldGroup.ATTRIBUTION, ALL_GROUPS)).isTrue();

    Decisions anotherHolds = Decisions.of(undone(true, false, false), decided("rejected", 1));
    assertThat(anotherHolds.isRecorded(FieldGroup.FINAL, ALL_GROUPS)).isTrue();
  }

  @Test
  void aRecordedCauseCountsNoMoreOnceAllCausesAreUndone() {
    Decisions undone = Decisions.of(NONE, undone(false, true, false));
    assertThat(undone.isRecorded(FieldGroup.ATTRIBUTION, ALL_GROUPS)).isFalse();
    assertThat(undone.isRecorded(FieldGroup.FINAL, ALL_GROUPS)).isTrue();

    Decisions anotherHolds = Decisions.of(caused("viral", 1), undone(false, true, false));
    assertThat(anotherHolds.isRecorded(FieldGroup.ATTRIBUTION, ALL_GROUPS)).isTrue();
  }

  @Test
  void aRecordedCauseCountsNoMoreOnceTheAcceptIsUndoneOrOverruled() {
    assertThat(attribution(undone(true, false, true), NONE)).isFalse();
    assertThat(attribution(NONE, undone(true, false, true))).isFalse();
    assertThat(attribution(decided("rejected", 4), undone(false, false, true))).isFalse();
    assertThat(attribution(undone(false, false, true), decided("accepted", 1))).isTrue();
  }

  private static boolean attribution(StandingEdits report, StandingEdits event) {
    return Decisions.of(report, event).isRecorded(FieldGroup.ATTRIBUTION, ALL_GROUPS);
  }

  private static StandingEdits decided(String word, int day) {
    Optional<Said> decision = Optional.of(said(word, day));
    return new StandingEdits(decision, Optional.empty(), false, false, decision.get().accepts());
  }

  private static StandingEdits caused(String cause, int day) {
    return new StandingEdits(Optional.empty(), Optional.of(said(cause, day)), false, false, false);
  }

  private static StandingEdits undone(boolean decision, boolean cause, boolean everAccepted) {
    return new StandingEdits(Optional.empty(), Optional.empty(), decision, cause, everAccepted);
  }

  private static Said said(String word, int day) {
    return new Said(word, "lewis", Instant.ofEpochSecond(day));
  }

  private static Optional<Proposal> proposal(String cause, int day) {
    return Optional.of(new Proposal(cause, Instant.ofEpochSecond(day)));
  }
}
