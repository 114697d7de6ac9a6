package mrs.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mrs.contracts.MinorityReports;
import mrs.contracts.Table;
import mrs.jobs.cli.MrsCommand;
import mrs.jobs.demo.DemoFeed;
import mrs.jobs.demo.Scale;
import mrs.jobs.questions.OpenTables;
import mrs.serving.query.LockedDatabase;

/**
 * Does once what the program is used for, on a small retailer's sales: the launcher has Java keep
 * the classes that this loads in an archive, so that later commands need not read, check and link
 * them one by one.
 */
public final class TrainingRun {
  private static final String WAREHOUSE = "warehouse";

  private TrainingRun() {}

  /** Works in the folder that is the one argument, which is not there yet. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    DemoFeed feed = new DemoFeed(Scale.SMALLEST, DemoFeed.SEED);
    Path deliveries = folder.resolve("feed");
    feed.deliverHistory(deliveries);
    mrs(folder, "night", deliveries.toString());
    mrs(folder, "runs", "ls");
    mrs(folder, "sql", "select report_status, count(*) from minority_reports group by 1");
    mrs(folder, "sql", "select * from minority_reports_active", "--limit", "1");
    mrs(folder, "why", report(folder));
    mrs(folder, "dlq", "ls");
    mrs(folder, "health");
    System.exit(0);
  }

  private static String report(Path folder) {
    List<Table> reports = List.of(MinorityReports.TABLE);
    try (LockedDatabase database = OpenTables.newest(folder.resolve(WAREHOUSE), reports)) {
      return String.valueOf(
          database.answer("SELECT min(report_id) FROM minority_reports").rows().get(0).get(0));
    }
  }

  private static void mrs(Path folder, String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--quiet", "--warehouse", folder.resolve(WAREHOUSE).toString()));
    MrsCommand.run(arguments.toArray(String[]::new));
  }
}
