package mrs.jobs.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import mrs.contracts.ColumnType;
import mrs.contracts.Field;
import mrs.jobs.disk.FolderTree;
import mrs.jobs.messages.Problem;
import mrs.jobs.questions.Questions;
import mrs.serving.query.Limits;
import mrs.serving.query.LockedDatabase;
import mrs.serving.relations.Relation;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table or view as one file, rows in the order of the table's key, so that the same
 * content gives the same bytes. What does not fit into memory while it is sorted lies in a folder
 * for passing files.
 */
public final class Export {
  private final Questions questions;
  private final Relation relation;

  private Export(Questions questions, Relation relation) {
    this.questions = questions;
    this.relation = relation;
  }

  /**
   * Of the table or view called {@code name}.
   *
   * @throws Problem with the name that comes nearest, if there is none
   */
  public static Export of(Questions questions, String name) {
    return new Export(questions, questions.named(name));
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
      throw new UncheckedIOException(e);
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
    LineWriter writer = new LineWriter(RowLines.of(format), out, reader);
    long rows = within(Optional.empty(), database -> database.read(select(Field::name), writer));
    out.flush();
    return rows;
  }

  /** Timestamps with their zone, which is UTC, so that no reader takes them for local times. */
  private long parquet(Path file) throws IOException {
    return within(Optional.of(file), database -> database.write(select(Export::zoned)));
  }

  private static String zoned(Field field) {
    return field.type() == ColumnType.Plain.TIMESTAMP
        ? "CAST(" + field.name() + " AS TIMESTAMPTZ) AS " + field.name()
        : field.name();
  }

  private String select(Function<Field, String> column) {
    return "SELECT "
        + relation.fields().stream().map(column).collect(Collectors.joining(", "))
        + " FROM "
        + relation.name()
        + " ORDER BY "
        + relation.table().key().stream()
            .map(f -> f.name() + " NULLS FIRST")
            .collect(Collectors.joining(", "));
  }

  private interface Write {
    long to(LockedDatabase database) throws IOException;
  }

  private long within(Optional<Path> target, Write write) throws IOException {
    Path spill = Files.createTempDirectory("mrs-export-");
    Limits limits = new Limits(Optional.empty(), Optional.of(spill), target);
    try (LockedDatabase database = questions.open(List.of(relation), limits)) {
      return write.to(database);
    } finally {
      FolderTree.delete(spill);
    }
  }
}
