package mrs.jobs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import mrs.contracts.MinorityEvents;
import mrs.contracts.MinorityReports;
import mrs.jobs.cli.options.Answer;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.demo.Demo;
import mrs.jobs.demo.DemoFeed;
import mrs.jobs.demo.DemoFolder;
import mrs.jobs.demo.Expectation;
import mrs.jobs.demo.FoundEvent;
import mrs.jobs.demo.PlayNights;
import mrs.jobs.demo.Scale;
import mrs.jobs.messages.Progress;
import mrs.jobs.runs.RunContext;
import mrs.jobs.warehouse.Warehouse;
import mrs.jobs.warehouse.WriterLock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code mrs demo}: plays a small retailer night by night, and tells what was found. */
@Command(
    name = "demo",
    description = {
      "Plays a small retailer of its own night by night: delivers, ingests, judges; tells what was"
          + " found.",
      "Ends with 0 when all went as scripted, else with 1 and what differed."
    })
final class DemoCommand implements Callable<Integer> {
  private static final int MOST_EVENTS = 15;

  @ParentCommand private MrsCommand mrs;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      defaultValue = "mrs-demo",
      description = {
        "Folder for the demo's feed and warehouse (default: ${DEFAULT-VALUE}). What an earlier demo"
            + " left in it is cleared; a folder with anything else in it is refused."
      })
  private Path home;

  @Override
  public Integer call() {
    CommonOptions options = mrs.options();
    MrsConfig config = options.config();
    DemoFolder folder = DemoFolder.at(home, elsewhere(options));
    folder.prepare(options.clock());
    Warehouse.prepare(folder.warehouse());
    DemoFeed feed = new DemoFeed(Scale.DEMO, DemoFeed.SEED);
    try (WriterLock lock = WriterLock.take(folder.warehouse(), "mrs demo", options.clock())) {
      Progress progress = options.progress();
      progress.say(
          feed.series()
              + " series, "
              + feed.scale().historyDays()
              + " days of history, "
              + feed.scale().nights()
              + " nights; feed and warehouse in "
              + home);
      Warehouse warehouse = Warehouse.openOrCreate(options.spark(), folder.warehouse());
      RunContext context =
          RunContext.open(warehouse, options.clock(), new Progress(System.err, true));
      Demo.Outcome outcome =
          new Demo(new PlayNights(feed, folder.feed(), context, config)).play(progress::say);
      tell(options, outcome, folder);
      return outcome.asScripted() ? ExitCodes.DONE : ExitCodes.FAILED;
    }
  }

  /** The warehouse that somebody asked for, if anybody did. */
  private Optional<Path> elsewhere(CommonOptions options) {
    CommandLine.ParseResult parsed = spec.root().commandLine().getParseResult();
    boolean named =
        parsed.asCommandLineList().stream()
            .anyMatch(c -> c.getParseResult().hasMatchedOption("--warehouse"));
    return named ? Optional.of(options.warehouseFolder()) : Optional.empty();
  }

  private static void tell(CommonOptions options, Demo.Outcome outcome, DemoFolder folder) {
    if (options.json()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("events", outcome.events().stream().map(DemoCommand::event).toList());
      answer.put("expectations", outcome.expectations());
      answer.put("as_scripted", outcome.asScripted());
      System.out.println(Answer.json(answer));
      return;
    }
    System.out.println("\nWhat it found, what comes first at the top:");
    List<FoundEvent> events = outcome.events();
    Answer.print(options, events.stream().limit(MOST_EVENTS).map(DemoCommand::event).toList());
    if (events.size() > MOST_EVENTS) {
      System.out.println("and " + (events.size() - MOST_EVENTS) + " more");
    }
    System.out.println("\nWhat had to be seen:");
    outcome.expectations().forEach(e -> System.out.println(line(e)));
    System.out.println("\nWhat to try next:");
    next(outcome, folder.warehouse()).forEach(c -> System.out.println("  " + c));
  }

  private static String line(Expectation expectation) {
    return (expectation.held() ? "  yes  " : "  NO   ")
        + expectation.what()
        + "  ("
        + expectation.seen()
        + ")";
  }

  private static Map<String, Object> event(FoundEvent event) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("cause", event.cause());
    row.put("scope", event.scope());
    row.put("from", event.days().from());
    row.put("to", event.days().to());
    row.put("stores", event.size().stores());
    row.put("skus", event.size().skus());
    row.put("severity", String.format(Locale.ROOT, "%.1f", event.size().severity()));
    row.put("priority", String.format(Locale.ROOT, "%.1f", event.size().priority()));
    row.put("units", event.excess().map(e -> String.format(Locale.ROOT, "%+.0f", e)).orElse(""));
    row.put("status", event.resolution().map(r -> "ended: " + r).orElse(event.status()));
    return row;
  }

  private static List<String> next(Demo.Outcome outcome, Path warehouse) {
    String where = " --warehouse " + warehouse;
    List<String> commands = new ArrayList<>();
    outcome.example().ifPresent(id -> commands.add("./mrs why " + id + where));
    String reports = MinorityReports.TABLE.name();
    String status = MinorityReports.REPORT_STATUS.name();
    commands.add(
        "./mrs sql \"select " + status + ", count(*) from " + reports + " group by 1\"" + where);
    commands.add("./mrs dlq ls" + where);
    commands.add("./mrs runs ls" + where);
    commands.add(
        "./mrs export " + MinorityEvents.TABLE.name() + " --format csv --out events.csv" + where);
    return commands;
  }
}
