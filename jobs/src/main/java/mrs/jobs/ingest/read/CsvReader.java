package mrs.jobs.ingest.read;

import java.io.IOException;
import java.util.List;
import mrs.contracts.ErrorCode;
import mrs.contracts.Field;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV with a header. A quoted field may hold line ends, if its record ends within {@link
 * JoinedLines#MAX_LINES} lines and has the header's number of fields; otherwise the first line
 * alone is broken and reading goes on after it, so that a quote which never closes costs one record
 * and not the rest of the file.
 */
final class CsvReader implements RecordReader {
  private final LineReader lines;
  private final ColumnNames names;
  private @Nullable CsvHeader header;
  private boolean ended;

  CsvReader(LineReader lines, List<Field> contract) {
    this.lines = lines;
    this.names = new ColumnNames(contract);
  }

  @Override
  public @Nullable SourceRecord next() throws IOException {
    if (ended) {
      return null;
    }
    CsvHeader known = header;
    if (known == null) {
      known = CsvHeader.read(lines, names);
      header = known;
      ended = known.fault() != null;
    }
    if (ended) {
      return known.fault();
    }
    Line line = lines.next();
    return line == null ? null : record(known, line);
  }

  private SourceRecord record(CsvHeader known, Line line) throws IOException {
    SourceRecord.Broken fault = LineFaults.of(line);
    if (fault != null) {
      return fault;
    }
    try {
      List<String> fields = CsvSplitter.split(Utf8.decode(line.raw().head(), 0));
      return fields == null ? severalLines(known, line) : values(known, line, fields);
    } catch (Unusable e) {
      return SourceRecord.Broken.of(line, e);
    }
  }

  private SourceRecord values(CsvHeader known, Line line, List<String> fields) {
    if (known.fits(fields.size())) {
      return new SourceRecord.Values(line.number(), line.raw(), cells(known, fields));
    }
    int due = known.positions().length;
    if (fields.size() < due && line.ending() == Line.Ending.END_OF_FILE) {
      return SourceRecord.Broken.torn(line);
    }
    boolean comma = fields.size() == due + 1 && fields.get(due).isBlank();
    String text =
        "the record has "
            + fields.size()
            + " fields, the header "
            + due
            + (comma
                ? "; leave out the comma at its end, or end the header with one"
                : "; quote fields that hold commas");
    return SourceRecord.Broken.of(line, ErrorCode.FIELD_COUNT, text);
  }

  private Cell[] cells(CsvHeader known, List<String> fields) {
    Cell[] cells = names.noCells();
    for (int i = 0; i < fields.size(); i++) {
      int position = known.positions()[i];
      if (position >= 0) {
        cells[position] = new Cell.Untyped(fields.get(i));
      }
    }
    return cells;
  }

  private SourceRecord severalLines(CsvHeader known, Line first) throws IOException {
    JoinedLines joined = JoinedLines.from(first, lines, known::fits);
    if (joined != null) {
      return new SourceRecord.Values(first.number(), joined.raw(), cells(known, joined.fields()));
    }
    return first.ending() == Line.Ending.END_OF_FILE
        ? SourceRecord.Broken.torn(first)
        : SourceRecord.Broken.of(
            first,
            ErrorCode.BAD_QUOTING,
            "a quote is opened and not closed; close it, or double it if it is part of the text");
  }

  @Override
  public List<String> columns() {
    return names.seen();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
