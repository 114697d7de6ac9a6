package mrs.jobs.warehouse.delta;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mrs.jobs.messages.Problem;

/**
 * Copies one version of a table, byte by byte, as a table of its own: its commits and checkpoints
 * up to that version, its data files, and the checksums beside them. What is committed meanwhile is
 * not copied. No file of the copy is a link to one of the table.
 */
final class CopyTable {
  private static final Pattern OF_A_VERSION =
      Pattern.compile("(\\d{20})\\.(json|crc|checkpoint.*)");

  private CopyTable() {}

  static void of(TableVersion version, Path from, Path to) throws IOException {
    Path log = from.resolve("_delta_log");
    Path copy = Files.createDirectories(to.resolve("_delta_log"));
    long checkpoint = Checkpoints.newestWhole(log);
    if (checkpoint > version.number() && checkpoint < Long.MAX_VALUE) {
      throw Problem.failed(
          "the table " + from.getFileName() + " is being written to just now",
          "start again when no other command writes to the warehouse");
    }
    for (Path file : files(log)) {
      Matcher name = OF_A_VERSION.matcher(file.getFileName().toString());
      if (name.matches() && Long.parseLong(name.group(1)) <= version.number()) {
        copy(file, copy);
      }
    }
    Path last = log.resolve(Checkpoints.LAST);
    if (Files.exists(last)) {
      copy(last, copy);
    }
    for (DataFile file : version.files()) {
      Path data = Path.of(URI.create(file.added().path()).getPath());
      Path folder = to.resolve(data).getParent();
      copy(from.resolve(data), Files.createDirectories(folder));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Copies a file, and the checksum beside it. */
  private static void copy(Path file, Path folder) throws IOException {
    Files.copy(file, folder.resolve(file.getFileName()));
    Path checksum = HadoopChecksum.of(file);
    if (Files.exists(checksum)) {
      Files.copy(checksum, folder.resolve(checksum.getFileName()));
    }
  }
}
