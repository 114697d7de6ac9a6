package mrs.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLogStoreFaultTest {
  private static final int RACES = 200;

  @TempDir private Path folder;
  private final Configuration hadoop = new Configuration();
  private final LocalLogStore store = new LocalLogStore(hadoop);

  @Test
  void aTakenCommitIsNeverOverwritten() throws IOException {
    write("0.json", List.of("first").iterator(), false);

    assertThatThrownBy(() -> write("0.json", List.of("second").iterator(), false))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(Files.readString(folder.resolve("0.json"))).isEqualTo("first\n");
  }

  @Test
  void aWriteThatBreaksInTheMiddleLeavesNothing() throws IOException {
    Iterator<String> breaking =
        Stream.of("good", "bad")
            .peek(
                s -> {
                  if (s.equals("bad")) {
                    throw new IllegalStateException("broke");
                  }
                })
            .iterator();

    assertThatThrownBy(() -> write("1.json", breaking, false)).hasMessage("broke");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void ofTwoWritersOfOneCommitExactlyOneWins() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(2);
    try {
      for (int race = 0; race < RACES; race++) {
        String name = race + ".json";
        List<Future<Boolean>> outcomes =
            writers.invokeAll(List.of(writer(name, "a"), writer(name, "b")));
        assertThat(List.of(outcomes.get(0).get(), outcomes.get(1).get()))
            .containsExactlyInAnyOrder(true, false);
        String winner = outcomes.get(0).get() ? "a" : "b";
        assertThat(Files.readString(folder.resolve(name))).isEqualTo(winner + "\n");
      }
    } finally {
      writers.shutdown();
    }
  }

  private Callable<Boolean> writer(String name, String content) {
    return () -> {
      try {
        write(name, List.of(content).iterator(), false);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      }
    };
  }

  private void write(String name, Iterator<String> actions, boolean overwrite) throws IOException {
    store.write(
        new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()), actions, overwrite, hadoop);
  }
}
