package mrs.jobs.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mrs.contracts.Catalogue;
import mrs.contracts.Table;
import mrs.jobs.cli.options.Answer;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.cli.options.QueueOption;
import mrs.jobs.maintain.AcceptLoss;
import mrs.jobs.maintain.Maintain;
import mrs.jobs.messages.Problem;
import mrs.jobs.warehouse.Warehouse;
import mrs.jobs.warehouse.WriterLock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code mrs maintain}: upkeep. */
@Command(
    name = "maintain",
    description = {
      "Creates tables that are new to the warehouse, compacts partitions of many small files, and deletes replaced files"
          + " of",
      "the hydrated tables. Rows are never touched; a second time at once does nothing."
    })
final class MaintainCommand implements Callable<Integer> {
  private static final int MOST_DAYS = 3650;

  @ParentCommand private MrsCommand mrs;

  @Mixin private QueueOption queue = new QueueOption();

  @Option(
      names = "--most-files",
      paramLabel = "N",
      defaultValue = "8",
      description = "A partition with more small files is compacted (default: ${DEFAULT-VALUE}).")
  private int mostFiles;

  @Option(
      names = "--keep-days",
      paramLabel = "N",
      defaultValue = "7",
      description =
          "Replaced files of hydrated tables are kept so long (default: ${DEFAULT-VALUE}).")
  private int keepDays;

  @Option(
      names = "--accept-loss",
      paramLabel = "LOG",
      description = {
        "Goes on without a table that is lost: makes it anew, empty, and enters the gap in",
        "gap_events_log; may be repeated. Without this option a lost table is never made anew."
      })
  private List<String> accepted = new ArrayList<>();

  @Override
  public Integer call() {
    CommonOptions options = mrs.options();
    if (mostFiles < 1 || keepDays < 1 || keepDays > MOST_DAYS) {
      throw Problem.refused(
          "--most-files " + mostFiles + " or --keep-days " + keepDays + " is out of bounds",
          "give at least 1 file, and 1 to " + MOST_DAYS + " days");
    }
    List<Table> lost = accepted.stream().map(MaintainCommand::table).toList();
    Warehouse warehouse = options.existing();
    try (WriterLock lock = options.lock("mrs maintain")) {
      List<Maintain.Done> done = new ArrayList<>();
      for (Table table : lost) {
        done.add(AcceptLoss.of(warehouse, table, options.clock().instant()));
      }
      done.forEach(
          d -> options.progress().say("  " + d.table() + " " + d.action() + ": " + d.says()));
      done.addAll(
          new Maintain(mostFiles, Duration.ofDays(keepDays)).apply(warehouse, options.progress()));
      if (done.isEmpty()) {
        options.progress().say("there was nothing to do");
      }
      if (options.json()) {
        Answer.print(options, done.stream().map(MaintainCommand::row).toList());
      }
      return ExitCodes.DONE;
    }
  }

  private static Table table(String name) {
    return Catalogue.find(name)
        .orElseThrow(
            () ->
                Problem.refused(
                    "there is no table '" + name + "' to accept the loss of",
                    "'mrs maintain' names the tables that are lost"));
  }

  private static Map<String, @Nullable Object> row(Maintain.Done done) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("table", done.table());
    row.put("action", done.action());
    row.put("says", done.says());
    return row;
  }
}
