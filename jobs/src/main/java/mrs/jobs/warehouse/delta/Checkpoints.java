package mrs.jobs.warehouse.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mrs.jobs.disk.Disk;

/**
 * The checkpoints of a commit log, which Delta writes past the log store and does not sync. They
 * are put on the disk when {@code _last_checkpoint} is about to name them; until then a reader does
 * not get to see them, because what a power cut leaves of such a file cannot be told from a whole
 * one by its name. The commits that it stands for are there all the same.
 */
final class Checkpoints {
  static final String LAST = "_last_checkpoint";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("(\\d{20})\\.checkpoint\\..+");
  private static final String FIRST_COMMIT = "00000000000000000000.json";

  private Checkpoints() {}

  /** Puts the checkpoint on the disk that {@code last}, the new {@code _last_checkpoint}, names. */
  static void sync(Path log, Path last) throws IOException {
    OptionalLong version = version(last);
    if (version.isEmpty()) {
      return;
    }
    for (Path file : files(log)) {
      OptionalLong its = version(file.getFileName().toString());
      if (its.equals(version)) {
        Disk.sync(file);
        Path checksum = HadoopChecksum.of(file);
        if (Files.exists(checksum)) {
          Disk.sync(checksum);
        }
      }
    }
  }

  /**
   * The greatest version whose checkpoint is known to be whole; all are taken for whole where the
   * commits from the first one on are gone and {@code _last_checkpoint} says nothing.
   */
  static long newestWhole(Path log) {
    try {
      OptionalLong named = version(log.resolve(LAST));
      if (named.isPresent()) {
        return named.getAsLong();
      }
    } catch (IOException e) {
      // Not there, or broken: Delta, too, then goes by the names of the files.
    }
    return Files.exists(log.resolve(FIRST_COMMIT)) ? -1 : Long.MAX_VALUE;
  }

  /** The version of the checkpoint that the file called {@code name} is, or is a part of. */
  static OptionalLong version(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  private static OptionalLong version(Path last) throws IOException {
    JsonNode version = JSON.readTree(Files.readAllBytes(last)).path("version");
    return version.isIntegralNumber() ? OptionalLong.of(version.longValue()) : OptionalLong.empty();
  }

  private static List<Path> files(Path log) throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      return files.toList();
    }
  }
}
