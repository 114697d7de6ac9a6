package mrs.transforms.cohorting;

import static mrs.contracts.EventStatus.OPEN;
import static mrs.transforms.cohorting.SampleEvent.caused;
import static mrs.transforms.cohorting.SampleEvent.date;
import static mrs.transforms.cohorting.SampleEvent.from;
import static mrs.transforms.cohorting.SampleEvent.report;
import static mrs.transforms.cohorting.SampleEvent.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrowEventTest {
  private static final EventMember A = report("a", 5, 6);
  private static final EventMember B = report("b", 6, 9);

  private static EventState grown(SampleEvent event) {
    return GrowEvent.of(event.facts());
  }

  @Test
  void eventIsWhatItsReportsComeTo() {
    assertThat(grown(new SampleEvent().members(B, withdrawn(A, "restated"))))
        .isEqualTo(
            new EventState(
                OPEN,
                "up",
                "store|S1|up",
                List.of("a", "b"),
                1,
                1,
                2,
                date(5).toEpochDay(),
                date(9).toEpochDay(),
                3,
                5,
                Optional.empty(),
                List.of(),
                Optional.empty()));
  }

  @Test
  void reportsBeyondTheHorizonStayListedAndKeepItsExtent() {
    EventState grown = grown(new SampleEvent().standing(OPEN, 9, from("e", A), B).members(B));

    assertThat(grown.reportIds()).containsExactly("a", "b");
    assertThat(grown.active()).isEqualTo(1);
    assertThat(grown.skus()).isEqualTo(2);
    assertThat(grown.severity()).isEqualTo(9);
    assertThat(grown.priority()).isEqualTo(11);
    assertThat(grown.startsOn()).isEqualTo(date(5).toEpochDay());
  }

  @Test
  void reportsThatLeftTakeTheirExtentAlong() {
    EventState grown =
        grown(new SampleEvent().standing(OPEN, 9, from("e", A), B).members(B).left("a", "h"));

    assertThat(grown).isEqualTo(SampleEvent.state(OPEN, B));
  }

  @Test
  void causeIsThatOfMostUnits() {
    assertThat(
            grown(
                    new SampleEvent()
                        .members(
                            caused(A, "weather", 4),
                            caused(report("c", 5, 5), "weather", 4),
                            caused(B, "viral", 7),
                            report("d", 5, 5)))
                .cause())
        .contains("weather");
  }

  @Test
  void ofCausesWithTheSameUnitsTheFirstByNameCounts() {
    assertThat(
            grown(new SampleEvent().members(caused(A, "weather", 4), caused(B, "viral", 4)))
                .cause())
        .contains("viral");
  }

  @Test
  void withdrawnReportsSpeakForACauseOnlyWhereNoneIsActive() {
    EventMember gone = withdrawn(caused(A, "data_error", 90), "restated");
    assertThat(grown(new SampleEvent().members(gone, caused(B, "viral", 4))).cause())
        .contains("viral");
    assertThat(grown(new SampleEvent().members(gone)).cause()).contains("data_error");
  }

  @Test
  void parentsAreKeptAndJoinedByTheEventsThatReportsComeFrom() {
    SampleEvent before = new SampleEvent().members(A, from("p", B));
    EventState standing = grown(before);
    assertThat(standing.parents()).containsExactly("p");

    SampleEvent next = new SampleEvent().standing(standing, 9).members(A, B);
    assertThat(grown(next).parents()).containsExactly("p");
    assertThat(grown(next.members(A, from("o", B), from("q", B))).parents())
        .containsExactly("o", "p", "q");
  }
}
