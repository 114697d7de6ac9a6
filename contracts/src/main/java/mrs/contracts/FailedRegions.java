package mrs.contracts;

/**
 * The columns in which detection says which regions it could not judge. They are no table: the edge
 * enters them into the ledger, and hands a later run the day to go on from.
 */
public final class FailedRegions {
  /** The region. */
  public static final Field REGION = Field.string("region", "The region.").required();

  /** Its earliest day that has to be judged and was not. */
  public static final Field UNJUDGED_FROM =
      Field.date("unjudged_from", "Its earliest day that has to be judged and was not.").required();

  /** What went wrong. */
  public static final Field MESSAGE = Field.string("message", "What went wrong.").required();

  private FailedRegions() {}
}
