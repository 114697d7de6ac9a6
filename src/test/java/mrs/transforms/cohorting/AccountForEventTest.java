package mrs.transforms.cohorting;

import static mrs.contracts.EventStatus.ENDED;
import static mrs.contracts.EventStatus.MERGED;
import static mrs.contracts.EventStatus.OPEN;
import static mrs.contracts.EventStatus.REOPENED;
import static mrs.contracts.EventStatus.SPLIT;
import static mrs.contracts.Resolution.DATA_CORRECTION;
import static mrs.contracts.Resolution.EXPIRED;
import static mrs.contracts.Resolution.FINALISED;
import static mrs.contracts.Resolution.RECOVERED;
import static mrs.contracts.Resolution.REJECTED;
import static mrs.transforms.cohorting.SampleEvent.caused;
import static mrs.transforms.cohorting.SampleEvent.date;
import static mrs.transforms.cohorting.SampleEvent.report;
import static mrs.transforms.cohorting.SampleEvent.state;
import static mrs.transforms.cohorting.SampleEvent.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import mrs.contracts.Resolution;
import org.junit.jupiter.api.Test;

/**
 * The last day with sales is 2024-03-20; three quiet days end an event, and it goes on for ten at
 * most.
 */
class AccountForEventTest {
  private static final int LAST_DAY = 20;
  private static final EventMember A = report("a", 18, 19);
  private static final EventMember B = report("b", 19, 19);
  private static final EventMember A_GONE = withdrawn(A, "restated");
  private static final EventMember B_GONE = withdrawn(B, "restated");

  private boolean causesKnown = true;
  private boolean editsKnown = true;
  private List<String> reasons = List.of();

  private AccountForEvent.Account account(SampleEvent event) {
    EndEvent ending = new EndEvent(new FormEvents.Rules(1, 3, 10), date(LAST_DAY));
    return new AccountForEvent(ending, causesKnown, editsKnown, reasons).of(event.facts());
  }

  private EventState changed(SampleEvent event) {
    return account(event).changed().orElseThrow();
  }

  private Optional<Resolution> resolution(SampleEvent event) {
    return account(event).end().map(EndEvent.End::resolution);
  }

  private void assertSilent(SampleEvent event) {
    assertThat(account(event))
        .isEqualTo(new AccountForEvent.Account(Optional.empty(), Optional.empty()));
  }

  @Test
  void nothingIsWrittenAboutWhatStandsAlready() {
    assertSilent(new SampleEvent().standing(OPEN, 19, A, B).members(A, B));
    assertSilent(new SampleEvent().standing(OPEN, 18, A).members(A).ended(RECOVERED, 19));
    assertSilent(new SampleEvent().standing(REOPENED, 19, A).members(A).ended(RECOVERED, 18));
  }

  @Test
  void rowThatLackedAnInputIsWrittenAgainOnceItIsBack() {
    SampleEvent event = new SampleEvent().standing(state(OPEN, A), 19, "MRCL_down").members(A);
    assertThat(changed(event)).isEqualTo(state(OPEN, A));

    reasons = List.of("MRCL_down");
    assertSilent(event);
  }

  @Test
  void causeIsNoDifferenceWhileAttributionIsDown() {
    SampleEvent event = new SampleEvent().standing(OPEN, 19, caused(A, "viral", 5)).members(A);
    assertThat(changed(event).cause()).isEmpty();

    causesKnown = false;
    assertSilent(event);
    assertThat(changed(event.members(A, B)).cause()).isEmpty();
  }

  @Test
  void eventRecoversOnceItHasBeenQuietForLongEnough() {
    EventMember sixteenth = report("a", 15, 16);
    assertThat(account(new SampleEvent().members(sixteenth)).end())
        .contains(
            new EndEvent.End(
                RECOVERED,
                List.of(
                    "no report goes on beyond 2024-03-16",
                    "quiet for more than 3 days by 2024-03-20"),
                date(16)));
    assertThat(changed(new SampleEvent().members(sixteenth)).status()).isEqualTo(ENDED);
    assertThat(account(new SampleEvent().members(report("a", 15, 17))).end()).isEmpty();
  }

  @Test
  void quietCountsFromTheReportsThatDetectionStandsBy() {
    EventMember early = report("c", 15, 16);
    assertThat(resolution(new SampleEvent().members(early, A_GONE))).contains(RECOVERED);
    assertThat(resolution(new SampleEvent().members(early, A))).isEmpty();
  }

  @Test
  void eventExpiresAfterItsLongestTime() {
    assertThat(account(new SampleEvent().members(report("a", 9, 19))).end())
        .contains(
            new EndEvent.End(
                EXPIRED,
                List.of("going on since 2024-03-09, for more than 10 days"),
                date(LAST_DAY)));
    assertThat(account(new SampleEvent().members(report("a", 10, 19))).end()).isEmpty();
  }

  @Test
  void eventWhoseSalesWereRestatedWasADataError() {
    EventMember late = withdrawn(B, "late_arrival");
    SampleEvent event = new SampleEvent().standing(OPEN, 19, A, B).members(A_GONE, late);

    assertThat(account(event).end())
        .contains(
            new EndEvent.End(
                DATA_CORRECTION,
                List.of(
                    "1 of 2 reports withdrawn: sales restated",
                    "no report is left that detection stands by"),
                date(LAST_DAY)));
    assertThat(changed(event).active()).isZero();
    assertThat(resolution(new SampleEvent().members(A_GONE, B))).isEmpty();
  }

  @Test
  void eventWhoseReportsAreWithdrawnForOtherReasonsHasRecovered() {
    SampleEvent event =
        new SampleEvent().members(withdrawn(A, "late_arrival"), withdrawn(B, "no_longer_deviates"));

    assertThat(account(event).end())
        .contains(
            new EndEvent.End(
                RECOVERED,
                List.of(
                    "1 reports withdrawn: late arrival", "1 reports withdrawn: no longer deviates"),
                date(LAST_DAY)));
  }

  @Test
  void restatementEndsAnEventAsADataErrorAlsoAfterItsEndButOnce() {
    SampleEvent event = new SampleEvent().standing(OPEN, 18, A).members(A_GONE);
    assertThat(resolution(event.ended(FINALISED, 18))).contains(DATA_CORRECTION);
    assertThat(resolution(event.ended(DATA_CORRECTION, 18))).isEmpty();
  }

  @Test
  void decisionEndsAnEventOnItsDay() {
    SampleEvent event = new SampleEvent().standing(OPEN, 18, A).members(A);
    assertThat(account(event.decided(true, 19)).end())
        .contains(new EndEvent.End(FINALISED, List.of("accepted by ruth"), date(19)));
    assertThat(account(event.decided(false, 19)).end())
        .contains(new EndEvent.End(REJECTED, List.of("rejected by ruth"), date(19)));
  }

  @Test
  void newActiveReportReopensAnEventAndTheOldDecisionDoesNotEndItAgain() {
    SampleEvent event =
        new SampleEvent().standing(OPEN, 17, A).ended(FINALISED, 18).decided(true, 18);

    assertThat(changed(event.members(A, B)).status()).isEqualTo(REOPENED);
    assertThat(resolution(event.members(A, B))).isEmpty();
    assertThat(changed(event.members(A, B_GONE)).status()).isEqualTo(ENDED);
    assertThat(resolution(event.members(A, B).decided(true, 19))).contains(FINALISED);
  }

  @Test
  void goingOnReopensAnEventUnlessItExpired() {
    EventMember longer = report("a", 18, 20);
    SampleEvent event = new SampleEvent().standing(OPEN, 17, A).members(longer);
    assertThat(changed(event.ended(RECOVERED, 18)).status()).isEqualTo(REOPENED);
    assertThat(changed(event.ended(EXPIRED, 18)).status()).isEqualTo(ENDED);
  }

  @Test
  void reportThatIsActiveAgainReopensAnEventThatHadNone() {
    SampleEvent event = new SampleEvent().ended(DATA_CORRECTION, 18);
    assertThat(changed(event.standing(ENDED, 18, A_GONE, B_GONE).members(A, B_GONE)).status())
        .isEqualTo(REOPENED);
    assertThat(changed(event.standing(ENDED, 18, A_GONE, B).members(A, B)).status())
        .isEqualTo(ENDED);
  }

  @Test
  void undoneDecisionReopensAnEventUnlessDecisionsAreNotKnown() {
    SampleEvent event = new SampleEvent().standing(OPEN, 17, A).members(A).ended(REJECTED, 18);
    assertThat(changed(event).status()).isEqualTo(REOPENED);

    editsKnown = false;
    assertSilent(event);
  }

  @Test
  void undoneDecisionReopensAnEventThatHadBeenReopenedBefore() {
    SampleEvent event = new SampleEvent().standing(REOPENED, 17, A).members(A);

    AccountForEvent.Account account = account(event.ended(REJECTED, 18));

    assertThat(account.changed()).contains(state(REOPENED, A));
    assertThat(account.end()).isEmpty();
  }

  @Test
  void decisionThatStandsBehindAnUndoneOneTakesItsPlace() {
    SampleEvent event = new SampleEvent().standing(OPEN, 16, A).members(A).ended(REJECTED, 18);

    assertThat(resolution(event.decided(true, 17))).contains(FINALISED);
  }

  @Test
  void eventWithoutReportsWithinTheHorizonEndsByWhatStands() {
    SampleEvent event = new SampleEvent().standing(OPEN, 12, report("a", 12, 12));

    assertThat(account(event).changed()).isEmpty();
    assertThat(resolution(event)).contains(RECOVERED);
    assertSilent(event.ended(RECOVERED, 16));
  }

  @Test
  void eventWhoseReportsAllWentToOneIsMerged() {
    SampleEvent event = new SampleEvent().standing(OPEN, 18, A, B, report("old", 11, 11));

    AccountForEvent.Account account = account(event.left("a", "h").left("b", "h"));

    assertThat(account.changed())
        .contains(
            state(OPEN, A, B, report("old", 11, 11))
                .without(List.of("old"), MERGED, Optional.of("h")));
    assertThat(account.end())
        .contains(
            new EndEvent.End(
                Resolution.MERGED, List.of("2 reports belong to event h now"), date(LAST_DAY)));
  }

  @Test
  void eventWhoseReportsWentToSeveralIsSplitWithoutAnEnd() {
    SampleEvent event = new SampleEvent().standing(OPEN, 18, A, B);

    AccountForEvent.Account account = account(event.left("a", "h").left("b", "i"));

    assertThat(account.changed())
        .contains(state(OPEN, A, B).without(List.of(), SPLIT, Optional.empty()));
    assertThat(account.end()).isEmpty();
  }
}
