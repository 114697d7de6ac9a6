package mrs.serving.relations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mrs.serving.query.DerivedView;
import mrs.serving.query.LockedDatabase;
import org.junit.jupiter.api.Test;

/** Which rows views have. */
class RelationTest {

  @Test
  void activeReportsAreThoseOfSeverityOneAndMoreThatNobodyTookBack() {
    String reports =
        "(VALUES ('rare', 1.0, 'open'), ('common', 0.99, 'open'), ('accepted', 3.0, 'accepted'),"
            + " ('rejected', 3.0, 'rejected'), ('retracted', 3.0, 'retracted'),"
            + " ('superseded', 0.5, 'superseded')) t(id, severity, report_status)";

    assertThat(of("minority_reports_active", reports)).containsExactly("rare", "accepted");
    assertThat(of("minority_reports_active_all", reports))
        .containsExactly("rare", "common", "accepted");
    assertThat(of("minority_reports_scored", reports))
        .containsExactly("rare", "accepted", "rejected", "retracted");
    assertThat(of("minority_reports_scored_all", reports)).hasSize(6);
  }

  @Test
  void anEventIsShownWhereItsSeverityOrStatusIsNotKnown() {
    String events =
        "(VALUES ('rare', 1.0, 'open'), ('common', 0.99, 'reopened'), ('ended', 3.0, 'ended'),"
            + " ('of unknown status', 2.0, NULL), ('of unknown severity', NULL, 'open'))"
            + " t(id, severity, event_status)";

    assertThat(of("minority_events_active", events))
        .containsExactly("rare", "of unknown status", "of unknown severity");
    assertThat(of("minority_events_active_all", events))
        .containsExactly("rare", "common", "of unknown status", "of unknown severity");
  }

  private static List<Object> of(String view, String rows) {
    String wanted = Relation.find(view).orElseThrow().rows().orElse("true");
    try (LockedDatabase database =
        LockedDatabase.over(List.of(new DerivedView("given", "SELECT * FROM " + rows)))) {
      return database.answer("SELECT id FROM given WHERE " + wanted).rows().stream()
          .map(row -> row.get(0))
          .toList();
    }
  }
}
