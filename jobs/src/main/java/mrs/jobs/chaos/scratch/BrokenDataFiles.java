package mrs.jobs.chaos.scratch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mrs.jobs.messages.Problem;

/**
 * The data files of a table are broken inside, as by a bad disk that nobody noticed: the checksums
 * beside them go too, so that who reads has to notice. They are restored from a backup.
 */
public final class BrokenDataFiles implements Disturbance {
  private static final String DATA = ".parquet";

  private final ScratchFolder scratch;
  private final Path table;
  private final Path backup;
  private final List<Path> moved = new ArrayList<>();

  /** Of the table in the folder {@code table}, which lies in {@code scratch}. */
  public BrokenDataFiles(ScratchFolder scratch, Path table) {
    this.scratch = scratch;
    this.table = scratch.checked(table);
    this.backup = scratch.checked(scratch.root().resolve("backup-" + table.getFileName()));
  }

  @Override
  public void begin() throws IOException {
    List<Path> data = dataFiles();
    if (data.isEmpty()) {
      throw Problem.refused(
          "the table " + table.getFileName() + " has no data files that could break",
          "take a profile of an input that this warehouse has rows of");
    }
    for (Path file : data) {
      Path checksum = checksum(file);
      keep(file);
      if (Files.exists(checksum)) {
        keep(checksum);
        Files.delete(scratch.checked(checksum));
      }
      overwriteTheMiddle(scratch.checked(file));
    }
  }

  @Override
  public void end() throws IOException {
    for (Path file : moved) {
      Files.move(backup.resolve(table.relativize(file)), file, StandardCopyOption.REPLACE_EXISTING);
    }
    moved.clear();
  }

  private List<Path> dataFiles() throws IOException {
    try (Stream<Path> all = Files.walk(table)) {
      return all.filter(f -> f.getFileName().toString().endsWith(DATA))
          .filter(f -> !f.startsWith(table.resolve("_delta_log")))
          .sorted()
          .toList();
    }
  }

  private static Path checksum(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".crc");
  }

  private void keep(Path file) throws IOException {
    Path copy = backup.resolve(table.relativize(file));
    Files.createDirectories(copy.getParent());
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    moved.add(file);
  }

  private static void overwriteTheMiddle(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate((int) (channel.size() / 2)), channel.size() / 4);
    }
  }
}
