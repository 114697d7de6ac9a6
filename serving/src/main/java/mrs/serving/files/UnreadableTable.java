package mrs.serving.files;

import org.jspecify.annotations.Nullable;

/** A table, or a file of one, that cannot be read: what is wrong and what to do about it. */
public final class UnreadableTable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  UnreadableTable(String problem, String remedy, @Nullable Throwable cause) {
    super(problem, cause);
    this.remedy = remedy;
  }

  /** What is wrong. */
  public String problem() {
    return String.valueOf(getMessage());
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }
}
