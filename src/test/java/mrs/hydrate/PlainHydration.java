package mrs.hydrate;

import static mrs.hydrate.LogHistory.Kind.ATTRIBUTED;
import static mrs.hydrate.LogHistory.Kind.CLUSTERED;
import static mrs.hydrate.LogHistory.Kind.COHORT;
import static mrs.hydrate.LogHistory.Kind.EDIT;
import static mrs.hydrate.LogHistory.Kind.ENDED;
import static mrs.hydrate.LogHistory.Kind.EVENT;
import static mrs.hydrate.LogHistory.Kind.EVENT_EDIT;
import static mrs.hydrate.LogHistory.Kind.FINALISED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import mrs.hydrate.LogHistory.Kind;
import mrs.hydrate.LogHistory.Step;
import org.jspecify.annotations.Nullable;

/**
 * The rules of hydration once more, row by row in plain Java and from the history alone: what a
 * report's provenance, status, codes and decided values must be. A row is named by its day; 0 is
 * none, but for detection, which has one on day 0.
 */
final class PlainHydration {
  private final LogHistory history;
  private final int report;
  private final int detected;
  private final int clustered;
  private final int attributed;
  private final int cohort;
  private final int event;
  private final int ended;
  private final int finalised;
  private final List<Integer> own;
  private final List<Integer> ofEvent;

  PlainHydration(LogHistory history, int report) {
    this.history = history;
    this.report = report;
    this.detected = latest(i -> (kind(i) == Kind.DETECTED || kind(i) == Kind.WITHDRAWN) && mine(i));
    this.clustered = latest(i -> kind(i) == CLUSTERED && mine(i));
    this.attributed = latest(i -> kind(i) == ATTRIBUTED && mine(i));
    this.finalised = latest(i -> kind(i) == FINALISED && mine(i));
    this.own = days(i -> kind(i) == EDIT && mine(i));
    this.cohort = latest(i -> kind(i) == COHORT && mine(i));
    int group = cohort > 0 ? step(cohort).event() : -1;
    this.event = latest(i -> kind(i) == EVENT && eventOf(i) == group);
    int lastEnd = latest(i -> kind(i) == ENDED && eventOf(i) == group);
    boolean reopened = event > lastEnd && LogHistory.status(step(event)).equals("reopened");
    this.ended = reopened ? 0 : lastEnd;
    this.ofEvent = days(i -> kind(i) == EVENT_EDIT && eventOf(i) == group);
  }

  /** What the report's row must say, as one line. */
  String line() {
    Cause cause = cause();
    int decision = decision();
    boolean recorded = decision == 0 && recordHolds("final", finalUndone());
    String word =
        decision > 0 ? LogHistory.action(step(decision)) + "ed" : recorded ? "rejected" : "null";
    String by = decision > 0 ? "ui" : recorded ? "finalised" : "null";
    boolean recordUsed = recorded || cause.source().equals("finalised");
    boolean patterned = clustered > 0 && !LogHistory.unclustered(step(clustered));
    return String.join(
        " ",
        LogHistory.report(report),
        "severity:" + (cohort > 0 && event > 0 ? (double) event + ",cohort" : "3.0,detected"),
        "cluster:" + (patterned ? "clustered" : "null"),
        "cause:" + cause.cause() + "," + cause.confidence() + "," + cause.source(),
        "event:" + (cohort > 0 ? LogHistory.event(step(cohort).event()) : "null"),
        "decision:" + word + "," + by,
        "status:" + status(word, by, recordUsed),
        "codes:" + codes(recordUsed),
        "run:run-" + newest(recordUsed));
  }

  private record Cause(@Nullable String cause, @Nullable Double confidence, String source) {}

  private Cause cause() {
    int set = causeSet();
    if (set > 0) {
      return new Cause(history.value(step(set), set), 1.0, "ui");
    }
    String proposed = attributed > 0 ? LogHistory.cause(step(attributed)) : "unknown";
    if (accepted(decision()) && !proposed.equals("unknown") && attributed <= decision()) {
      return new Cause(proposed, 1.0, "ui");
    } else if (recordHolds("attribution", causeUndone())) {
      return new Cause("data_error", 1.0, "finalised");
    } else if (attributed > 0) {
      return new Cause(proposed, LogHistory.confidence(step(attributed)), "attribution");
    }
    return new Cause(null, null, "null");
  }

  private int decision() {
    int mine = holding(own, "accept", "reject");
    return mine > 0 ? mine : holding(ofEvent, "accept", "reject");
  }

  private int causeSet() {
    int mine = holding(own, "set_cause");
    int events = holding(ofEvent, "set_cause");
    int decided = holding(own, "accept", "reject");
    boolean acceptedBefore = accepted(decided) && events > decided;
    return mine > 0 ? mine : acceptedBefore ? 0 : events;
  }

  private boolean finalUndone() {
    return decision() == 0 && (made(own, "accept", "reject") || made(ofEvent, "accept", "reject"));
  }

  private boolean causeUndone() {
    boolean undone =
        (made(own, "set_cause") && holding(own, "set_cause") == 0)
            || (made(ofEvent, "set_cause") && holding(ofEvent, "set_cause") == 0);
    boolean everAccepted = made(own, "accept") || made(ofEvent, "accept");
    return causeSet() == 0 && (undone || (everAccepted && !accepted(decision())));
  }

  private boolean accepted(int day) {
    return day > 0 && LogHistory.action(step(day)).equals("accept");
  }

  private boolean recordHolds(String group, boolean undone) {
    return finalised > 0 && !undone && LogHistory.decidedGroups(step(finalised)).contains(group);
  }

  private String status(String decision, String by, boolean recordUsed) {
    if (detected > 0 && step(detected).kind() == Kind.WITHDRAWN) {
      boolean restated = LogHistory.withdrawal(step(detected)).equals("restated");
      return (restated ? "superseded" : "retracted") + ",detected";
    } else if (decision.equals("rejected")) {
      return "rejected," + by;
    } else if (ended > 0) {
      return "ended,cohort";
    } else if (decision.equals("accepted")) {
      return "accepted," + by;
    }
    return lacking("detection", detectionCodes())
        .or(() -> lacking("clustering", rowOr(clustered, "MRCL_down")))
        .or(() -> lacking("attribution", rowOr(attributed, "MRPAL_down")))
        .or(() -> lacking("cohorting", cohortingCodes()))
        .or(() -> lacking("finalisation", recordUsed ? codesOf(finalised) : List.of()))
        .map(word -> word + ",detected")
        .orElse("open,detected");
  }

  private static Optional<String> lacking(String stage, List<String> codes) {
    return codes.stream().sorted().findFirst().map(code -> stage + "_degraded_" + code);
  }

  private List<String> codes(boolean recordUsed) {
    List<String> codes = new ArrayList<>(detectionCodes());
    codes.addAll(rowOr(clustered, "MRCL_down"));
    codes.addAll(rowOr(attributed, "MRPAL_down"));
    codes.addAll(cohortingCodes());
    codes.addAll(recordUsed ? codesOf(finalised) : List.of());
    return List.copyOf(new TreeSet<>(codes));
  }

  private List<String> detectionCodes() {
    return detected > 0 ? codesOf(detected) : List.of();
  }

  private List<String> cohortingCodes() {
    List<String> codes = new ArrayList<>(rowOr(cohort, "MRCH_down"));
    codes.addAll(cohort > 0 ? rowOr(event, "MELOG_down") : List.of());
    codes.addAll(ended > 0 ? codesOf(ended) : List.of());
    return codes;
  }

  private List<String> rowOr(int day, String code) {
    return day > 0 ? codesOf(day) : List.of(code);
  }

  private List<String> codesOf(int day) {
    return LogHistory.codes(step(day));
  }

  private int newest(boolean recordUsed) {
    int used = recordUsed ? finalised : 0;
    return IntStream.of(detected, clustered, attributed, cohort, event, ended, used)
        .max()
        .orElseThrow();
  }

  private int holding(List<Integer> edits, String... actions) {
    return edits.stream()
        .filter(day -> List.of(actions).contains(LogHistory.action(step(day))))
        .filter(day -> !undone(edits, day))
        .mapToInt(Integer::intValue)
        .max()
        .orElse(0);
  }

  private boolean made(List<Integer> edits, String... actions) {
    return edits.stream().anyMatch(day -> List.of(actions).contains(LogHistory.action(step(day))));
  }

  private boolean undone(List<Integer> edits, int day) {
    return edits.stream()
        .filter(u -> LogHistory.action(step(u)).equals("undo"))
        .filter(u -> ("u" + day).equals(history.value(step(u), u)))
        .anyMatch(u -> !undone(edits, u));
  }

  private boolean mine(int index) {
    return history.steps().get(index).report() == report;
  }

  private int eventOf(int index) {
    return history.steps().get(index).event();
  }

  private Kind kind(int index) {
    return history.steps().get(index).kind();
  }

  private Step step(int day) {
    return history.steps().get(day - 1);
  }

  private int latest(IntPredicate wanted) {
    return days(wanted).stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  private List<Integer> days(IntPredicate wanted) {
    return IntStream.range(0, history.steps().size()).filter(wanted).mapToObj(i -> i + 1).toList();
  }
}
