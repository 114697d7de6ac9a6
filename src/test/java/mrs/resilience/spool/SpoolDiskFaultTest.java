package mrs.resilience.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.folder.ForgetfulFolder.Operation;
import mrs.resilience.spool.SpoolPolicy.WhenFull;
import org.junit.jupiter.api.Test;

/** A disk that fails or is full at a certain moment. */
class SpoolDiskFaultTest {
  private static final SpoolPolicy POLICY =
      new SpoolPolicy(true, 100, 10_000, 1000, 1 << 20, WhenFull.REFUSE);

  private final ForgetfulFolder disk = new ForgetfulFolder();
  private final ProcessFolder process = new ProcessFolder(disk);
  private final List<String> done = new ArrayList<>();
  private final List<SpoolEvent> events = new ArrayList<>();

  private Spool open(ProcessFolder folder) throws IOException {
    return Spool.open(folder, POLICY, () -> Instant.EPOCH, new Random(3), events::add);
  }

  private static long append(Spool spool, String payload) throws IOException {
    return spool.append("who", payload.getBytes(US_ASCII));
  }

  /** The next {@code count} operations of this kind on segments or the folder fail. */
  private void fail(Operation failing, int count) {
    int[] left = {count};
    disk.fail(
        (operation, name) -> {
          done.add(operation + " " + name);
          boolean concerned = name.endsWith(".seg") || operation == Operation.SYNC_NAMES;
          if (operation == failing && concerned && left[0] > 0) {
            left[0]--;
            throw new IOException("the disk failed");
          }
        });
  }

  private List<String> segments() throws IOException {
    return disk.names().stream().filter(name -> name.contains(".seg")).toList();
  }

  private void assertKeptAfterACut(String... payloads) throws IOException {
    process.kill();
    for (int cut = 0; cut < 20; cut++) {
      Recovered recovered = Recovered.from(disk.copy().afterPowerCut(new Random(cut)), POLICY);
      assertThat(recovered.records())
          .extracting(record -> new String(record.payload(), US_ASCII))
          .containsExactly(payloads);
      assertThat(recovered.events()).isEmpty();
    }
  }

  @Test
  void neverSyncsAFileAgainAfterAFailedSync() throws IOException {
    Spool spool = open(process);
    append(spool, "a");
    String first = segments().get(0);
    fail(Operation.SYNC, 1);
    assertThat(append(spool, "b")).isEqualTo(2);
    append(spool, "c");

    assertThat(done).filteredOn(each -> each.equals("SYNC " + first)).hasSize(1);
    assertThat(done.indexOf("WRITE " + first)).isLessThan(done.indexOf("SYNC " + first));
    assertThat(done.lastIndexOf("WRITE " + first)).isLessThan(done.indexOf("SYNC " + first));
    assertThat(segments()).hasSize(2).contains(first);
    spool.acknowledge(spool.peek(1));
    assertThat(segments()).hasSize(2).contains(first + ".bad");
    assertKeptAfterACut("b", "c");
  }

  @Test
  void takesTheFileBackOfWhichTheNameCouldNotBeSynced() throws IOException {
    Spool spool = open(process);
    fail(Operation.SYNC_NAMES, 1);
    assertThat(append(spool, "a")).isEqualTo(1);
    assertThat(segments()).hasSize(1);
    assertKeptAfterACut("a");
  }

  @Test
  void acknowledgesNothingIfASecondFileFailsToo() throws IOException {
    Spool spool = open(process);
    append(spool, "a");
    fail(Operation.SYNC, 2);
    assertThatThrownBy(() -> append(spool, "b")).hasMessage("the disk failed");
    assertThat(spool.statistics().waiting()).isOne();
    assertThat(append(spool, "c")).isEqualTo(2);
    assertKeptAfterACut("a", "c");
  }

  @Test
  void leavesNoHalfRecordOnAFullDisk() throws IOException {
    Spool spool = open(process);
    append(spool, "a");
    long used = Long.MAX_VALUE - disk.usableBytes();
    disk.fail(
        (operation, name) -> {
          if (operation == Operation.WRITE) {
            disk.capacity(used + 11);
          }
        });
    assertThatThrownBy(() -> append(spool, "b"))
        .isInstanceOf(SpoolFull.class)
        .hasSuppressedException(new IOException("No space left on device"));
    assertThat(SpoolVerification.of(disk).unfinishedBytes()).isZero();
    assertThat(segments()).hasSize(1);
    assertThatThrownBy(() -> append(spool, "c")).isInstanceOf(SpoolFull.class);
    disk.fail((operation, name) -> {});
    disk.capacity(Long.MAX_VALUE);
    append(spool, "d");
    assertKeptAfterACut("a", "d");
  }

  @Test
  void drainsAFullDisk() throws IOException {
    Spool spool = open(process);
    append(spool, "a");
    append(spool, "b");
    disk.capacity(Long.MAX_VALUE - disk.usableBytes());
    spool.acknowledge(spool.peek(1));
    process.kill();

    Spool next = open(new ProcessFolder(disk));
    assertThat(next.peek(9).records()).hasSize(1);
    next.acknowledge(next.peek(9));
    assertThat(segments()).isEmpty();
    assertThat(next.peek(9).isEmpty()).isTrue();
  }

  @Test
  void handsOutAgainWhatCouldNotBeNotedAsAcknowledged() throws IOException {
    Spool spool = open(process);
    append(spool, "a");
    disk.fail(
        (operation, name) -> {
          if (operation == Operation.SYNC) {
            throw new IOException("the disk failed");
          }
        });
    SpoolBatch batch = spool.peek(9);
    assertThatThrownBy(() -> spool.acknowledge(batch)).hasMessage("the disk failed");
    assertThat(spool.peek(9)).isEqualTo(batch);
    disk.fail((operation, name) -> {});
    spool.acknowledge(batch);
    assertThat(spool.peek(9).isEmpty()).isTrue();
  }

  @Test
  void triesAgainToTakeAwayWhatIsDoneWith() throws IOException {
    Spool spool = open(process);
    append(spool, "a");
    spool.appendAll("who", List.of(new byte[600], new byte[600]));
    append(spool, "b");
    disk.fail(
        (operation, name) -> {
          if (operation == Operation.DELETE && name.endsWith(".seg")) {
            throw new IOException("the disk failed");
          }
        });
    spool.acknowledge(spool.peek(3));
    assertThat(segments()).hasSize(2);
    assertThat(spool.statistics().counts().failedRemovals()).isOne();
    disk.fail((operation, name) -> {});
    spool.acknowledge(spool.peek(1));
    assertThat(segments()).hasSize(1);
  }

  @Test
  void doesNotOpenWhatALaterVersionWrote() throws IOException {
    Spool spool = open(process);
    append(spool, "a");
    process.kill();
    byte[] content = disk.content(segments().get(0));
    java.nio.ByteBuffer header = java.nio.ByteBuffer.wrap(content);
    header.putInt(4, 2);
    java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
    crc.update(content, 0, 32);
    header.putInt(32, (int) crc.getValue());
    disk.put(segments().get(0), content);

    assertThatThrownBy(() -> open(new ProcessFolder(disk)))
        .hasMessageContaining("written by a later version of this program");
    assertThat(disk.lock("lock")).isPresent();
  }
}
