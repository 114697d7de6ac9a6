package mrs.contracts;

/** How an event ended. */
public enum Resolution implements Words {
  /** The retailer restated the sales, and they are as expected. */
  DATA_CORRECTION("data correction"),
  /** Sales went back to what was expected. */
  RECOVERED("recovered"),
  /** A person accepted it. */
  FINALISED("finalised"),
  /** A person said that it is none. */
  REJECTED("rejected"),
  /** Another event absorbed it. */
  MERGED("merged"),
  /** It went on for longer than an event may. */
  EXPIRED("expired");

  private final String word;

  Resolution(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
