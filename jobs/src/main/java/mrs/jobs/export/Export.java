package mrs.jobs.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Optional;
import mrs.jobs.messages.Problem;
import mrs.jobs.relations.Relation;
import mrs.jobs.relations.Relations;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table or view as one file, rows in the order of the table's key, so that the same
 * content gives the same bytes. Shuffles once, for the order. Text is streamed, one partition at a
 * time in memory.
 */
public final class Export {
  private static final int ROWS_BETWEEN_LOOKS = 1000;

  private final Dataset<Row> rows;
  private final Column[] key;

  Export(Relation relation, Dataset<Row> rows) {
    this.rows = rows;
    this.key = relation.table().key().stream().map(SparkSchema::col).toArray(Column[]::new);
  }

  /**
   * Of the table or view called {@code name}.
   *
   * @throws Problem with the name that comes nearest, if there is none
   */
  public static Export of(Relations relations, String name) {
    Relation relation = relations.named(name);
    return new Export(relation, relations.read(relation));
  }

  /**
   * Checks, before anything is read, where the rows are to go; without a file that is the terminal.
   *
   * @throws Problem if {@code file} cannot be one, or {@code format} needs one
   */
  public static void check(Format format, Optional<Path> file) {
    file.ifPresent(Target::of);
    if (file.isEmpty() && format == Format.PARQUET) {
      throw Problem.refused(
          "Parquet cannot be written to the terminal",
          "name a file with --out, such as --out x.parquet");
    }
  }

  /**
   * Writes {@code file} in one step; a kill or a failure leaves what was there before.
   *
   * @return the number of rows
   * @throws Problem if {@code file} cannot be one
   */
  public long toFile(Format format, Path file) {
    Target target = Target.of(file);
    return target.write(
        unfinished -> format == Format.PARQUET ? parquet(unfinished) : text(format, unfinished));
  }

  /**
   * Writes text to {@code out}, and stops when nobody reads it any more.
   *
   * @return the number of rows written
   * @throws Problem for Parquet
   */
  public long toStream(Format format, PrintStream out) {
    check(format, Optional.empty());
    try {
      return lines(format, out, out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private long text(Format format, Path file) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW))) {
      return lines(format, out, null);
    }
  }

  private long lines(Format format, OutputStream out, @Nullable PrintStream reader)
      throws IOException {
    RowLines lines = RowLines.of(format);
    out.write(lines.header(rows.schema()).getBytes(StandardCharsets.UTF_8));
    long written = 0;
    for (Iterator<Row> each = rows.orderBy(key).toLocalIterator(); each.hasNext(); ) {
      out.write(lines.line(each.next()).getBytes(StandardCharsets.UTF_8));
      written++;
      if (reader != null && written % ROWS_BETWEEN_LOOKS == 0 && reader.checkError()) {
        return written;
      }
    }
    out.flush();
    return written;
  }

  private long parquet(Path folder) {
    rows.repartition(1).sortWithinPartitions(key).write().parquet(folder.toString());
    return rows.sparkSession().read().parquet(folder.toString()).count();
  }
}
