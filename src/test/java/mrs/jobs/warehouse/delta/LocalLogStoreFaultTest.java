package mrs.jobs.warehouse.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import mrs.jobs.disk.WatchedSyncs;
import mrs.jobs.messages.FailureLine;
import mrs.jobs.messages.Problem;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLogStoreFaultTest {
  private static final int RACES = 200;
  private static final String ADD =
      "{\"add\":{\"partitionValues\":{\"path\":\"no\"},"
          + "\"path\":\"week_start=2024-06-10/part%200.parquet\",\"size\":4}}";

  @TempDir private Path folder;
  private final Configuration hadoop = new Configuration();
  private final LocalLogStore store = new LocalLogStore(hadoop);

  @Test
  void aTakenCommitIsNeverOverwritten() throws IOException {
    write("0.json", List.of("first").iterator(), false);

    assertThatThrownBy(() -> write("0.json", List.of("second").iterator(), false))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(Files.readString(log().resolve("0.json"))).isEqualTo("first\n");
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
    try (Stream<Path> left = Files.list(log())) {
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
        assertThat(Files.readString(log().resolve(name))).isEqualTo(winner + "\n");
      }
    } finally {
      writers.shutdown();
    }
  }

  @Test
  void whatACommitNamesIsOnTheDiskBeforeIt() throws IOException {
    Path data = folder.resolve("week_start=2024-06-10/part 0.parquet");
    Files.createDirectories(data.getParent());
    Files.writeString(data, "rows");
    Files.writeString(HadoopChecksum.of(data), "sums");
    List<String> synced = new ArrayList<>();

    WatchedSyncs.during(
        path -> {
          Path shown = folder.relativize(path);
          synced.add(
              shown.toString().replaceAll("\\.[0-9a-f-]{36}", "")
                  + (Files.exists(log().resolve("1.json")) ? " after" : " before"));
        },
        () -> write("1.json", List.of(ADD).iterator(), false));

    assertThat(synced)
        .containsExactly(
            " before", // The name of the log's folder, made just now.
            "_delta_log/.1.json.tmp before",
            "_delta_log/.1.json.crc.tmp before",
            "week_start=2024-06-10/part 0.parquet before",
            "week_start=2024-06-10/.part 0.parquet.crc before",
            "week_start=2024-06-10 before",
            " before",
            "_delta_log after");
  }

  @Test
  void aFileThatCannotBeSyncedFailsTheCommit() throws IOException {
    Path data = folder.resolve("week_start=2024-06-10/part 0.parquet");
    Files.createDirectories(data.getParent());
    Files.writeString(data, "rows");

    assertThatThrownBy(
            () ->
                WatchedSyncs.during(
                    path -> {
                      if (path.equals(data)) {
                        throw new IOException("Input/output error");
                      }
                    },
                    () -> write("1.json", List.of(ADD).iterator(), false)))
        .isInstanceOf(IOException.class)
        .hasMessage("Input/output error");
    assertThat(log()).isEmptyDirectory();
  }

  @Test
  void aFileThatIsNotThereFailsTheCommit() {
    assertThatThrownBy(() -> write("1.json", List.of(ADD).iterator(), false))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(log()).isEmptyDirectory();
  }

  @Test
  void aCommitWhoseNameMayNotBeOnTheDiskSaysSo() throws IOException {
    assertThatThrownBy(
            () ->
                WatchedSyncs.during(
                    path -> {
                      if (Files.exists(log().resolve("1.json"))) {
                        throw new IOException("Input/output error");
                      }
                    },
                    () -> write("1.json", List.of("a").iterator(), false)))
        .isInstanceOf(LocalLogStore.CommitInDoubt.class)
        .hasMessageContaining("1.json is written, but may not be on the disk");
    assertThat(read("1.json")).containsExactly("a");
  }

  @Test
  void aFlippedBitOfACommitIsFound() throws IOException {
    write("1.json", List.of("a".repeat(2000), "b").iterator(), false);
    assertThat(read("1.json")).containsExactly("a".repeat(2000), "b");
    Path commit = log().resolve("1.json");
    byte[] bytes = Files.readAllBytes(commit);
    bytes[1500] ^= 2;
    Files.write(commit, bytes);

    assertThatThrownBy(() -> read("1.json"))
        .extracting(FailureLine::of, STRING)
        .startsWith("a file is not what was written, the disk or a copy has changed it (")
        .contains(commit.toString())
        .endsWith("restore this file, with the hidden checksum beside it, from a backup");
  }

  @Test
  void aCommitWithoutChecksumCanBeRead() throws IOException {
    write("1.json", List.of("a").iterator(), false);
    Files.delete(HadoopChecksum.of(log().resolve("1.json")));

    assertThat(read("1.json")).containsExactly("a");
  }

  @Test
  void theLoserLeavesTheChecksumOfTheWinner() throws IOException {
    write("1.json", List.of("winner").iterator(), false);
    assertThatThrownBy(() -> write("1.json", List.of("loser").iterator(), false))
        .isInstanceOf(FileAlreadyExistsException.class);

    assertThat(read("1.json")).containsExactly("winner");
    try (Stream<Path> left = Files.list(log())) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("1.json", ".1.json.crc");
    }
  }

  @Test
  void theChecksumOfACommitThatAPowerCutTookBackIsForgotten() throws IOException {
    write("1.json", List.of("lost").iterator(), false);
    Files.delete(log().resolve("1.json"));

    List<String> states = new ArrayList<>();
    WatchedSyncs.during(
        path -> {
          if (path.equals(log())) {
            states.add(
                "commit "
                    + Files.exists(log().resolve("1.json"))
                    + ", checksum "
                    + Files.exists(HadoopChecksum.of(log().resolve("1.json"))));
          }
        },
        () -> write("1.json", List.of("new").iterator(), false));

    // A kill after the link would otherwise leave the new commit beside the old checksum.
    assertThat(states)
        .containsExactly("commit false, checksum false", "commit true, checksum true");
    assertThat(read("1.json")).containsExactly("new");
  }

  @Test
  void aVolumeWithoutHardLinksIsRefusedWithTheRemedy() throws IOException {
    Path zip = folder.resolve("volume.zip");
    try (FileSystem volume = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Path content = Files.writeString(volume.getPath("content"), "a");

      assertThatThrownBy(() -> LocalLogStore.link(content, volume.getPath("1.json")))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("the volume has no hard links")
          .hasMessageContaining("put the warehouse on a disk with a file system such as ext4");
    }
  }

  @Test
  void aCheckpointIsReadOnlyOnceItIsNamedAndOnTheDisk() throws IOException {
    write("00000000000000000000.json", List.of("a").iterator(), false);
    Path checkpoint = log().resolve("00000000000000000010.checkpoint.parquet");
    Files.writeString(checkpoint, "whole or torn");
    assertThat(listed()).containsExactly("00000000000000000000.json");

    List<Path> synced = new ArrayList<>();
    WatchedSyncs.during(
        synced::add, () -> write("_last_checkpoint", List.of("{\"version\":10}").iterator(), true));

    assertThat(synced).contains(checkpoint);
    assertThat(listed())
        .containsExactly("00000000000000000000.json", "00000000000000000010.checkpoint.parquet");
    Files.delete(log().resolve("_last_checkpoint"));
    Files.delete(log().resolve("00000000000000000000.json"));
    assertThat(listed()).containsExactly("00000000000000000010.checkpoint.parquet");
  }

  private List<String> listed() throws IOException {
    List<String> names = new ArrayList<>();
    store
        .listFrom(new org.apache.hadoop.fs.Path(log().resolve("0").toUri()), hadoop)
        .forEachRemaining(f -> names.add(f.getPath().getName()));
    names.remove("_last_checkpoint");
    return names;
  }

  private List<String> read(String name) throws IOException {
    List<String> lines = new ArrayList<>();
    try (var reader =
        store.read(new org.apache.hadoop.fs.Path(log().resolve(name).toUri()), hadoop)) {
      reader.forEachRemaining(lines::add);
    }
    return lines;
  }

  private Path log() {
    return folder.resolve("_delta_log");
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
        new org.apache.hadoop.fs.Path(log().resolve(name).toUri()), actions, overwrite, hadoop);
  }
}
