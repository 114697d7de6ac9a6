package mrs.jobs.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file of figures for the textfile collector of a node exporter: whole at any moment, and
 * readable for the exporter, which runs as another user. The last figures of each command are in a
 * file of its own, so that an ingest's outlast the run after it. Nothing is lost with them, so they
 * are not synced.
 */
record TextFile(Path folder, String command) {

  /** Replaces what is there. */
  void write(String text) throws IOException {
    Path file = folder.resolve("mrs-" + command + ".prom");
    // The collector reads names that end with .prom alone.
    Path begun = folder.resolve("mrs-" + command + ".prom." + ProcessHandle.current().pid());
    try {
      Files.writeString(begun, text, UTF_8);
      letOthersRead(begun);
      Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(begun);
    }
  }

  private static void letOthersRead(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }
}
