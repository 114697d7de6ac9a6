package mrs.jobs.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Words that must turn up nowhere, and what was written where they are looked for. */
final class Canaries {
  private final Map<String, String> words;
  private final Map<String, String> written = new TreeMap<>();

  /** By what each of them stands for. */
  Canaries(Map<String, String> words) {
    this.words = Map.copyOf(words);
  }

  /** Something that was written. */
  void add(String where, byte[] content) {
    written.merge(where, new String(content, ISO_8859_1), (a, b) -> a + "\n" + b);
  }

  /** The same, as text. */
  void add(String where, String content) {
    add(where, content.getBytes(UTF_8));
  }

  /** All files below {@code root} but those in folders of {@code others}. */
  void addFiles(Path root, Set<Path> others) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (others.stream().noneMatch(file::startsWith)) {
          add(root.getParent().relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    }
  }

  /** What was written there. */
  String written(String where) {
    return written.getOrDefault(where, "");
  }

  /** Which of them was found where, as it is, in Base64 or in hexadecimal digits. */
  Set<String> found() {
    Set<String> found = new TreeSet<>();
    written.forEach(
        (where, content) ->
            words.forEach(
                (name, word) -> {
                  byte[] bytes = word.getBytes(UTF_8);
                  String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
                  String hex = HexFormat.of().formatHex(bytes);
                  // The last digits of Base64 depend on what follows.
                  String begin = base64.substring(0, base64.length() - 2);
                  if (Stream.of(word, begin, hex).anyMatch(content::contains)) {
                    found.add(name + " in " + where);
                  }
                }));
    return found;
  }
}
