package mrs.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The feeds that a benchmark was given: {@code -Dfeeds=DIR[,DIR…]}. */
final class Feeds {
  private Feeds() {}

  static List<Path> all() {
    String named = System.getProperty("feeds", "");
    if (named.isEmpty()) {
      throw new IllegalArgumentException(
          "name feeds with labels: mvn -Pbenchmarks test -Dfeeds=DIR[,DIR…]");
    }
    return Arrays.stream(named.split(",")).map(Path::of).toList();
  }

  static Path first() {
    return all().get(0);
  }
}
