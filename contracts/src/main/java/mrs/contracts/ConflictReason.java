package mrs.contracts;

/**
 * Why a conflict stands where it does. A chain's winner has a code of its own, see {@link #won}.
 */
public enum ConflictReason implements Words {
  /** What a machine says changed after the person's decision that it contradicts. */
  NEWER_EVIDENCE,
  /** Two people decided otherwise at the very same time. */
  SAME_TIME,
  /** The decision about the report outweighs that about its event. */
  REPORT_OVER_EVENT,
  /** Detection took the report back; no decision changes that. */
  WITHDRAWN,
  /** A person resolved it. */
  RESOLVED_BY_PERSON,
  /** The sources say the same now, or have nothing more to say. */
  SOURCES_AGREE;

  /** The code that says which source of the chain won. */
  public static String won(Source source) {
    return source.word() + "_won";
  }
}
