package mrs.resilience.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import mrs.resilience.checkpoint.CheckpointFormat.Content;
import mrs.resilience.checkpoint.CheckpointFormat.Damage;
import org.junit.jupiter.api.Test;

/** The bytes of a checkpoint. */
class CheckpointFormatTest {
  private static final CheckpointId ID = new CheckpointId(new ComponentName("marks"), 7);

  @Test
  void isPinned() throws IOException {
    byte[] content = CheckpointFormat.encode(ID, 3, new byte[] {1, 2});

    assertThat(HexFormat.of().formatHex(content))
        .isEqualTo(
            "4d525343"
                + "9c96db58"
                + "00000001"
                + "00000003"
                + "0000000000000007"
                + "00000005"
                + "00000002"
                + "6d61726b73"
                + "0102");
  }

  @Test
  void comesBackAsItWasWritten() throws Exception {
    for (int length : new int[] {0, 1, 7, 100_000}) {
      byte[] state = new byte[length];
      Content back = CheckpointFormat.decode(ID, CheckpointFormat.encode(ID, 9, state));

      assertThat(back.stateVersion()).isEqualTo(9);
      assertThat(back.state()).isEqualTo(state);
    }
  }

  @Test
  void isNotTakenForAnother() throws IOException {
    byte[] content = CheckpointFormat.encode(ID, 3, new byte[] {1, 2});

    assertThatThrownBy(() -> CheckpointFormat.decode(ID.next(), content))
        .isInstanceOf(Damage.class)
        .hasMessage("it is number 7 of 'marks', under another's name");
    CheckpointId other = new CheckpointId(new ComponentName("marcs"), 7);
    assertThatThrownBy(() -> CheckpointFormat.decode(other, content)).isInstanceOf(Damage.class);
  }

  @Test
  void believesNoLengthThatDoesNotFit() throws IOException {
    for (int at : new int[] {24, 28}) {
      for (int length : new int[] {-1, 0, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
        byte[] content = CheckpointFormat.encode(ID, 3, new byte[] {1, 2});
        ByteBuffer.wrap(content).putInt(at, length);
        assertThatThrownBy(() -> CheckpointFormat.decode(ID, withCrc(content)))
            .isInstanceOf(Damage.class)
            .hasMessageStartingWith("after the header it has 7 bytes");
      }
    }
  }

  @Test
  void refusesAFormatOfTheFutureAndDoesNotCallItDamaged() throws IOException {
    byte[] content = CheckpointFormat.encode(ID, 3, new byte[] {1, 2});
    ByteBuffer.wrap(content).putInt(8, 2);

    assertThatThrownBy(() -> CheckpointFormat.decode(ID, content)).isInstanceOf(Damage.class);
    assertThatThrownBy(() -> CheckpointFormat.decode(ID, withCrc(content)))
        .isInstanceOf(StateRefused.class)
        .hasMessage("its format has version 2, not 1");
  }

  @Test
  void hasNoRoomForAnUnboundedState() {
    byte[] state = new byte[CheckpointFormat.MOST_BYTES - 32 - 4];

    assertThatThrownBy(() -> CheckpointFormat.encode(ID, 1, state))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the state of marks has 67108828 bytes, and a checkpoint at most");
  }

  private static byte[] withCrc(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content, 0, 4);
    crc.update(content, 8, content.length - 8);
    ByteBuffer.wrap(content).putInt(4, (int) crc.getValue());
    return content;
  }
}
