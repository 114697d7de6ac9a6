package mrs.jobs.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import mrs.contracts.Errors;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.jobs.cli.options.Answer;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.deadletters.DeadLetters;
import mrs.jobs.deadletters.FailingDeliveries;
import mrs.jobs.deadletters.QueuedLetters;
import mrs.jobs.messages.Printable;
import mrs.jobs.messages.Problem;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.warehouse.Warehouse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mrs dlq}: the rows that could not be used, and the deliveries. */
@Command(
    name = "dlq",
    description =
        "Lists and shows what could not be used, and why: rows (dead letters), and deliveries that"
            + " are parked or not in yet.",
    subcommands = {DlqCommand.List_.class, DlqCommand.Show.class})
final class DlqCommand {
  @ParentCommand private MrsCommand mrs;

  private DeadLetters letters() {
    return new DeadLetters(mrs.options().questions());
  }

  private FailingDeliveries failing() {
    Warehouse warehouse = mrs.options().asked();
    return FailingDeliveries.load(warehouse, RunLedger.load(warehouse));
  }

  private QueuedLetters queued() {
    return QueuedLetters.load(mrs.options().warehouseFolder());
  }

  /** {@code mrs dlq ls}. */
  @Command(
      name = "ls",
      description =
          "Lists deliveries that are parked or not in yet, and queued commands that were given up,"
              + " then counts dead letters by table, code"
              + " and file, newest first.")
  static final class List_ implements Callable<Integer> {
    private static final int MOST_ROWS = 100_000;

    @ParentCommand private DlqCommand dlq;

    @Option(names = "--table", paramLabel = "T", description = "Only those of this table.")
    private @Nullable String table;

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "50",
        description = "At most so many rows (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
      if (limit < 1 || limit > MOST_ROWS) {
        throw Problem.refused(
            "--limit " + limit + " is out of bounds", "give a number from 1 to " + MOST_ROWS);
      }
      Optional<String> wanted = Optional.ofNullable(table);
      List<Map<String, @Nullable Object>> letters = dlq.letters().counts(wanted, limit);
      List<Map<String, @Nullable Object>> all = new ArrayList<>(dlq.failing().rows(wanted));
      all.addAll(dlq.queued().rows(wanted));
      all.addAll(letters);
      Answer.print(dlq.mrs.options(), all.stream().limit(limit).toList());
      return ExitCodes.DONE;
    }
  }

  /** {@code mrs dlq show}. */
  @Command(
      name = "show",
      description =
          "Shows the dead letters of one line as they came, a delivery that is parked, or a queued"
              + " command that was given up.")
  static final class Show implements Callable<Integer> {
    private static final int MOST_CHARS = 4_000;

    @ParentCommand private DlqCommand dlq;

    @Parameters(
        paramLabel = "ID",
        description =
            "Beginning of the delivery's hash, line and, if need be, code: 5a1e9c03:7:BAD_TYPE.")
    private String id;

    @Override
    public Integer call() {
      List<Map<String, @Nullable Object>> parked = new ArrayList<>(dlq.failing().of(id));
      parked.addAll(dlq.queued().of(id));
      if (!parked.isEmpty()) {
        Answer.print(dlq.mrs.options(), parked);
        return ExitCodes.DONE;
      }
      List<Map<String, @Nullable Object>> letters = dlq.letters().of(id);
      if (dlq.mrs.options().json()) {
        System.out.println(Answer.json(letters));
      } else {
        letters.forEach(Show::tell);
      }
      return ExitCodes.DONE;
    }

    private static void tell(Map<String, @Nullable Object> letter) {
      byte[] payload =
          letter.get(Errors.PAYLOAD.name()) instanceof byte[] bytes ? bytes : new byte[0];
      String table = String.valueOf(letter.get(DeadLetters.TABLE));
      say(
          table
              + ", "
              + of(letter, Errors.SOURCE_FILE)
              + " line "
              + of(letter, Errors.SOURCE_LINE));
      say("  " + of(letter, Errors.CODE) + ": " + of(letter, Errors.TEXT));
      say("  delivery " + of(letter, Errors.SOURCE_HASH));
      say(
          "  run "
              + of(letter, LogColumns.RUN_ID)
              + " at "
              + of(letter, LogColumns.WRITTEN_AT)
              + ", tried "
              + of(letter, Errors.ATTEMPTS)
              + " times"
              + Optional.ofNullable(letter.get(Errors.REPORT_ID.name()))
                  .map(r -> ", report " + r)
                  .orElse(""));
      say(
          "  payload of "
              + of(letter, Errors.PAYLOAD_BYTES)
              + " bytes, "
              + payload.length
              + " of them kept, SHA-256 "
              + of(letter, Errors.PAYLOAD_SHA256)
              + ":");
      System.out.println(Printable.of(new String(payload, StandardCharsets.UTF_8), MOST_CHARS));
    }

    private static void say(String line) {
      System.out.println(Printable.of(line));
    }

    private static String of(Map<String, @Nullable Object> letter, Field field) {
      return String.valueOf(letter.get(field.name()));
    }
  }
}
