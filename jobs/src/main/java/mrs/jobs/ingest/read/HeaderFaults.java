package mrs.jobs.ingest.read;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words why the first line of a CSV file does not name the columns that it has to. */
final class HeaderFaults {
  private static final List<String> OTHER_SEPARATORS = List.of(";", "\t", "|");
  private static final String EXCEL = "sep=";

  private HeaderFaults() {}

  /** The separator that {@code line} declares for Excel, if that is what it does. */
  static Optional<String> declaredSeparator(String line) {
    String text = line.strip();
    boolean declares = text.toLowerCase(Locale.ROOT).startsWith(EXCEL);
    return declares && text.length() == EXCEL.length() + 1
        ? Optional.of(text.substring(EXCEL.length()))
        : Optional.empty();
  }

  /**
   * Why {@code line} is no header.
   *
   * @param fields what stands between its commas
   * @param missing columns that it does not name
   */
  static String of(String line, List<String> fields, List<String> missing) {
    Optional<String> declared = declaredSeparator(line);
    if (declared.isPresent()) {
      return "the first line is Excel's "
          + Unusable.quoted(line.strip())
          + "; leave it out and separate the fields by commas";
    }
    for (String separator : OTHER_SEPARATORS) {
      if (Arrays.asList(unquoted(line).split(Pattern.quote(separator), -1)).containsAll(missing)) {
        return "the fields are separated by "
            + Unusable.quoted(separator)
            + "; separate them by commas";
      }
    }
    List<String> otherCase =
        fields.stream()
            .map(String::strip)
            .filter(f -> missing.contains(f.toLowerCase(Locale.ROOT)))
            .toList();
    return "the first line does not name "
        + String.join(", ", missing)
        + (otherCase.isEmpty()
            ? "; send a header"
            : "; names count in lower case, it has " + quoted(otherCase));
  }

  private static String unquoted(String line) {
    return line.replace("\"", "").replace(" ", "");
  }

  private static String quoted(List<String> names) {
    return names.stream().map(Unusable::quoted).collect(Collectors.joining(", "));
  }
}
