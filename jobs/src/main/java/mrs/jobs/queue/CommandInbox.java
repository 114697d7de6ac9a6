package mrs.jobs.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mrs.jobs.disk.Disk;

/**
 * Where any process leaves a command: a file each, whole and on the disk before it is acknowledged.
 * Their names sort in the order in which they were given.
 *
 * @param folder of the warehouse's queue
 */
record CommandInbox(Path folder) {
  private static final String ENDING = ".json";

  /** A command that lies here. */
  record Left(Path file, GivenCommand command) {}

  /**
   * Leaves {@code command} here, on the disk when this returns.
   *
   * @return false if the same lies here already: it is carried out once
   */
  boolean leave(GivenCommand command) throws IOException {
    Disk.createFolders(folder);
    String id = command.id();
    for (Path file : files()) {
      if (file.getFileName().toString().endsWith(id + ENDING)) {
        return false;
      }
    }
    String name =
        String.format(Locale.ROOT, "%015d-%s%s", command.givenAt().toEpochMilli(), id, ENDING);
    Disk.put(folder.resolve(name), command.toJson());
    return true;
  }

  /**
   * What lies here, in the order in which it was given. A file that is damaged is set aside and
   * told to {@code say}: the others do not wait for it.
   */
  List<Left> all(Consumer<String> say) throws IOException {
    List<Left> all = new ArrayList<>();
    for (Path file : files()) {
      byte[] content = Files.readAllBytes(file);
      try {
        all.add(new Left(file, GivenCommand.fromJson(content)));
      } catch (JsonProcessingException e) {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        Disk.sync(folder);
        say.accept("a queued command cannot be read and was set aside as " + aside);
      }
    }
    return all;
  }

  /** Takes one away that is kept elsewhere now. */
  void take(Left left) throws IOException {
    Files.delete(left.file());
    Disk.sync(folder);
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> !f.getFileName().toString().startsWith("."))
          .filter(f -> f.getFileName().toString().endsWith(ENDING))
          .sorted()
          .toList();
    }
  }
}
