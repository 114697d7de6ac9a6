package mrs.hydrate;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mrs.contracts.ClusteredLog;
import mrs.contracts.EventsLog;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.hydrate.consolidation.LogBook;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/**
 * A made-up history of the logs: on day 0 detection finds all reports, and each step adds one row a
 * day later than the one before. Reports and events keep the week that their number says.
 */
record LogHistory(List<Step> steps) {
  static final int REPORTS = 6;
  static final int EVENTS = 3;
  static final int STEPS = 40;

  /** What a step adds. */
  enum Kind {
    DETECTED,
    WITHDRAWN,
    CLUSTERED,
    ATTRIBUTED,
    COHORT,
    EVENT,
    ENDED,
    FINALISED,
    EDIT,
    EVENT_EDIT
  }

  /**
   * One row.
   *
   * @param choice tells rows of one kind apart; what it means depends on the kind
   */
  record Step(Kind kind, int report, int event, int choice) {}

  static Arbitrary<LogHistory> any() {
    Arbitrary<Step> step =
        Combinators.combine(
                Arbitraries.of(Kind.values()),
                Arbitraries.integers().between(0, REPORTS - 1),
                Arbitraries.integers().between(0, EVENTS - 1),
                Arbitraries.integers().between(0, 11))
            .as(Step::new);
    return step.list().ofSize(STEPS).map(LogHistory::new);
  }

  static String report(int number) {
    return "r" + number;
  }

  static String event(int number) {
    return "e" + number;
  }

  /** The day of the last row. */
  int lastDay() {
    return steps.size();
  }

  /** The logs as they were after {@code day}. */
  LogBook until(int day) {
    LogBook book = new LogBook();
    for (int r = 0; r < REPORTS; r++) {
      book.detected(report(r), 0, week(r % 3));
    }
    for (int i = 0; i < Math.min(day, steps.size()); i++) {
      add(book, i + 1, steps.get(i));
    }
    return book;
  }

  private void add(LogBook book, int day, Step step) {
    String report = report(step.report());
    String event = event(step.event());
    Object[] ofReport = join(week(step.report() % 3), reasons(step));
    Object[] ofEvent = join(week(step.event()), reasons(step));
    switch (step.kind()) {
      case DETECTED -> book.detected(report, day, ofReport);
      case WITHDRAWN -> book.withdrawn(report, day, withdrawal(step), ofReport);
      case CLUSTERED -> book.clustered(report, day, join(cluster(step), ofReport));
      case ATTRIBUTED -> book.attributed(report, day, cause(step), confidence(step), ofReport);
      case COHORT -> book.cohort(report, day, event, ofReport);
      case EVENT ->
          book.event(event, day, status(step), List.of(report), join(severity(day), ofEvent));
      case ENDED -> book.ended(event, day, "recovered", ofEvent);
      case FINALISED -> book.finalised(report, day, join(decided(step, day), ofReport));
      case EDIT -> book.edit("u" + day, day, report, action(step), value(step, day));
      case EVENT_EDIT -> book.eventEdit("u" + day, day, event, action(step), value(step, day));
    }
  }

  static String withdrawal(Step step) {
    return step.choice() % 2 == 0 ? "restated" : "late_arrival";
  }

  static boolean unclustered(Step step) {
    return step.choice() % 4 == 0;
  }

  static String cause(Step step) {
    return List.of("unknown", "viral", "weather", "holiday").get(step.choice() % 4);
  }

  static @Nullable Double confidence(Step step) {
    return cause(step).equals("unknown") ? null : Double.valueOf(0.5);
  }

  static String status(Step step) {
    return List.of("open", "reopened", "merged").get(step.choice() % 3);
  }

  static List<String> decidedGroups(Step step) {
    return List.of(
            List.<String>of(),
            List.of("attribution"),
            List.of("final", "status"),
            List.of("attribution", "final", "status"))
        .get(step.choice() % 4);
  }

  static String action(Step step) {
    return List.of("accept", "reject", "set_cause", "undo").get(step.choice() % 4);
  }

  /**
   * The cause that is set; or the edit that is undone, one of those of the same thing that came
   * before.
   */
  @Nullable String value(Step step, int day) {
    if (action(step).equals("set_cause")) {
      return step.choice() < 6 ? "stock_out" : "promotion";
    } else if (!action(step).equals("undo")) {
      return null;
    }
    List<String> earlier =
        IntStream.range(0, day - 1)
            .filter(i -> sameThing(steps.get(i), step))
            .mapToObj(i -> "u" + (i + 1))
            .toList();
    return earlier.isEmpty() ? "nothing" : earlier.get(day % earlier.size());
  }

  static List<String> codes(Step step) {
    return step.choice() == 7 ? List.of("CODE_of_" + step.kind()) : List.of();
  }

  private static boolean sameThing(Step one, Step other) {
    boolean same =
        one.kind() == Kind.EDIT ? one.report() == other.report() : one.event() == other.event();
    return one.kind() == other.kind() && same;
  }

  private static Object[] reasons(Step step) {
    return new Object[] {LogColumns.DEGRADED_REASONS, codes(step)};
  }

  private static Object[] week(int week) {
    return new Object[] {LogColumns.WEEK_START, LogBook.START.plusWeeks(week)};
  }

  /** MELOG's of this day. */
  private static Object[] severity(int day) {
    return new Object[] {EventsLog.SEVERITY, (double) day};
  }

  private static @Nullable Object[] cluster(Step step) {
    return unclustered(step)
        ? new @Nullable Object[] {
          ClusteredLog.CLUSTER_ID, null,
          ClusteredLog.CLUSTER_NAME, null,
          ClusteredLog.SIMILARITY, null
        }
        : new Object[0];
  }

  private static @Nullable Object[] decided(Step step, int day) {
    boolean decided = decidedGroups(step).contains("final");
    return new @Nullable Object[] {
      FinalisedLog.DECIDED_GROUPS,
      decidedGroups(step),
      FinalisedLog.PROPOSED_CAUSE,
      "data_error",
      FinalisedLog.CONFIDENCE_SCORE,
      1.0,
      FinalisedLog.DECISION,
      decided ? "rejected" : null,
      FinalisedLog.DECIDED_BY,
      decided ? "ruth" : null,
      FinalisedLog.DECIDED_AT,
      decided ? Timestamp.from(LogBook.at(day)) : null
    };
  }

  private static Object[] join(@Nullable Object[] some, @Nullable Object[] others) {
    List<@Nullable Object> all = new ArrayList<>(Arrays.asList(some));
    all.addAll(Arrays.asList(others));
    return all.toArray();
  }
}
