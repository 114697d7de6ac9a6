package mrs.jobs.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import mrs.jobs.config.TelemetryConfig;

/**
 * How a command ended, and what it did until then.
 *
 * @param command its name, as the program has it
 * @param at when it ended
 */
public record CommandEnd(
    String command, int code, Duration took, Instant at, CommandFigures figures) {

  /**
   * Tells those who are configured. What cannot be told is said and changes nothing: each of the
   * two ways out takes {@link PushFigures#MOST} at most.
   */
  public void tell(TelemetryConfig configured, PushFigures.Surroundings surroundings) {
    if (!configured.goesSomewhere()) {
      return;
    }
    try (Meters meters = Meters.ofCommand(configured, surroundings)) {
      meters.registry().config().commonTags("command", command);
      register(meters.registry());
      if (!configured.textfileFolder().isEmpty()) {
        write(Path.of(configured.textfileFolder()), meters.text(), surroundings.say());
      }
    }
  }

  private void register(MeterRegistry registry) {
    Tags none = Tags.empty();
    CommandFigures.gauge(
        registry, "mrs.command.exit.code", "What the command ended with.", none, code);
    CommandFigures.gauge(
        registry,
        "mrs.command.seconds",
        "How long the command took.",
        none,
        took.toMillis() / 1000.0);
    CommandFigures.gauge(
        registry,
        "mrs.command.finished.timestamp.seconds",
        "When the command ended, in seconds since 1970.",
        none,
        at.toEpochMilli() / 1000.0);
    figures.register(registry);
  }

  private void write(Path folder, String text, Consumer<String> say) {
    String why;
    try {
      PushFigures.LIMIT.within(
          progressed -> {
            new TextFile(folder, command).write(text);
            return true;
          });
      return;
    } catch (TimeoutException e) {
      why = "it took longer than " + PushFigures.MOST.toSeconds() + " s";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (Exception e) {
      why = e.toString();
    }
    say.accept(
        "warning: figures cannot be written to "
            + folder
            + ": "
            + why
            + "; make it a folder that this user can write to, or change"
            + " telemetry.textfile_folder");
  }
}
