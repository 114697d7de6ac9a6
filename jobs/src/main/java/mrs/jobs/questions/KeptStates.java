package mrs.jobs.questions;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mrs.contracts.Catalogue;
import mrs.contracts.Table;
import mrs.jobs.disk.Disk;
import mrs.jobs.disk.FolderTree;
import mrs.jobs.warehouse.CreatedTables;
import mrs.jobs.warehouse.Warehouse;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.logging.log4j.LogManager;

/**
 * Past states that were built for a question, as files: {@code asof/<time>-<versions>/<table>/} in
 * the warehouse. One is of use until anything is committed, configured or programmed otherwise;
 * nothing is lost with them.
 *
 * @param maker in words, what but the tables decides of a state: configuration and logic
 * @param clock when a state was last used
 */
record KeptStates(Path root, String maker, Clock clock) {
  // Chosen, not fitted: a day's work of a few people. Younger ones may be in use.
  private static final int MOST = 8;
  private static final int HASH_CHARS = 12;
  private static final Duration IN_USE = Duration.ofHours(1);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  /**
   * The folder of the state at {@code time}. Of a time that is not past, what is still to come
   * belongs to it, and where the warehouse cannot be written to nothing is kept: both get a folder
   * that goes with this process.
   */
  Path folder(Instant time) throws IOException {
    Path all = root.resolve(Warehouse.PAST_STATES);
    if (!time.isBefore(clock.instant()) || !Files.isWritable(root)) {
      Path passing = Files.createTempDirectory("mrs-asof-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(passing)));
      return passing;
    }
    return all.resolve(TIME.format(time) + "-" + versions());
  }

  /** Has {@code write} make the folder {@code place}; it is there whole or not at all. */
  void put(Path place, Consumer<Path> write) throws IOException {
    Path state = Disk.parent(place);
    Files.createDirectories(state);
    prune(state);
    Path unfinished = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID());
    try {
      write.accept(unfinished);
      Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Somebody who asked the same may have been faster, with the same rows.
      if (!Files.isDirectory(place)) {
        throw e;
      }
    } finally {
      FolderTree.delete(unfinished);
    }
  }

  /** Notes that {@code folder} was of use now. */
  void used(Path folder) throws IOException {
    Files.setLastModifiedTime(folder, FileTime.from(clock.instant()));
  }

  private void prune(Path but) throws IOException {
    try (Stream<Path> all = Files.list(Disk.parent(but))) {
      List<Path> oldestLast =
          all.filter(f -> !f.equals(but) && Files.isDirectory(f))
              .sorted(Comparator.comparing(KeptStates::lastUsed).reversed())
              .toList();
      for (Path old : oldestLast.subList(Math.min(MOST, oldestLast.size()), oldestLast.size())) {
        if (lastUsed(old).toInstant().isBefore(clock.instant().minus(IN_USE))) {
          FolderTree.delete(old);
        }
      }
    }
  }

  /** The newest commit of every table and the maker, in a few characters. */
  private String versions() throws IOException {
    StringJoiner commits = new StringJoiner("\n").add(maker);
    for (Table table : Catalogue.ALL) {
      commits.add(table.name() + " " + newestCommit(CreatedTables.path(root, table)));
    }
    return DigestUtils.sha256Hex(commits.toString()).substring(0, HASH_CHARS);
  }

  private static String newestCommit(Path table) throws IOException {
    Path log = table.resolve("_delta_log");
    if (!Files.isDirectory(log)) {
      return "none";
    }
    try (Stream<Path> commits = Files.list(log)) {
      return commits
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".json"))
          .max(Comparator.naturalOrder())
          .orElse("none");
    }
  }

  private static FileTime lastUsed(Path folder) {
    try {
      return Files.getLastModifiedTime(folder);
    } catch (IOException e) {
      // Somebody else has deleted it.
      return FileTime.from(Instant.EPOCH);
    }
  }

  private static void delete(Path folder) {
    try {
      FolderTree.delete(folder);
    } catch (IOException e) {
      LogManager.getLogger(KeptStates.class).warn("{} is left over and can be deleted", folder, e);
    }
  }
}
