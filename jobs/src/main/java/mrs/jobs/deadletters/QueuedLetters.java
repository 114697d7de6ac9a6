package mrs.jobs.deadletters;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.DeliveryFailuresLog;
import mrs.contracts.Errors;
import mrs.jobs.queue.GivenUpCommands;
import mrs.jobs.queue.GivenUpCommands.GivenUp;
import org.jspecify.annotations.Nullable;

/** The commands that were given up, as people look at them beside dead letters. */
public record QueuedLetters(List<GivenUp> commands) {
  private static final String TABLE = "queue";

  /** Those of the warehouse in this folder. */
  public static QueuedLetters load(Path warehouse) {
    return new QueuedLetters(GivenUpCommands.of(warehouse).all());
  }

  /** One row a command; none where only the letters of a table are wanted. */
  public List<Map<String, @Nullable Object>> rows(Optional<String> table) {
    return table.isPresent() ? List.of() : commands.stream().map(QueuedLetters::row).toList();
  }

  /** The one of this id with its history; empty if there is none. */
  public List<Map<String, @Nullable Object>> of(String id) {
    return commands.stream()
        .filter(c -> c.id().equals(id))
        .map(
            c -> {
              Map<String, @Nullable Object> row = row(c);
              row.put("waits", c.waits());
              row.put(
                  "history", c.attempts().stream().map(a -> a.at() + ": " + a.reason()).toList());
              return row;
            })
        .toList();
  }

  private static Map<String, @Nullable Object> row(GivenUp command) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put(DeadLetters.TABLE, TABLE);
    row.put(Errors.CODE.name(), "COMMAND_" + command.reason().toUpperCase(Locale.ROOT));
    row.put(Errors.SOURCE_FILE.name(), "mrs " + String.join(" ", command.arguments()));
    row.put("count", 1L);
    row.put("newest", command.givenUpAt());
    row.put("first_id", command.id());
    row.put(Errors.ATTEMPTS.name(), command.attempts().size());
    row.put("since", command.givenAt());
    row.put(
        DeliveryFailuresLog.REASON.name(),
        command.attempts().isEmpty()
            ? "nobody wants it any more"
            : command.attempts().get(command.attempts().size() - 1).reason());
    row.put("remedy", "give it again");
    return row;
  }
}
