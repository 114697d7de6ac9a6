package mrs.jobs.intake.delivery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name that a sender gave a delivery: nothing but letters, digits, dots, dashes and
 * underscores, the first of them a letter or digit, at most 100 in all, with an ending that feeds
 * read. So it leads nowhere but into the folder that it is put in.
 */
public final class DeliveryName {
  /** What is allowed, for messages. */
  public static final String ALLOWED =
      "letters, digits, '.', '_' and '-', at most 100, the first a letter or digit, ending in .csv,"
          + " .jsonl, .ndjson, .json (each also .gz) or .parquet";

  private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern PARTS =
      Pattern.compile(
          "(.+?)(\\.(?:csv|jsonl|ndjson|json)(?:\\.gz)?|\\.parquet)", Pattern.CASE_INSENSITIVE);

  private final String stem;
  private final String ending;

  private DeliveryName(String stem, String ending) {
    this.stem = stem;
    this.ending = ending;
  }

  /** The name, if it is one that is allowed. */
  public static Optional<DeliveryName> of(String text) {
    Matcher parts = PARTS.matcher(text);
    return CHARACTERS.matcher(text).matches() && parts.matches()
        ? Optional.of(new DeliveryName(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  /** The name with {@code -hash} before its ending. */
  String with(String hash) {
    return stem + "-" + hash + ending;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeliveryName name && name.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return stem + ending;
  }
}
