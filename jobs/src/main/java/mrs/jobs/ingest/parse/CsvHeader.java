package mrs.jobs.ingest.parse;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mrs.contracts.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a CSV file.
 *
 * @param positions per field of the file its column's position in the contract, -1 if the contract
 *     has none
 * @param fault why the file cannot be read with it, null if it can
 */
record CsvHeader(int[] positions, SourceRecord.@Nullable Broken fault) {
  private static final int[] NONE = {};

  /** Reads {@code line}, null if the file is empty, and tells {@code names} what it names. */
  static CsvHeader read(@Nullable Line line, ColumnNames names) {
    if (line == null) {
      return broken(
          Raw.NONE, ErrorCode.MISSING_HEADER, "the file is empty; send at least a header");
    }
    if (line.isTorn()) {
      return new CsvHeader(NONE, SourceRecord.Broken.torn(line));
    }
    Raw raw = line.raw();
    if (Utf8.looksLikeUtf16(raw.head())) {
      return broken(raw, ErrorCode.BAD_ENCODING, "the file is UTF-16; send UTF-8");
    }
    try {
      List<String> fields =
          line.isTooLong()
              ? null
              : CsvSplitter.split(Utf8.decode(raw.head(), Utf8.bomLength(raw.head())));
      return fields == null ? noHeader(raw, names) : of(fields, raw, names);
    } catch (Unusable e) {
      ErrorCode code =
          e.code() == ErrorCode.BAD_ENCODING ? ErrorCode.BAD_ENCODING : ErrorCode.MISSING_HEADER;
      return broken(raw, code, "the header cannot be read: " + e.text());
    }
  }

  private static CsvHeader of(List<String> fields, Raw raw, ColumnNames names) {
    int[] positions = new int[fields.size()];
    Set<Integer> taken = new HashSet<>();
    for (int i = 0; i < positions.length; i++) {
      String name = fields.get(i).strip();
      positions[i] = names.take(name.isEmpty() ? "(column " + (i + 1) + ")" : name);
      if (positions[i] >= 0 && !taken.add(positions[i])) {
        return broken(
            raw, ErrorCode.DUPLICATE_KEY, "the header names " + name + " twice; name it once");
      }
    }
    return names.missing().isEmpty() ? new CsvHeader(positions, null) : noHeader(raw, names);
  }

  private static CsvHeader noHeader(Raw raw, ColumnNames names) {
    return broken(
        raw,
        ErrorCode.MISSING_HEADER,
        "the first line does not name " + String.join(", ", names.missing()) + "; send a header");
  }

  private static CsvHeader broken(Raw raw, ErrorCode code, String text) {
    return new CsvHeader(NONE, SourceRecord.Broken.wholeFile(raw, code, text));
  }
}
