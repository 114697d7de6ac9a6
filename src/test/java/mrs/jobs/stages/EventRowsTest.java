package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.EventsLog;
import mrs.contracts.LogColumns;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.jobs.config.ConfigFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/**
 * Which weeks of events are read: those around the reports, unless a report's event is not there.
 */
class EventRowsTest extends SparkTest {
  private static final LocalDate THURSDAY_OF_WEEK_2 = LogBook.START.plusWeeks(2).plusDays(3);
  private static final LocalDate TUESDAY_OF_WEEK_4 = LogBook.START.plusWeeks(4).plusDays(1);

  @Test
  void theWeeksOfTheFirstAndTheLastDayAreReadWhole() {
    LogBook book = sevenWeeks().cohort("r1", 1, "e2").cohort("r2", 1, "e4");

    assertThat(wanted(book, Optional.of(TUESDAY_OF_WEEK_4))).containsExactly("e2", "e3", "e4");
  }

  @Test
  void withoutALastDayAllLaterWeeksAreRead() {
    LogBook book = sevenWeeks().cohort("r1", 1, "e2");

    assertThat(wanted(book, Optional.empty())).containsExactly("e2", "e3", "e4", "e5", "e6");
  }

  @Test
  void whereAnEventLiesFartherOffEverythingIsRead() {
    LogBook book = sevenWeeks().cohort("r1", 1, "e2").cohort("r2", 1, "e1");

    assertThat(wanted(book, Optional.of(TUESDAY_OF_WEEK_4))).hasSize(7);
  }

  @Test
  void whereAnEventIsNotThereAtAllEverythingIsRead() {
    LogBook book = sevenWeeks().cohort("r1", 1, "e2").cohort("r2", 1, "gone");

    assertThat(wanted(book, Optional.of(TUESDAY_OF_WEEK_4))).hasSize(7);
  }

  @Test
  void anEventLiesAsFarFromItsReportsAsItMayGrowAndStagesLookBack() {
    Map<String, String> days = Map.of("cohorting.max_days", "10", "limits.horizon_days", "30");

    assertThat(EventRows.span(ConfigFile.read(Path.of("conf", "mrs.yaml"), days))).isEqualTo(40);
  }

  /** One event a week. */
  private static LogBook sevenWeeks() {
    LogBook book = new LogBook();
    for (int week = 0; week < 7; week++) {
      LocalDate monday = LogBook.START.plusWeeks(week);
      book.event("e" + week, 1, "open", List.of(), LogColumns.WEEK_START, monday);
    }
    return book;
  }

  private static List<String> wanted(LogBook book, Optional<LocalDate> to) {
    Dataset<Row> events = book.dataset(Contributor.MELOG);
    return events
        .where(EventRows.wanted(events, book.dataset(Contributor.MRCH), THURSDAY_OF_WEEK_2, to))
        .select(col(EventsLog.REPORT_GROUP_ID))
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }
}
