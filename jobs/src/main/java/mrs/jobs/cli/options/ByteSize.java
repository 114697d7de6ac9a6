package mrs.jobs.cli.options;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of bytes: {@code 512m}, {@code 10g}, or a plain number. */
public final class ByteSize implements ITypeConverter<Long> {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([kmgt]?)");
  private static final String UNITS = "kmgt";
  private static final int BITS = 10;

  @Override
  public Long convert(String text) {
    Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is no size; give a number with k, m, g or t, such as 512m");
    }
    int unit = size.group(2).isEmpty() ? 0 : 1 + UNITS.indexOf(size.group(2));
    return Long.parseLong(size.group(1)) << (BITS * unit);
  }
}
