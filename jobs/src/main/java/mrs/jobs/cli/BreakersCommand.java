package mrs.jobs.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import mrs.contracts.ComponentHealthLog;
import mrs.jobs.breakers.Breakers;
import mrs.jobs.cli.options.Answer;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.cli.options.QueueOption;
import mrs.jobs.messages.Problem;
import mrs.jobs.warehouse.Warehouse;
import mrs.jobs.warehouse.WriterLock;
import mrs.resilience.breaker.BreakerMemory;
import mrs.resilience.breaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mrs breakers}: the circuit breakers around optional inputs and file systems. */
@Command(
    name = "breakers",
    description = {
      "Lists the circuit breakers around optional inputs and remote file systems, and sets them by"
          + " hand. What could not",
      "be read five times in a row is left alone for 30 seconds, then tried once; for twice as long"
          + " each time that the trial fails, up to an hour."
    },
    subcommands = {
      BreakersCommand.List_.class,
      BreakersCommand.Open.class,
      BreakersCommand.Close.class,
      BreakersCommand.Auto.class
    })
final class BreakersCommand {
  private static final Pattern FILE_SYSTEM =
      Pattern.compile(Pattern.quote(Breakers.FILE_SYSTEM) + "[a-z][a-z0-9+.-]*://[^/@\\s]*");

  @ParentCommand private MrsCommand mrs;

  private int force(List<String> names, String holder, Consumer<CircuitBreaker> move) {
    CommonOptions options = mrs.options();
    Warehouse warehouse = options.existing();
    try (WriterLock lock = options.lock(holder)) {
      Breakers breakers = Breakers.of(warehouse, options.clock());
      names.forEach(name -> check(name, breakers));
      names.forEach(name -> move.accept(breakers.around(name)));
      breakers.enter(Optional.empty());
      Answer.print(options, rows(breakers, names));
      return ExitCodes.DONE;
    }
  }

  private static void check(String name, Breakers breakers) {
    if (!breakers.all().containsKey(name) && !FILE_SYSTEM.matcher(name).matches()) {
      throw Problem.refused(
          "there is no breaker around '" + name + "'",
          "'mrs breakers ls' names those that there are; a file system is file_system:SCHEME://HOST");
    }
  }

  private static List<Map<String, @Nullable Object>> rows(
      Breakers breakers, Collection<String> names) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (String name : names) {
      BreakerMemory memory = BreakerMemory.of(breakers.around(name).state());
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put(ComponentHealthLog.COMPONENT.name(), name);
      row.put(ComponentHealthLog.STATE.name(), memory.position().name().toLowerCase(Locale.ROOT));
      row.put(ComponentHealthLog.FAILURES.name(), memory.failures());
      row.put(ComponentHealthLog.FAILURE_RATE.name(), memory.failureRate());
      row.put(ComponentHealthLog.SINCE.name(), memory.since().orElse(null));
      row.put(ComponentHealthLog.UNTIL.name(), memory.until().orElse(null));
      rows.add(row);
    }
    return rows;
  }

  /** {@code mrs breakers ls}. */
  @Command(name = "ls", description = "Lists all of them.")
  static final class List_ implements Callable<Integer> {
    @ParentCommand private BreakersCommand breakers;

    @Override
    public Integer call() {
      CommonOptions options = breakers.mrs.options();
      Breakers all = Breakers.of(options.asked(), options.clock());
      Answer.print(options, rows(all, all.all().keySet()));
      return ExitCodes.DONE;
    }
  }

  /** {@code mrs breakers open}. */
  @Command(
      name = "open",
      description = "Has them left alone until 'mrs breakers auto', whatever they do.")
  static final class Open implements Callable<Integer> {
    @ParentCommand private BreakersCommand breakers;

    @Mixin private QueueOption queue = new QueueOption();

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "As 'ls' names them.")
    private List<String> inputs;

    @Override
    public Integer call() {
      return breakers.force(inputs, "mrs breakers open", CircuitBreaker::forceOpen);
    }
  }

  /** {@code mrs breakers close}. */
  @Command(
      name = "close",
      description = "Has them read every time until 'mrs breakers auto', however often they fail.")
  static final class Close implements Callable<Integer> {
    @ParentCommand private BreakersCommand breakers;

    @Mixin private QueueOption queue = new QueueOption();

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "As 'ls' names them.")
    private List<String> inputs;

    @Override
    public Integer call() {
      return breakers.force(inputs, "mrs breakers close", CircuitBreaker::forceClosed);
    }
  }

  /** {@code mrs breakers auto}. */
  @Command(name = "auto", description = "Gives breakers that were set by hand back to their rule.")
  static final class Auto implements Callable<Integer> {
    @ParentCommand private BreakersCommand breakers;

    @Mixin private QueueOption queue = new QueueOption();

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "As 'ls' names them.")
    private List<String> inputs;

    @Override
    public Integer call() {
      return breakers.force(inputs, "mrs breakers auto", CircuitBreaker::auto);
    }
  }
}
