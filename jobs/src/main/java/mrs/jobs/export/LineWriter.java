package mrs.jobs.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import mrs.serving.query.RowReader;
import org.jspecify.annotations.Nullable;

/** Writes rows as lines, until nobody reads them any more. */
final class LineWriter implements RowReader {
  private static final int ROWS_BETWEEN_LOOKS = 1000;

  private final RowLines lines;
  private final OutputStream out;
  private final @Nullable PrintStream reader;
  private List<String> columns = List.of();
  private long written;

  /** {@code reader} is asked now and then whether it can still be written to; null = no need. */
  LineWriter(RowLines lines, OutputStream out, @Nullable PrintStream reader) {
    this.lines = lines;
    this.out = out;
    this.reader = reader;
  }

  @Override
  public void columns(List<String> names) throws IOException {
    columns = names;
    write(lines.header(names));
  }

  @Override
  public boolean row(List<@Nullable Object> values) throws IOException {
    write(lines.line(columns, values));
    written++;
    PrintStream read = reader;
    return read == null || written % ROWS_BETWEEN_LOOKS != 0 || !read.checkError();
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
