package mrs.jobs.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import mrs.jobs.cli.options.Answer;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.odcs.OpenDataContract;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code mrs contracts}: the tables' contracts. */
@Command(
    name = "contracts",
    description = "The contracts of the tables, for tools that read them.",
    subcommands = {ContractsCommand.ExportContracts.class})
final class ContractsCommand {
  @ParentCommand private MrsCommand mrs;

  /** {@code mrs contracts export}. */
  @Command(
      name = "export",
      description =
          "Writes every table's contract as Open Data Contract Standard YAML, one file each.")
  static final class ExportContracts implements Callable<Integer> {
    @ParentCommand private ContractsCommand contracts;

    @Option(
        names = "--out",
        paramLabel = "DIR",
        defaultValue = "./contracts-odcs",
        description = "The folder, made if need be (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("contracts-odcs");

    @Override
    public Integer call() {
      CommonOptions options = contracts.mrs.options();
      List<Path> files = OpenDataContract.export(out);
      options.progress().say(files.size() + " files are in " + out);
      if (options.json()) {
        System.out.println(Answer.json(files.stream().map(Path::toString).toList()));
      }
      return ExitCodes.DONE;
    }
  }
}
