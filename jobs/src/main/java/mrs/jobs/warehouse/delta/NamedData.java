package mrs.jobs.warehouse.delta;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mrs.jobs.disk.Disk;

/**
 * The data files that the actions of one commit add to a table. Whoever wrote them, this process,
 * an executor or Delta itself, they have to be on the disk before the commit is.
 */
final class NamedData {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String ADD = "{\"add\":";
  private static final String PATH = "path";

  private final Path table;
  private final List<Path> files = new ArrayList<>();

  /** None yet, of the table in the folder {@code table}. */
  NamedData(Path table) {
    this.table = table;
  }

  /** Takes in the file that {@code action}, a line of the commit, adds, if it adds one. */
  void note(String action) throws IOException {
    if (action.startsWith(ADD)) {
      Path file = file(URI.create(path(action)));
      files.add(file);
    }
  }

  /**
   * Puts the files on the disk, with the checksums that Hadoop keeps beside them, and then their
   * names: the folders that hold them, up to the table's own, which may be as new as they are. A
   * file that cannot be synced, or is not there, fails the commit.
   */
  void sync() throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    for (Path file : files) {
      Disk.sync(file);
      Path checksum = HadoopChecksum.of(file);
      if (Files.exists(checksum)) {
        Disk.sync(checksum);
      }
      Path folder = Disk.parent(file);
      folders.add(folder);
      while (folder.startsWith(table) && !folder.equals(table)) {
        folder = Disk.parent(folder);
        folders.add(folder);
      }
    }
    folders.add(table);
    for (Path folder : folders) {
      Disk.sync(folder);
    }
  }

  /** Paths stand in the log URL-encoded, and as a rule relative to the table. */
  private Path file(URI path) {
    return path.isAbsolute() ? Path.of(path) : table.resolve(path.getPath());
  }

  private static String path(String action) throws IOException {
    try (JsonParser parser = JSON.createParser(action)) {
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          depth++;
        } else if (token == JsonToken.END_OBJECT) {
          depth--;
        } else if (depth == 2
            && token == JsonToken.FIELD_NAME
            && PATH.equals(parser.currentName())) {
          return parser.nextTextValue();
        }
      }
    }
    throw new IOException("a commit adds a file without a path: " + action);
  }
}
