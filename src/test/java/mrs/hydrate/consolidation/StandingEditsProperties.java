package mrs.hydrate.consolidation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mrs.SparkTest;
import mrs.contracts.UserEditsLog;
import mrs.jobs.relations.PlainValues;
import mrs.transforms.EffectiveEdits;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Edits of one report read in plain Java come to what Spark makes of the whole log. */
class StandingEditsProperties extends SparkTest {
  private static final int REPORTS = 400;
  private static final int MOST_EDITS = 9;
  private static final int DAYS = 4;

  private static final List<String> ACTIONS =
      List.of("accept", "reject", "set_cause", "undo", "undo", "undo", "approve");
  private static final List<String> CAUSES = List.of("viral", "weather", "gremlins");

  /**
   * With undos of undos, of themselves, in circles, of others' edits; at one time, out of order.
   */
  @Test
  void comesToTheSameAsTheWholeLog() {
    LogBook book = new LogBook();
    Random random = new Random(1);
    for (int report = 0; report < REPORTS; report++) {
      int edits = 1 + random.nextInt(MOST_EDITS);
      for (int edit = 0; edit < edits; edit++) {
        String action = ACTIONS.get(random.nextInt(ACTIONS.size()));
        book.edit(
            id(report, edit),
            random.nextInt(DAYS),
            "r" + report,
            action,
            value(random, action, report));
      }
    }

    assertThat(plain(book)).isEqualTo(whole(book)).hasSizeGreaterThan(REPORTS / 2);
  }

  /** Also such as sort otherwise by their bytes than by their UTF-16 units. */
  private static String id(int report, int edit) {
    return List.of("a", "\uFB01", "😀").get(edit % 3) + report + "-" + edit;
  }

  private static String value(Random random, String action, int report) {
    if (random.nextInt(12) == 0) {
      return null;
    }
    int of = random.nextInt(12) == 0 ? random.nextInt(REPORTS) : report;
    return action.equals("undo")
        ? id(of, random.nextInt(MOST_EDITS))
        : CAUSES.get(random.nextInt(CAUSES.size()));
  }

  private static Map<String, StandingEdits> plain(LogBook book) {
    Map<String, List<PlainRow>> byReport =
        book.dataset(Contributor.UEL).collectAsList().stream()
            .map(row -> new PlainRow(PlainValues.of(row)))
            .collect(Collectors.groupingBy(row -> row.text(UserEditsLog.REPORT_ID).orElseThrow()));
    Map<String, StandingEdits> read = new TreeMap<>();
    byReport.forEach((id, rows) -> read.put(id, StandingEdits.of(rows)));
    read.values().removeIf(StandingEdits.NONE::equals);
    return read;
  }

  private static Map<String, StandingEdits> whole(LogBook book) {
    List<Row> rows =
        new ArrayList<>(
            EffectiveEdits.by(book.dataset(Contributor.UEL), UserEditsLog.REPORT_ID)
                .collectAsList());
    Map<String, StandingEdits> read = new TreeMap<>();
    rows.forEach(row -> read.put(row.getAs(UserEditsLog.REPORT_ID.name()), DecidedValues.of(row)));
    read.values().removeIf(StandingEdits.NONE::equals);
    return read;
  }
}
