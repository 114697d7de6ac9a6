package mrs.resilience.cache;

/**
 * How much may be kept: before it would be more than {@code high}, what was used least recently
 * goes until there is no more than {@code low}.
 *
 * @param high bytes of keys and records
 * @param low at most {@code high}; the distance is what one eviction makes room for
 */
public record Watermarks(long high, long low) {
  /** Checks them. */
  public Watermarks {
    if (low <= 0 || low > high) {
      throw new IllegalArgumentException(
          "the watermarks are 0 < low <= high, and not low " + low + " and high " + high);
    }
  }
}
