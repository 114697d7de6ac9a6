package mrs.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mrs.jobs.cache.CacheFolders;
import mrs.jobs.cache.LocalCache;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.config.CacheConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see of the cache, and how they empty it. */
class CacheCommandTest {
  private static final String KEY = "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  @TempDir private Path warehouse;

  @Test
  void showsWhatIsInItAndWhatItDidThenClearsIt() throws IOException {
    assertThat(mrs("status").code()).isEqualTo(ExitCodes.REFUSED);
    assertThat(mrs("clear").err()).startsWith("refused: there is no cache at " + warehouse);
    try (LocalCache cache = open(Map.of())) {
      cache.store().put("a", "content".getBytes(StandardCharsets.UTF_8));
      cache.store().get("a");
      cache.store().get("b");
      assertThat(mrs("status").out()).contains("in use by another process");
      assertThat(mrs("clear").code()).isEqualTo(ExitCodes.FAILED);
    }

    Ended status = mrs("status", "--json");
    assertThat(status.code()).isEqualTo(ExitCodes.DONE);
    assertThat(status.out())
        .contains(
            "\"state\" : \"on disk\"",
            "\"entries\" : 1",
            "\"bytes\" : 25",
            "\"hits\" : 1",
            "\"misses\" : 1",
            "\"failed_over_since\" : null");
    assertThat(mrs("clear").out()).contains("files_gone");
    assertThat(mrs("status", "--json").out()).contains("\"entries\" : 0", "\"hits\" : 0");
  }

  @Test
  void whatWasEncryptedIsRefusedWithoutItsKeyAndCanBeCleared() throws IOException {
    try (LocalCache cache = open(Map.of("MRS_CACHE_KEY", KEY))) {
      cache.store().put("a", "a secret".getBytes(StandardCharsets.UTF_8));
    }
    try (var files = Files.walk(warehouse)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("a secret");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
      }
    }

    Ended status = mrs("status");

    assertThat(status.code()).isEqualTo(ExitCodes.REFUSED);
    assertThat(status.err())
        .contains("keys are given in MRS_CACHE_KEY; 'mrs cache clear' clears it");
    assertThat(mrs("clear").code()).isEqualTo(ExitCodes.DONE);
    assertThat(mrs("status").code()).isEqualTo(ExitCodes.DONE);
  }

  private LocalCache open(Map<String, String> environment) throws IOException {
    return LocalCache.open(
        CacheFolders.of(CacheConfig.USUAL, warehouse),
        CacheConfig.USUAL,
        new LocalCache.Surroundings(environment, InstantSource.system(), line -> {}));
  }

  private Ended mrs(String... arguments) {
    List<String> all = new ArrayList<>(List.of("cache"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--warehouse", warehouse.toString()));
    return Ended.of(all);
  }
}
