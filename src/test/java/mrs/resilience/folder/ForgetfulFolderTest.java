package mrs.resilience.folder;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The stand-in for a disk forgets what a disk forgets, and nothing else. */
class ForgetfulFolderTest {
  private final ForgetfulFolder folder = new ForgetfulFolder();

  @Test
  void keepsWhatWasSyncedWithItsName() throws IOException {
    Random random = new Random(1);
    for (int cut = 0; cut < 50; cut++) {
      ForgetfulFolder fresh = new ForgetfulFolder();
      fresh.put("kept", bytes("all of it"));
      assertThat(fresh.afterPowerCut(random).content("kept")).isEqualTo(bytes("all of it"));
    }
  }

  @Test
  void mayForgetANameThatWasNotSynced() throws IOException {
    try (AppendFile file = folder.create("new")) {
      file.write(ByteBuffer.wrap(bytes("content")));
      file.sync();
    }

    assertThat(folder.afterPowerCut(new Random(1)).names()).isIn(List.of(), List.of("new"));
  }

  @Test
  void leavesAnyPartOfWhatWasAppendedAfterASync() throws IOException {
    Set<Long> sizes = new HashSet<>();
    Random random = new Random(1);
    for (int cut = 0; cut < 200; cut++) {
      ForgetfulFolder fresh = new ForgetfulFolder();
      fresh.put("file", bytes("12345"));
      fresh.append("file").write(ByteBuffer.wrap(bytes("678")));
      ForgetfulFolder after = fresh.afterPowerCut(random);
      sizes.add(after.size("file"));
      assertThat(new String(after.content("file"), US_ASCII)).startsWith("12345");
    }

    assertThat(sizes).containsExactlyInAnyOrder(5L, 6L, 7L, 8L);
  }

  @Test
  void losesWhatAFailedSyncShouldHaveKeptEvenIfALaterOneSucceeds() throws IOException {
    folder.put("file", bytes("ok"));
    AppendFile file = folder.append("file");
    file.write(ByteBuffer.wrap(bytes("lost")));
    folder.fail(
        (operation, name) -> {
          throw new IOException("broken");
        });
    assertThatThrownBy(file::sync).hasMessage("broken");
    folder.fail((operation, name) -> {});
    file.sync();

    assertThat(folder.afterPowerCut(new Random(1)).content("file"))
        .isEqualTo(new byte[] {'o', 'k', 0, 0, 0, 0});
  }

  @Test
  void takesNothingOnceThePowerIsOff() {
    folder.afterPowerCut(new Random(1));

    assertThatThrownBy(() -> folder.create("file")).isInstanceOf(IOException.class);
  }

  @Test
  void writesAsMuchAsFits() throws IOException {
    folder.capacity(3);
    AppendFile file = folder.create("file");

    assertThatThrownBy(() -> file.write(ByteBuffer.wrap(bytes("12345"))))
        .hasMessage("No space left on device");
    assertThat(folder.content("file")).isEqualTo(bytes("123"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
