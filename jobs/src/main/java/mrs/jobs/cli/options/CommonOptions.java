package mrs.jobs.cli.options;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.messages.Problem;
import mrs.jobs.messages.Progress;
import mrs.jobs.questions.DirectReader;
import mrs.jobs.questions.Questions;
import mrs.jobs.spark.Sessions;
import mrs.jobs.telemetry.CommandFigures;
import mrs.jobs.warehouse.CreatedTables;
import mrs.jobs.warehouse.Warehouse;
import mrs.jobs.warehouse.WriterLock;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, and what they lead to. */
public final class CommonOptions {
  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      defaultValue = "./warehouse",
      description = "The warehouse's folder (default: ${DEFAULT-VALUE}).")
  private Path warehouse = Path.of("warehouse");

  @Option(
      names = "--conf",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "Folder of mrs.yaml and spark-defaults.conf (default: the program's own conf/).")
  private @Nullable Path conf;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      description = "Replaces a key of mrs.yaml, such as detection.grace=PT6H; may be repeated.")
  private Map<String, String> changes = new LinkedHashMap<>();

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "Answers as JSON.")
  private boolean json;

  @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "No progress lines.")
  private boolean quiet;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Shows where a failure came from (stack trace).")
  private boolean verbose;

  private final CommandFigures figures = new CommandFigures();
  private boolean hadTheLock;

  /** Whether the answer is to be JSON. */
  public boolean json() {
    return json;
  }

  /** Whether people want to see where a failure came from. */
  public boolean verbose() {
    return verbose;
  }

  /** What time it is. */
  public Clock clock() {
    return Clock.systemUTC();
  }

  /** Where a command says what it does. */
  public Progress progress() {
    return new Progress(System.err, quiet);
  }

  /** The configuration with what was set for this command alone. */
  public MrsConfig config() {
    return ConfigFile.read(confFolder().resolve("mrs.yaml"), changes);
  }

  /** Takes what the command does. */
  public CommandFigures figures() {
    return figures;
  }

  /** Keys of the configuration that were given for this command alone. */
  public Set<String> settings() {
    return Set.copyOf(changes.keySet());
  }

  /** The session; it is opened by whoever asks first. */
  public SparkSession spark() {
    return Sessions.open(confFolder());
  }

  /** Where the warehouse lies, whether there is one or not. */
  public Path warehouseFolder() {
    return warehouse;
  }

  /** The warehouse, to read. */
  public Warehouse existing() {
    return Warehouse.open(spark(), warehouse);
  }

  /** The warehouse, to read few rows of, without Spark. */
  public Warehouse asked() {
    return Warehouse.readBy(new DirectReader(Warehouse.existing(warehouse)), warehouse);
  }

  /** What can be asked about its tables and views as they stand, without Spark. */
  public Questions questions() {
    return Questions.now(Warehouse.existing(warehouse), config().trustPolicy(), clock());
  }

  /** The right to write to an existing warehouse. */
  public WriterLock lock(String holder) {
    WriterLock lock = WriterLock.take(warehouse, holder, clock());
    hadTheLock = true;
    try {
      CreatedTables.restore(warehouse).ifPresent(progress()::say);
      return lock;
    } catch (IOException e) {
      lock.close();
      throw Problem.failed(
          "the list of tables in " + warehouse + " cannot be written: " + e,
          "check that the disk is writable and not full",
          e);
    }
  }

  /** Whether this command has had the warehouse to itself. */
  public boolean hadTheLock() {
    return hadTheLock;
  }

  /** What another command is given so that it works under the same configuration. */
  public List<String> repeated() {
    List<String> options = new ArrayList<>(List.of("--conf", confFolder().toString()));
    changes.forEach((key, value) -> options.addAll(List.of("--set", key + "=" + value)));
    return options;
  }

  /** Where {@code mrs.yaml} lies. */
  public Path confFolder() {
    return Optional.ofNullable(conf)
        .orElseGet(() -> Path.of(System.getProperty("mrs.home", ".")).resolve("conf"));
  }
}
