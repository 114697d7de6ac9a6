package mrs.jobs.messages;

import org.jspecify.annotations.Nullable;

/**
 * A failure that is meant for people: what is wrong, why, and what to do about it, in one line.
 *
 * <p>{@link Kind#REFUSED} means that nothing was tried because the request cannot be right (exit
 * code 4); {@link Kind#FAILED} means that it was tried and did not work (exit code 1); {@link
 * Kind#BUSY} means that another process has what it needs (exit code 1, or it is queued).
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whether it was tried at all. */
  public enum Kind {
    /** Not tried: the request cannot be right. */
    REFUSED,
    /** Tried, and did not work. */
    FAILED,
    /** Not tried: another process has the warehouse. It may be given again as it is. */
    BUSY
  }

  private final Kind kind;

  private Problem(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** The request cannot be right; {@code remedy} says what to change. */
  public static Problem refused(String problem, String remedy) {
    return new Problem(Kind.REFUSED, problem + "; " + remedy, null);
  }

  /** Another process has what it needs; {@code remedy} says what to do about that. */
  public static Problem busy(String problem, String remedy) {
    return new Problem(Kind.BUSY, problem + "; " + remedy, null);
  }

  /** It was tried and did not work. */
  public static Problem failed(String problem, String remedy) {
    return new Problem(Kind.FAILED, problem + "; " + remedy, null);
  }

  /** It was tried and did not work, because of {@code cause}, which {@code --verbose} shows. */
  public static Problem failed(String problem, String remedy, Throwable cause) {
    return new Problem(Kind.FAILED, problem + "; " + remedy, cause);
  }

  /** Whether it was tried at all. */
  public Kind kind() {
    return kind;
  }
}
