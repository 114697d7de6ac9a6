package mrs.contracts;

/**
 * What a report's trust score is the weighted sum of. A factor's value is 0 to 1 where it can only
 * speak for the report, and −1 to 1 where it can also speak against it; one that is not known adds
 * nothing.
 */
public enum TrustFactor implements Words {
  /** How long ago a log last said something of it: halves with each half-life, never below 0.1. */
  FRESHNESS(.35, "trust_freshness", "how young its newest row is"),
  /** Mean trust in the sources that gave its field groups, as the site has configured it. */
  SOURCE_TRUST(.30, "trust_sources", "how far its sources are trusted"),
  /** 1 where the columns that it rests on were delivered, −1 where one was not. */
  SCHEMA_VALIDITY(.20, "trust_schema", "whether what it rests on fits the contract"),
  /** Share of the inputs that were in order for it: there, readable, not later than allowed. */
  TELEMETRY_ALIGNMENT(.10, "trust_telemetry", "how many of its inputs were in order"),
  /** 1 where a person confirmed it, −1 where a person rejected it, 0 where nobody decided. */
  USER_OVERRIDES(.05, "trust_overrides", "what people decided");

  private final double weight;
  private final String column;
  private final String says;

  TrustFactor(double weight, String column, String says) {
    this.weight = weight;
    this.column = column;
    this.says = says;
  }

  /** Its share of the score; the weights of all add up to 1. */
  public double weight() {
    return weight;
  }

  /** What it looks at, in words. */
  public String says() {
    return says;
  }

  /** The column of its contribution: weight times value. */
  public Field contribution() {
    return Field.real(
        column, "Part of trust_score, at most " + weight + " (weight × value): " + says + ".");
  }
}
