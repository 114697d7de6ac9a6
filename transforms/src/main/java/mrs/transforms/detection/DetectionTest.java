package mrs.transforms.detection;

/** The tests, from the one whose word counts most at equal severity to the least. */
public enum DetectionTest {
  MISSING("missing"),
  STORE_DAY("store_day"),
  SKU_DAY("sku_day"),
  ZERO_RUN("zero_run"),
  LEVEL_SHIFT("level_shift"),
  CELL("cell");

  private final String label;

  DetectionTest(String label) {
    this.label = label;
  }

  /** The name in the log. */
  public String label() {
    return label;
  }
}
