package mrs.serving.query;

/** A statement that is no question about the tables: what it holds, and what to ask instead. */
public final class RefusedStatement extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  RefusedStatement(String problem, String remedy) {
    super(problem);
    this.remedy = remedy;
  }

  /** What is wrong with it. */
  public String problem() {
    return String.valueOf(getMessage());
  }

  /** What to change. */
  public String remedy() {
    return remedy;
  }
}
