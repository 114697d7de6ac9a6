package mrs.jobs.intake.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mrs.jobs.intake.Intake;
import mrs.jobs.intake.IntakeStatus;
import mrs.resilience.spool.SpoolStatistics;

/**
 * Whether an intake can take deliveries, and whether they get on. That is told by what it did last,
 * not by its being there.
 */
record Readiness(State state, List<String> reasons, Map<String, Object> figures) {
  private static final double FULL = 0.95;
  private static final double NEARLY_FULL = 0.8;
  private static final Duration OLD = Duration.ofMinutes(5);

  /** How ready. */
  enum State {
    /** It takes deliveries, and they get on. */
    READY,
    /** It takes deliveries; something is wrong that they wait for, or that was lost. */
    DEGRADED,
    /** It does not take deliveries. */
    DOWN
  }

  /** Asks the intake. */
  static Readiness of(Intake intake, boolean isStopping) {
    try {
      return of(intake.status(), isStopping);
    } catch (IOException | RuntimeException e) {
      return new Readiness(State.DOWN, List.of("the spool cannot be read"), Map.of());
    }
  }

  /** What is to be said of this status. */
  static Readiness of(IntakeStatus status, boolean isStopping) {
    List<String> down = down(status, isStopping);
    List<String> degraded = degraded(status);
    State state = !down.isEmpty() ? State.DOWN : !degraded.isEmpty() ? State.DEGRADED : State.READY;
    List<String> reasons = new ArrayList<>(down);
    reasons.addAll(degraded);
    return new Readiness(state, List.copyOf(reasons), figures(status));
  }

  private static List<String> down(IntakeStatus status, boolean isStopping) {
    List<String> reasons = new ArrayList<>();
    if (isStopping) {
      reasons.add("the receiver is ending");
    }
    if (status.spool().bytes() >= FULL * status.diskBytes()) {
      reasons.add("the spool is full");
    }
    if (!status.canKeep()) {
      reasons.add("what came last could not be put on the disk");
    }
    return reasons;
  }

  private static List<String> degraded(IntakeStatus status) {
    SpoolStatistics spool = status.spool();
    List<String> reasons = new ArrayList<>();
    status
        .progress()
        .stuckSince()
        .ifPresent(since -> reasons.add("nothing can be handed over since " + since));
    if (spool.oldestAge().filter(age -> age.compareTo(OLD) > 0).isPresent()) {
      reasons.add("the oldest record has been waiting for more than " + OLD.toMinutes() + " min");
    }
    if (spool.bytes() >= NEARLY_FULL * status.diskBytes()) {
      reasons.add("the spool is nearly full");
    }
    if (spool.counts().damaged() + spool.counts().dropped() + status.progress().lost() > 0) {
      reasons.add("something was lost; the journal of events says what");
    }
    if (!status.isSound()) {
      reasons.add("the ledger of deliveries or the journal of events could not be written");
    }
    return reasons;
  }

  private static Map<String, Object> figures(IntakeStatus status) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("disk_bytes", status.spool().bytes());
    figures.put("disk_cap_bytes", status.diskBytes());
    figures.put("waiting_records", status.spool().waiting());
    status.spool().oldestAge().ifPresent(age -> figures.put("oldest_seconds", age.toSeconds()));
    status
        .progress()
        .last()
        .ifPresent(last -> figures.put("since_hand_over_seconds", since(last, status.at())));
    figures.put("pending_events", status.pendingEvents());
    return figures;
  }

  private static long since(Instant last, Instant now) {
    return Math.max(0, Duration.between(last, now).toSeconds());
  }

  HttpAnswer answer() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("state", state.name().toLowerCase(Locale.ROOT));
    members.put("reasons", reasons);
    members.putAll(figures);
    return HttpAnswer.json(state == State.DOWN ? 503 : 200, members);
  }
}
