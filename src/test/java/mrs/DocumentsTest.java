package mrs;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What documents name has to be there: a renamed class must not live on in them. */
class DocumentsTest {
  private static final Pattern QUOTED =
      Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(\\.\\w+)?`");
  private static final Pattern CODE =
      Pattern.compile("\\{@code ([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)}");
  private static final Pattern RUN = Pattern.compile("-Dtest=(\\w+)(?:#(\\w+))?");

  /** Names of this form that are no types of ours. */
  private static final Set<String> OTHERS =
      Set.of("None", "NaN", "OutOfMemoryError", "AutoResolved", "UserAccepted", "UserRejected");

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "DECISIONS.md"})
  void documentsNameTypesThatExist(String document) {
    Set<String> named = named(QUOTED, Path.of(document));
    assertThat(named).isNotEmpty();
    named.removeAll(types());
    assertThat(named).isEmpty();
  }

  @Test
  void packagesNameTypesThatExist() {
    Set<String> known = types();
    assertThat(sources())
        .filteredOn(f -> f.endsWith("package-info.java"))
        .flatMap(f -> named(CODE, f))
        .isNotEmpty()
        .filteredOn(n -> !known.contains(n))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "CONTRIBUTING.md"})
  void documentsRunTestsThatExist(String document) {
    List<MatchResult> runs = RUN.matcher(text(Path.of(document))).results().toList();
    assertThat(runs).isNotEmpty();
    for (MatchResult run : runs) {
      assertThat(sources())
          .filteredOn(f -> f.endsWith(run.group(1) + ".java"))
          .as(run.group())
          .singleElement()
          .satisfies(f -> assertThat(text(f)).contains(method(run)));
    }
  }

  private static String method(MatchResult run) {
    return Optional.ofNullable(run.group(2)).map(m -> "void " + m).orElse("class");
  }

  private static Set<String> named(Pattern form, Path file) {
    return form.matcher(text(file))
        .results()
        .map(n -> n.group(1))
        .filter(n -> !OTHERS.contains(n))
        .collect(toSet());
  }

  private static Set<String> types() {
    return sources().stream()
        .map(f -> f.getFileName().toString().replace(".java", ""))
        .collect(toSet());
  }

  private static List<Path> sources() {
    return Stream.of("contracts", "transforms", "hydrate", "resilience", "serving", "jobs", "src")
        .flatMap(root -> javaFiles(Path.of(root)).stream())
        .toList();
  }

  private static List<Path> javaFiles(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(f -> f.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
