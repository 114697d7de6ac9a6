package mrs.resilience.folder;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of the machine does what the stand-in of the tests does. */
class LocalFolderTest {
  @TempDir private Path temporary;

  @Test
  void appendsReadsCutsMovesAndDeletes() throws IOException {
    Folder folder = LocalFolder.open(temporary.resolve("a/b"));
    try (AppendFile file = folder.create("one")) {
      file.write(bytes("12"), bytes("345"));
      file.sync();
      assertThat(file.size()).isEqualTo(5);
    }
    try (AppendFile file = folder.append("one")) {
      file.write(bytes("67"));
      assertThat(file.size()).isEqualTo(7);
    }
    folder.truncate("one", 6);
    folder.move("one", "two");
    folder.put("three", "other".getBytes(US_ASCII));
    folder.delete("absent");
    folder.sync();

    assertThat(folder.names()).containsExactly("three", "two");
    assertThat(folder.content("two")).isEqualTo("123456".getBytes(US_ASCII));
    ByteBuffer some = ByteBuffer.allocate(10);
    assertThat(folder.read("two", 4, some)).isEqualTo(2);
    assertThat(folder.read("two", 6, some)).isZero();
    folder.delete("two");
    assertThat(folder.names()).containsExactly("three");
  }

  @Test
  void replacesAFileAsAWhole() throws IOException {
    Folder folder = LocalFolder.open(temporary);
    folder.put("file", "one".getBytes(US_ASCII));
    Files.writeString(temporary.resolve(Folder.unfinished("file")), "of a killed process");
    folder.put("file", "two".getBytes(US_ASCII));

    assertThat(folder.names()).containsExactly("file");
    assertThat(folder.content("file")).isEqualTo("two".getBytes(US_ASCII));
    assertThatThrownBy(() -> folder.create("file")).isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void isOpenToItsOwnerAlone() throws IOException {
    Folder folder = LocalFolder.open(temporary.resolve("private"));
    folder.put("file", new byte[1]);

    assertThat(Files.getPosixFilePermissions(temporary.resolve("private")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(temporary.resolve("private/file")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void givesALockOnce() throws IOException {
    Folder folder = LocalFolder.open(temporary);
    Optional<Closeable> lock = folder.lock("lock");

    assertThat(lock).isPresent();
    assertThat(folder.lock("lock")).isEmpty();
    lock.orElseThrow().close();
    assertThat(folder.lock("lock")).isPresent();
  }

  @Test
  void knowsNoFileOutsideItself() throws IOException {
    Folder folder = LocalFolder.open(temporary.resolve("inside"));

    assertThatThrownBy(() -> folder.content("../outside")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> folder.create("/outside")).isInstanceOf(NoSuchFileException.class);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }
}
