package mrs.jobs.ingest.parse;

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
  private int[] positions = new int[0];
  private boolean headerRead;
  private boolean ended;

  CsvReader(LineReader lines, List<Field> contract) {
    this.lines = lines;
    this.names = new ColumnNames(contract);
  }

  @Override
  public @Nullable SourceRecord next() throws IOException {
    if (!headerRead) {
      headerRead = true;
      SourceRecord fault = readHeader();
      if (fault != null) {
        ended = true;
        return fault;
      }
    }
    Line line = ended ? null : lines.next();
    return line == null ? null : record(line);
  }

  private @Nullable SourceRecord readHeader() throws IOException {
    CsvHeader header = CsvHeader.read(lines.next(), names);
    positions = header.positions();
    return header.fault();
  }

  private SourceRecord record(Line line) throws IOException {
    SourceRecord.Broken fault = LineFaults.of(line);
    if (fault != null) {
      return fault;
    }
    try {
      List<String> fields = CsvSplitter.split(Utf8.decode(line.raw().head(), 0));
      return fields == null ? severalLines(line) : values(line, fields);
    } catch (Unusable e) {
      return SourceRecord.Broken.of(line, e);
    }
  }

  private SourceRecord values(Line line, List<String> fields) {
    if (fields.size() == positions.length) {
      return new SourceRecord.Values(line.number(), line.raw(), cells(fields));
    }
    if (fields.size() < positions.length && line.ending() == Line.Ending.END_OF_FILE) {
      return SourceRecord.Broken.torn(line);
    }
    String text =
        "the record has "
            + fields.size()
            + " fields, the header "
            + positions.length
            + "; quote fields that hold commas";
    return SourceRecord.Broken.of(line, ErrorCode.FIELD_COUNT, text);
  }

  private Cell[] cells(List<String> fields) {
    Cell[] cells = names.noCells();
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] >= 0) {
        cells[positions[i]] = new Cell.Untyped(fields.get(i));
      }
    }
    return cells;
  }

  private SourceRecord severalLines(Line first) throws IOException {
    JoinedLines joined = JoinedLines.from(first, lines, positions.length);
    if (joined != null) {
      return new SourceRecord.Values(first.number(), joined.raw(), cells(joined.fields()));
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
