package mrs.jobs.chaos.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.jobs.messages.Problem;

/** The profiles of a folder: a file {@code NAME.yaml} each. */
public final class ChaosProfiles {
  private static final String END = ".yaml";

  private final Path folder;
  private final List<String> names;

  private ChaosProfiles(Path folder, List<String> names) {
    this.folder = folder;
    this.names = names;
  }

  /**
   * Those in {@code folder}; none is read yet.
   *
   * @throws Problem if there is no such folder, or none in it
   */
  public static ChaosProfiles in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .map(f -> f.getFileName().toString())
              .filter(n -> n.endsWith(END))
              .map(n -> n.substring(0, n.length() - END.length()))
              .sorted()
              .toList();
      if (names.isEmpty()) {
        throw Problem.refused(
            "the folder " + folder + " has no chaos profiles", "restore those that were shipped");
      }
      return new ChaosProfiles(folder, names);
    } catch (IOException e) {
      throw Problem.refused(
          "the chaos profiles in " + folder + " cannot be listed: " + e,
          "name the folder that holds chaos/ with --conf");
    }
  }

  /** All of them, by name. */
  public List<ChaosProfile> all() {
    return names.stream().map(this::read).toList();
  }

  /**
   * The one called {@code name}.
   *
   * @throws Problem if there is none, or its file has a fault
   */
  public ChaosProfile named(String name) {
    return Optional.of(name)
        .filter(names::contains)
        .map(this::read)
        .orElseThrow(
            () ->
                Problem.refused(
                    "there is no chaos profile '" + name + "'",
                    "'mrs chaos ls' lists those that there are: " + String.join(", ", names)));
  }

  private ChaosProfile read(String name) {
    return ProfileFields.of(folder.resolve(name + END)).profile(name);
  }
}
