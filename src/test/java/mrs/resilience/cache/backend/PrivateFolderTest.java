package mrs.resilience.cache.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a backend has on a disk is its owner's alone, and it touches no other file. */
class PrivateFolderTest {
  @TempDir private Path temporary;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void opensNoFileToOthers(Backends kind) throws IOException {
    Path folder = temporary.resolve("cache");
    Files.createDirectory(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (CacheBackend backend = kind.opener(folder).open()) {
      assertThat(Files.getPosixFilePermissions(folder))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
      assertPrivate(files(folder));
      for (int put = 0; put < 20; put++) {
        List<Path> before = files(folder);
        backend.putAll(List.of(new StoredRecord(new byte[] {(byte) put}, new byte[1 << 20])));
        assertPrivate(before);
      }
      backend.clear();
    }
    assertPrivate(files(folder));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void wipesNoFileThatIsNotItsOwn(Backends kind) throws IOException {
    Files.writeString(temporary.resolve("letter.txt"), "of somebody else");
    Files.writeString(temporary.resolve("000012.sst.copy"), "of somebody else");
    BackendOpener opener = kind.opener(temporary);
    opener.open().close();
    opener.wipe();

    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder("letter.txt", "000012.sst.copy", "owner.lock");
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Those that are still there: a store makes files behind our back, and deletes them. */
  private static void assertPrivate(List<Path> files) throws IOException {
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      try {
        assertThat(Files.getPosixFilePermissions(file))
            .as(file.toString())
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      } catch (NoSuchFileException e) {
        assertThat(file).doesNotExist();
      }
    }
  }
}
