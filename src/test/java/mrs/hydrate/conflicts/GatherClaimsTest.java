package mrs.hydrate.conflicts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import mrs.SparkTest;
import mrs.contracts.ConflictState;
import mrs.contracts.ConflictSubject;
import mrs.contracts.FieldGroup;
import mrs.hydrate.consolidation.LogBook;
import org.junit.jupiter.api.Test;

/** Which conflicts there are in logs: subject, group and what {@link ClaimsTest#text} says. */
class GatherClaimsTest extends SparkTest {

  @Test
  void findsThemInTheLogsOfReports() {
    Map<String, String> found = new TreeMap<>();
    new GatherClaims()
        .apply(book().logs())
        .collectAsList()
        .forEach(row -> ReadClaims.of(row).forEach(claims -> put(found, claims)));

    assertThat(found)
        .containsExactly(
            Map.entry("a attribution", "AutoResolved stock_out 1.0 [ui_won] viral"),
            Map.entry("b attribution", "Pending stock_out 1.0 [newer_evidence, ui_won] weather"),
            Map.entry("c attribution", "AutoResolved stock_out 1.0 [ui_won] viral"),
            Map.entry("d attribution", "Pending weather 1.0 [same_time, ui_won] promotion"),
            Map.entry("e attribution", "Pending viral 1.0 [finalised_won, newer_evidence] weather"),
            Map.entry("f final", "AutoResolved accepted 1.0 [report_over_event, ui_won] rejected"),
            Map.entry("g status", "AutoResolved withdrawn null [detected_won, withdrawn] accepted"),
            Map.entry(
                "i attribution", "UserAccepted stock_out 1.0 [resolved_by_person, ui_won] weather"),
            Map.entry(
                "j attribution", "UserRejected weather 1.0 [resolved_by_person, ui_won] null"));
  }

  @Test
  void findsThemInTheLogsOfEvents() {
    LogBook book =
        new LogBook()
            .detected("r", 0)
            .event("x", 1, "open", java.util.List.of("r"))
            .event("x", 3, "open", java.util.List.of("r"))
            .eventEdit("1", 2, "x", "set_cause", "weather")
            .event("y", 1, "open", java.util.List.of("r"))
            .eventEdit("2", 2, "y", "accept", null)
            .eventEdit("3", 2, "y", "reject", null);
    Map<String, String> found = new TreeMap<>();
    new GatherEventClaims()
        .apply(book.logs())
        .orElseThrow()
        .collectAsList()
        .forEach(row -> ReadEventClaims.of(row).forEach(claims -> put(found, claims)));

    assertThat(found)
        .containsExactly(
            Map.entry("x attribution", "AutoResolved weather 1.0 [ui_won] viral"),
            Map.entry("y final", "Pending rejected 1.0 [same_time, ui_won] accepted"));
  }

  private static void put(Map<String, String> found, Claims claims) {
    claims
        .conflict()
        .ifPresent(
            conflict ->
                found.put(
                    conflict.key().subjectId() + " " + conflict.key().group().word(),
                    ClaimsTest.text(conflict)));
  }

  private static LogBook book() {
    LogBook book = new LogBook();
    for (String id : "a b c d e f g h i j k l".split(" ", -1)) {
      book.detected(id, 0).cohort(id, 1, LogBook.eventOf(id));
      book.event(LogBook.eventOf(id), 1, "open", java.util.List.of(id));
      book.attributed(id, 1, id.equals("k") ? "unknown" : "viral", .7);
    }
    for (String id : "a b c i j k".split(" ", -1)) {
      book.edit(id + "1", 4, id, "set_cause", "stock_out");
    }
    book.attributed("b", 5, "weather", .6).attributed("c", 5, "viral", .7);
    book.edit("d1", 4, "d", "set_cause", "promotion").edit("d2", 4, "d", "set_cause", "weather");
    book.edit("d3", 4, "d", "set_cause", "holiday").edit("d4", 5, "d", "undo", "d3");
    book.edit("e1", 4, "e", "accept", null).attributed("e", 5, "weather", .6);
    book.finalised("e", 5, LogBook.accepted("viral", 4));
    book.edit("f1", 4, "f", "accept", null);
    book.eventEdit("f2", 5, LogBook.eventOf("f"), "reject", null);
    book.edit("g1", 4, "g", "accept", null).withdrawn("g", 5, "restated");
    book.edit("h1", 4, "h", "accept", null);
    book.attributed("i", 5, "weather", .6).attributed("j", 5, "weather", .6);
    book.edit(resolution("i", ConflictState.USER_ACCEPTED), 6, "i", "set_cause", "stock_out");
    return book.edit(resolution("j", ConflictState.USER_REJECTED), 6, "j", "set_cause", "weather");
  }

  private static String resolution(String report, ConflictState state) {
    ConflictKey key = new ConflictKey(ConflictSubject.REPORT, report, FieldGroup.ATTRIBUTION);
    return new ResolutionEdit(key.id(), 1, state).editId();
  }
}
