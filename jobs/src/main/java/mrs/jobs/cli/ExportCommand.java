package mrs.jobs.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.cli.options.PastState;
import mrs.jobs.export.Export;
import mrs.jobs.export.Format;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mrs export}: a table or view as a file. */
@Command(
    name = "export",
    description = {
      "Writes a table or view as one file, rows in the order of its key.",
      "The file is there whole or not at all. In CSV, arrays and structs are JSON text."
    })
final class ExportCommand implements Callable<Integer> {
  @ParentCommand private MrsCommand mrs;

  @Parameters(paramLabel = "TABLE", description = "The table or view; 'mrs sql \"show tables\"'.")
  private String table;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "One of: ${COMPLETION-CANDIDATES}.")
  private Format format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file, which is replaced (default: the standard output).")
  private @Nullable Path out;

  @Mixin private PastState past = new PastState();

  @Override
  public Integer call() {
    CommonOptions options = mrs.options();
    Path file = out;
    Export.check(format, Optional.ofNullable(file));
    Export export = Export.of(past.questions(options), table);
    if (file == null) {
      export.toStream(format, System.out);
    } else {
      long rows = export.toFile(format, file);
      options.progress().say(rows + " rows of " + table + " are in " + file);
    }
    return ExitCodes.DONE;
  }
}
