package mrs.jobs.queue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import mrs.jobs.disk.Disk;
import mrs.resilience.retry.DeadLetter;
import mrs.resilience.retry.DeadLetterSink;

/**
 * The dead letters of the queue: commands that are not tried any more, each with its history, a
 * file each that nothing takes away by itself.
 */
public final class GivenUpCommands implements DeadLetterSink {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private final Path folder;

  private GivenUpCommands(Path folder) {
    this.folder = folder;
  }

  /** Those of a warehouse. */
  public static GivenUpCommands of(Path warehouse) {
    return new GivenUpCommands(CommandQueue.folder(warehouse).resolve("given-up"));
  }

  /**
   * A command that was given up.
   *
   * @param reason exhausted, refused or stale
   * @param waits how often it found the warehouse taken
   */
  public record GivenUp(
      String id,
      List<String> arguments,
      Instant givenAt,
      Instant givenUpAt,
      String reason,
      int waits,
      List<Attempt> attempts) {}

  /** A try that failed, and why. */
  public record Attempt(Instant at, String reason) {}

  @Override
  public void take(DeadLetter letter) throws IOException {
    GivenCommand given = GivenCommand.of(letter.command());
    GivenUp up =
        new GivenUp(
            given.id(),
            given.arguments(),
            given.givenAt(),
            letter.givenUpAt(),
            letter.reason().name().toLowerCase(Locale.ROOT),
            letter.waits(),
            letter.attempts().stream().map(a -> new Attempt(a.at(), a.reason())).toList());
    Disk.createFolders(folder);
    String name =
        String.format(Locale.ROOT, "%015d-%s.json", up.givenUpAt().toEpochMilli(), up.id());
    Disk.put(folder.resolve(name), MAPPER.writeValueAsBytes(up));
  }

  /** All of them, oldest first. */
  public List<GivenUp> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<GivenUp> all = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        all.add(MAPPER.readValue(file.toFile(), GivenUp.class));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
