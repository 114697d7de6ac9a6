package mrs.jobs.ingest.read;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mrs.contracts.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The header of a CSV file.
 *
 * @param positions per field of the file its column's position in the contract, -1 if the contract
 *     has none
 * @param nameless how many fields without a name it ends in, as a header that ends in commas does
 * @param fault why the file cannot be read with it, null if it can
 */
record CsvHeader(int[] positions, int nameless, SourceRecord.@Nullable Broken fault) {
  private static final int[] NONE = {};

  /** Reads the header off {@code lines} and tells {@code names} what it names. */
  static CsvHeader read(LineReader lines, ColumnNames names) throws IOException {
    Line line = lines.next();
    // Excel's line says what is the case anyway.
    return read(line != null && declaresCommas(line) ? lines.next() : line, names);
  }

  /** Whether a record of so many fields fits; those without a name may be left out. */
  boolean fits(int fields) {
    return fields <= positions.length && fields >= positions.length - nameless;
  }

  private static boolean declaresCommas(Line line) {
    byte[] head = line.raw().head();
    try {
      return !line.isTooLong()
          && HeaderFaults.declaredSeparator(Utf8.decode(head, Utf8.bomLength(head)))
              .filter(","::equals)
              .isPresent();
    } catch (Unusable e) {
      return false;
    }
  }

  private static CsvHeader read(@Nullable Line line, ColumnNames names) {
    if (line == null) {
      return broken(
          Raw.NONE, ErrorCode.MISSING_HEADER, "the file is empty; send at least a header");
    }
    if (line.isTorn()) {
      return new CsvHeader(NONE, 0, SourceRecord.Broken.torn(line));
    }
    Raw raw = line.raw();
    if (Utf8.looksLikeUtf16(raw.head())) {
      return broken(raw, ErrorCode.BAD_ENCODING, "the file is UTF-16; send UTF-8");
    }
    CsvHeader header = ofText(line, names);
    return header.fault != null && HeadFaults.hasControls(raw.head())
        ? broken(raw, ErrorCode.UNREADABLE_FILE, HeadFaults.BINARY)
        : header;
  }

  private static CsvHeader ofText(Line line, ColumnNames names) {
    Raw raw = line.raw();
    try {
      String text = Utf8.decode(raw.head(), Utf8.bomLength(raw.head()));
      List<String> fields = line.isTooLong() ? null : CsvSplitter.split(text);
      return fields == null ? noHeader(raw, "", List.of(), names) : of(fields, text, raw, names);
    } catch (Unusable e) {
      ErrorCode code =
          e.code() == ErrorCode.BAD_ENCODING ? ErrorCode.BAD_ENCODING : ErrorCode.MISSING_HEADER;
      return broken(raw, code, "the header cannot be read: " + e.text());
    }
  }

  private static CsvHeader of(List<String> fields, String text, Raw raw, ColumnNames names) {
    int[] positions = new int[fields.size()];
    int nameless = 0;
    Set<Integer> taken = new HashSet<>();
    for (int i = 0; i < positions.length; i++) {
      String name = fields.get(i).strip();
      nameless = name.isEmpty() ? nameless + 1 : 0;
      positions[i] = names.take(name.isEmpty() ? "(column " + (i + 1) + ")" : name);
      if (positions[i] >= 0 && !taken.add(positions[i])) {
        return broken(
            raw, ErrorCode.DUPLICATE_KEY, "the header names " + name + " twice; name it once");
      }
    }
    return names.missing().isEmpty()
        ? new CsvHeader(positions, nameless, null)
        : noHeader(raw, text, fields, names);
  }

  private static CsvHeader noHeader(Raw raw, String text, List<String> fields, ColumnNames names) {
    return broken(raw, ErrorCode.MISSING_HEADER, HeaderFaults.of(text, fields, names.missing()));
  }

  private static CsvHeader broken(Raw raw, ErrorCode code, String text) {
    return new CsvHeader(NONE, 0, SourceRecord.Broken.wholeFile(raw, code, text));
  }
}
