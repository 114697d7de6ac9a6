package mrs.transforms.detection.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import mrs.transforms.detection.judging.SampleRegion;
import org.junit.jupiter.api.Test;

class StateCodecTest {

  private static byte[] payload() {
    return new SampleRegion(45)
        .store("S03", 40, 44, 2)
        .judge()
        .snapshots()
        .get(SampleRegion.FIRST + 44)
        .payload();
  }

  @Test
  void readsWhatItWrote() {
    byte[] payload = payload();
    assertThat(StateCodec.encode(StateCodec.decode(payload))).isEqualTo(payload);
    assertThat(StateCodec.decode(payload).day()).isEqualTo(SampleRegion.FIRST + 44);
  }

  @Test
  void refusesADamagedPayload() {
    byte[] payload = payload();
    for (int at = 16; at < payload.length; at += payload.length / 20) {
      byte[] damaged = payload.clone();
      damaged[at] ^= 0x10;
      assertThat(StateCodec.readable(damaged)).isFalse();
      assertThatThrownBy(() -> StateCodec.decode(damaged))
          .isInstanceOf(StateCodec.UnreadableState.class)
          .hasMessageContaining("checksum");
    }
  }

  @Test
  void refusesACutPayload() {
    byte[] payload = payload();
    assertThat(StateCodec.readable(Arrays.copyOf(payload, payload.length / 2))).isFalse();
    assertThat(StateCodec.readable(new byte[3])).isFalse();
  }

  @Test
  void refusesAnotherFormat() {
    byte[] payload = payload();
    payload[7] = 99;
    assertThatThrownBy(() -> StateCodec.decode(payload)).hasMessageContaining("format is 99");
  }
}
