package mrs.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import mrs.contracts.ComponentHealthLog;
import mrs.contracts.OptionalInput;
import mrs.contracts.Words;
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

/** {@code mrs breakers}: the circuit breakers around optional inputs. */
@Command(
    name = "breakers",
    description = {
      "Lists the circuit breakers around optional inputs, and sets them by hand. An input that could"
          + " not be read five times",
      "in a row is left alone for 30 seconds, then tried once; for twice as long each time that the"
          + " trial fails, up to an hour."
    },
    subcommands = {
      BreakersCommand.List_.class,
      BreakersCommand.Open.class,
      BreakersCommand.Close.class,
      BreakersCommand.Auto.class
    })
final class BreakersCommand {
  @ParentCommand private MrsCommand mrs;

  private int force(List<String> names, String holder, Consumer<CircuitBreaker> move) {
    CommonOptions options = mrs.options();
    List<OptionalInput> inputs = names.stream().map(BreakersCommand::input).toList();
    Warehouse warehouse = options.existing();
    try (WriterLock lock = options.lock(holder)) {
      Breakers breakers = Breakers.of(warehouse, options.clock());
      inputs.forEach(input -> move.accept(breakers.around(input)));
      breakers.enter(Optional.empty());
      Answer.print(options, rows(breakers, inputs));
      return ExitCodes.DONE;
    }
  }

  private static OptionalInput input(String name) {
    return Words.find(OptionalInput.class, name)
        .orElseThrow(
            () ->
                Problem.refused(
                    "there is no breaker around '" + name + "'",
                    "'mrs breakers ls' names those that there are"));
  }

  private static List<Map<String, @Nullable Object>> rows(
      Breakers breakers, List<OptionalInput> inputs) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (OptionalInput input : inputs) {
      BreakerMemory memory = BreakerMemory.of(breakers.around(input).state());
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put(ComponentHealthLog.COMPONENT.name(), input.word());
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
      Breakers all = Breakers.of(options.existing(), options.clock());
      Answer.print(options, rows(all, List.of(OptionalInput.values())));
      return ExitCodes.DONE;
    }
  }

  /** {@code mrs breakers open}. */
  @Command(
      name = "open",
      description = "Has inputs left alone until 'mrs breakers auto', whatever they do.")
  static final class Open implements Callable<Integer> {
    @ParentCommand private BreakersCommand breakers;

    @Mixin private QueueOption queue = new QueueOption();

    @Parameters(paramLabel = "INPUT", arity = "1..*", description = "Inputs, as 'ls' names them.")
    private List<String> inputs;

    @Override
    public Integer call() {
      return breakers.force(inputs, "mrs breakers open", CircuitBreaker::forceOpen);
    }
  }

  /** {@code mrs breakers close}. */
  @Command(
      name = "close",
      description =
          "Has inputs read by every run until 'mrs breakers auto', however often they fail.")
  static final class Close implements Callable<Integer> {
    @ParentCommand private BreakersCommand breakers;

    @Mixin private QueueOption queue = new QueueOption();

    @Parameters(paramLabel = "INPUT", arity = "1..*", description = "Inputs, as 'ls' names them.")
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

    @Parameters(paramLabel = "INPUT", arity = "1..*", description = "Inputs, as 'ls' names them.")
    private List<String> inputs;

    @Override
    public Integer call() {
      return breakers.force(inputs, "mrs breakers auto", CircuitBreaker::auto);
    }
  }
}
