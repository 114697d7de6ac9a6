package mrs.jobs.intake.receive;

import java.time.Duration;
import java.util.Optional;

/** Why a delivery was not taken. Nothing of it will be handed over, unless that is said. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String problem;
  private final String remedy;

  /** What kind of refusal. */
  public enum Kind {
    /** It cannot be right, however often it is sent. */
    INVALID,
    /** It is longer than is allowed. */
    TOO_LARGE,
    /** There is no room for it now. */
    FULL,
    /** Its connection ended, or was too slow, before all of it had arrived. */
    BROKEN_OFF,
    /** It may or may not have been taken: sent again, it is taken once. */
    UNKNOWN
  }

  private Refusal(Kind kind, String problem, String remedy) {
    super(problem + "; " + remedy);
    this.kind = kind;
    this.problem = problem;
    this.remedy = remedy;
  }

  /** It cannot be right. */
  public static Refusal invalid(String problem, String remedy) {
    return new Refusal(Kind.INVALID, problem, remedy);
  }

  static Refusal tooLarge(long most) {
    return new Refusal(
        Kind.TOO_LARGE,
        "the delivery has more than " + most + " bytes",
        "send it in several files, or let the receiver be started with a larger --max-delivery");
  }

  static Refusal full(long used, long allowed) {
    return new Refusal(
        Kind.FULL,
        "there is no room for it: " + used + " bytes of " + allowed + " are used",
        "send it again later, when what waits has gone out");
  }

  static Refusal brokenOff() {
    return new Refusal(
        Kind.BROKEN_OFF, "not all of the delivery has arrived in time", "send it again");
  }

  static Refusal unknown() {
    return new Refusal(
        Kind.UNKNOWN,
        "it could not be put on the disk for certain",
        "send it again: it is taken once");
  }

  /** What kind. */
  public Kind kind() {
    return kind;
  }

  /** What is wrong, and why. */
  public String problem() {
    return problem;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }

  /** After what time to send it again; empty if that would not help. */
  public Optional<Duration> retryAfter() {
    return switch (kind) {
      case INVALID, TOO_LARGE -> Optional.empty();
      case FULL -> Optional.of(Duration.ofSeconds(30));
      case BROKEN_OFF, UNKNOWN -> Optional.of(Duration.ofSeconds(5));
    };
  }
}
