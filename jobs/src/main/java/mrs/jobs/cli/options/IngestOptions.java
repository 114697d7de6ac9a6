package mrs.jobs.cli.options;

import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.IngestJob;
import mrs.jobs.ingest.IngestReport;
import mrs.jobs.ingest.IngestRequest;
import mrs.jobs.runs.RunContext;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is to be brought in, and how: for commands that hold the writer's lock. */
public final class IngestOptions {
  @Parameters(
      paramLabel = "FEED_DIR",
      description =
          "Folder with sales/, context/ and reference/: a path, or a URI of a file system that Hadoop"
              + " reaches (a share: file:///…), from which it is copied first.")
  private String feed;

  @Option(
      names = "--retry-parked",
      description =
          "Takes up again what is parked or not in yet; what is not in the folder any more is taken"
              + " off the list.")
  private boolean retryParked;

  @Option(
      names = "--full-check",
      description =
          "Reads every file, also those that are known by name, size and time to be in already.")
  private boolean fullCheck;

  /** Brings it in, and tells what needs a look. */
  public IngestReport bringIn(CommonOptions options, MrsConfig config, RunContext context) {
    try (FeedReading reading = new FeedReading(options, config, context.warehouse())) {
      IngestReport report =
          new IngestJob(context, config, reading.feeds())
              .run(new IngestRequest(feed, retryParked, fullCheck));
      options.figures().add(report);
      report.hints().forEach(options.progress()::say);
      report.reasons().forEach(options.progress()::say);
      return report;
    }
  }
}
