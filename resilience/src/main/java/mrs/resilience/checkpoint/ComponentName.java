package mrs.resilience.checkpoint;

import java.util.regex.Pattern;

/**
 * The name of a component that has checkpoints. It becomes part of the names of files, so that only
 * small letters, digits, {@code -} and {@code _} are in it, at most 64 of them: no path can be
 * written so, and no two names are the same file where a file system does not tell letters apart by
 * their size.
 */
public record ComponentName(String value) {
  static final String ALLOWED = "[a-z0-9][a-z0-9_-]{0,63}";
  private static final Pattern PATTERN = Pattern.compile(ALLOWED);

  /** Refuses what is not such a name. */
  public ComponentName {
    if (!PATTERN.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "no component can be called '"
              + value
              + "': the name becomes that of a file; take one of the form "
              + ALLOWED);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
