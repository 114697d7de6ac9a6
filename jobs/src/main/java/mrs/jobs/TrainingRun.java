package mrs.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mrs.jobs.cli.MrsCommand;
import mrs.jobs.demo.DemoFeed;
import mrs.jobs.demo.Scale;

/**
 * Does once what the program is used for, on a small retailer's sales: the launcher has Java keep
 * the classes that this loads in an archive, so that later commands need not read, check and link
 * them one by one.
 */
public final class TrainingRun {
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
    mrs(folder, "dlq", "ls");
    mrs(folder, "health");
    System.exit(0);
  }

  private static void mrs(Path folder, String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--quiet", "--warehouse", folder.resolve("warehouse").toString()));
    MrsCommand.run(arguments.toArray(String[]::new));
  }
}
