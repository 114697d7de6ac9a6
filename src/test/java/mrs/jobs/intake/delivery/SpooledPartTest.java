package mrs.jobs.intake.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import mrs.jobs.intake.delivery.SpooledPart.Abandoned;
import mrs.jobs.intake.delivery.SpooledPart.Chunk;
import mrs.jobs.intake.delivery.SpooledPart.End;
import mrs.resilience.spool.segment.SpoolRecord;
import org.junit.jupiter.api.Test;

class SpooledPartTest {
  private static final UploadId UPLOAD = new UploadId(-5, 7);
  private static final PushedDelivery DELIVERY =
      new PushedDelivery(
          new DeliveryKey(IntakeFeed.STORES, "0123456789abcdef".repeat(4)),
          DeliveryName.of("a.csv").orElseThrow(),
          1L << 40);

  private static SpoolRecord record(String who, byte[] payload) {
    return new SpoolRecord(1, who, Instant.EPOCH, payload);
  }

  @Test
  void recordsSayWhatWasWritten() throws IOException {
    byte[] chunk = new byte[SpooledPart.CHUNK_HEADER + 3];
    System.arraycopy("abc".getBytes(US_ASCII), 0, chunk, SpooledPart.CHUNK_HEADER, 3);
    assertThat(SpooledPart.of(record("sales", Chunk.head(UPLOAD, 1L << 33, chunk))))
        .isEqualTo(new Chunk(UPLOAD, 1L << 33, ByteBuffer.wrap("abc".getBytes(US_ASCII))));
    End end = new End(UPLOAD, DELIVERY);
    assertThat(SpooledPart.of(record("stores", end.record()))).isEqualTo(end);
    Abandoned abandoned = new Abandoned(UPLOAD);
    assertThat(SpooledPart.of(record("sales", abandoned.record()))).isEqualTo(abandoned);
  }

  @Test
  void theLongestChunkIsOneMebibyte() {
    assertThat(SpooledPart.CHUNK_HEADER + SpooledPart.MOST_CONTENT).isEqualTo(1 << 20);
  }

  @Test
  void whatIsOfALaterVersionIsRefused() {
    byte[] end = new End(UPLOAD, DELIVERY).record();
    end[0] = 9;
    for (byte[] each : new byte[][] {end, {}, {2}, Arrays.copyOf(end, 30)}) {
      assertThatThrownBy(() -> SpooledPart.of(record("sales", each)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("start the version that wrote it");
    }
    assertThatThrownBy(() -> SpooledPart.feed(record("prices", end)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void uploadsAreKnownByTheirText() {
    assertThat(UploadId.of(UPLOAD.toString())).contains(UPLOAD);
    assertThat(UPLOAD).hasToString("fffffffffffffffb-7");
    assertThat(UploadId.of("fffffffffffffffb-")).isEmpty();
    assertThat(UploadId.of("../x-1")).isEmpty();
  }
}
