package mrs.transforms.cohorting;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import mrs.SparkTest;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.hydrate.consolidation.LogBook;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Nights of made-up events that grow, merge, split, end and reopen, of stores that move to another
 * region, with decisions, decisions undone and rows that are there twice. More of them with {@code
 * -Dmrs.cohort.histories=N}.
 */
class FormEventsProperties extends SparkTest {
  private static final int NIGHTS = 4;
  private static final int HISTORIES = Integer.getInteger("mrs.cohort.histories", 1);
  private static final String[] TESTS = {"store_day", "cell", "sku_day", "missing", "zero_run"};

  @Property(tries = 1, shrinking = ShrinkingMode.OFF)
  void noKeyHasTwoRowsAndMembersAreWhereTheyAreSaidToBe(@ForAll long seed) {
    for (int i = 0; i < HISTORIES; i++) {
      play(new Random(seed + i));
    }
  }

  private static void play(Random random) {
    CohortNights nights = new CohortNights();
    nights.rules = new FormEvents.Rules(1, 3, 8);
    Map<String, List<String>> members = new HashMap<>();
    Map<String, String> homes = new HashMap<>();
    for (int night = 1; night <= NIGHTS; night++) {
      nights.cap = random.nextInt(4) == 0 ? 3 : 1000;
      happen(nights, night, random, List.copyOf(members.keySet()));
      FormEvents.Inputs in = nights.inputs();
      FormEvents.Cohorted formed = nights.night(in, night);
      hasEachKeyOnce(formed.history(), CohortHistory.REPORT_ID);
      hasEachKeyOnce(formed.events(), EventsLog.REPORT_GROUP_ID);
      hasEachKeyOnce(formed.ended(), EventsEndedLog.REPORT_GROUP_ID);
      homes.putAll(CohortNights.moves(formed));
      for (Row event : formed.events().collectAsList()) {
        members.put(
            event.getAs(EventsLog.REPORT_GROUP_ID.name()),
            event.getList(event.fieldIndex(EventsLog.REPORT_IDS.name())));
      }
      homes.forEach((report, event) -> assertThat(members.get(event)).contains(report));
      if (night == NIGHTS) {
        isTheSameInAnyOrder(nights, in, night, formed, random);
      }
    }
  }

  private static void happen(CohortNights nights, int night, Random random, List<String> events) {
    LogBook book = nights.book;
    for (int i = 0; i < 6; i++) {
      int report = random.nextInt(10);
      Object[] values = report(report, random);
      if (random.nextInt(4) == 0) {
        book.withdrawn("r" + report, night, random.nextBoolean() ? "restated" : "late", values);
      } else {
        book.detected("r" + report, night, values);
        if (random.nextInt(5) == 0) {
          book.detected("r" + report, night, values);
        }
      }
      if (random.nextInt(3) == 0) {
        book.attributed("r" + report, night, random.nextBoolean() ? "data_error" : "viral", 0.5);
        book.clustered("r" + report, night);
      }
    }
    if (!events.isEmpty() && random.nextBoolean()) {
      String event = events.get(random.nextInt(events.size()));
      book.eventEdit("e" + night, night, event, random.nextBoolean() ? "accept" : "reject", null);
    }
    if (night > 1 && random.nextBoolean()) {
      events.forEach(e -> book.eventEdit("u" + night + e, night, e, "undo", "e" + (night - 1)));
    }
  }

  /** A report keeps its series and test; its days, and what region its store is in, may change. */
  private static Object[] report(int report, Random random) {
    int first = random.nextInt(12);
    String store = "S" + report % 2;
    String sku = "K" + report % 3;
    String test = TESTS[report % 8 < 4 ? 0 : report % TESTS.length];
    return new Object[] {
      DetectionLog.STORE_ID,
      store,
      DetectionLog.SKU,
      sku,
      DetectionLog.REGION,
      random.nextInt(3) == 0 ? "ALL" : "R1",
      DetectionLog.TEST,
      test,
      DetectionLog.GROUP_KEY,
      test + "|" + store + "|" + (report % 5),
      DetectionLog.GROUP_START,
      LogBook.START.plusDays(first / 3 * 3),
      DetectionLog.WINDOW_START,
      LogBook.START.plusDays(first),
      DetectionLog.WINDOW_END,
      LogBook.START.plusDays(first + random.nextInt(3)),
      DetectionLog.OBSERVED_UNITS,
      20.0,
      DetectionLog.EXPECTED_UNITS,
      10.0
    };
  }

  private static void hasEachKeyOnce(Dataset<Row> rows, Field key) {
    List<String> keys =
        rows.select(col(key)).collectAsList().stream().map(r -> r.getString(0)).toList();
    assertThat(keys).hasSize(new TreeSet<>(keys).size());
  }

  private static void isTheSameInAnyOrder(
      CohortNights nights,
      FormEvents.Inputs in,
      int night,
      FormEvents.Cohorted formed,
      Random random) {
    FormEvents.Inputs mixed =
        new FormEvents.Inputs(
            mixed(in.reports(), random),
            mixed(in.history(), random),
            mixed(in.events(), random),
            mixed(in.ended(), random),
            in.clustered().map(r -> mixed(r, random)),
            in.causes().map(r -> mixed(r, random)),
            in.eventEdits().map(r -> mixed(r, random)));
    FormEvents.Cohorted again = nights.form(mixed, night);
    assertThat(lines(again.history())).isEqualTo(lines(formed.history()));
    assertThat(lines(again.events())).isEqualTo(lines(formed.events()));
    assertThat(lines(again.ended())).isEqualTo(lines(formed.ended()));
  }

  private static Dataset<Row> mixed(Dataset<Row> rows, Random random) {
    List<Row> order = new ArrayList<>(rows.collectAsList());
    Collections.shuffle(order, random);
    return spark.createDataFrame(order, rows.schema()).repartition(3);
  }

  private static List<String> lines(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }
}
