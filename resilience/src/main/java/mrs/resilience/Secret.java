package mrs.resilience;

import java.util.Objects;

/**
 * Something that lets in: a token, a key, the value of a header. Whoever prints, logs or joins it
 * gets {@code ***}; it has no property that a mapper would write, and it cannot be serialised. What
 * really needs it says so by calling {@link #reveal}, and keeps it no longer than that takes.
 */
public final class Secret {
  private static final String SHOWN = "***";

  private final String text;

  /** Takes {@code text} out of sight. */
  public Secret(String text) {
    this.text = Objects.requireNonNull(text);
  }

  /** What it is: for the call that needs it, never for a message, a label or a field. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return SHOWN;
  }
}
