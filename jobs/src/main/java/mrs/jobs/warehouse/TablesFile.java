package mrs.jobs.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mrs.jobs.disk.Disk;

/** {@code tables.json}: the names of the tables that a warehouse has had created, sorted. */
final class TablesFile {
  static final String NAME = "tables.json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TABLES = "tables";

  private TablesFile() {}

  /** The names; empty where there is no such file, or none that can be read. */
  static Optional<Set<String>> read(Path root) {
    try {
      JsonNode tables = JSON.readTree(Files.readAllBytes(root.resolve(NAME))).path(TABLES);
      if (!tables.isArray()) {
        return Optional.empty();
      }
      Set<String> names = new TreeSet<>();
      tables.forEach(n -> names.add(n.asText()));
      return Optional.of(names);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Puts {@code names} there, for good. */
  static void write(Path root, Set<String> names) throws IOException {
    ObjectNode file = JSON.createObjectNode();
    ArrayNode tables = file.putArray(TABLES);
    new TreeSet<>(names).forEach(tables::add);
    Disk.put(root.resolve(NAME), (file + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
