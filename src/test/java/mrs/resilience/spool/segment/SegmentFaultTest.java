package mrs.resilience.spool.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mrs.resilience.folder.AppendFile;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.folder.ForgetfulFolder.Operation;
import org.junit.jupiter.api.Test;

/** What is read of a segment is what was written to it, whatever else is in its file. */
class SegmentFaultTest {
  private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000, 123_456_789);
  private static final SegmentName NAME = new SegmentName(3, 100, 0x1234_5678_9abc_def0L);

  private final ForgetfulFolder folder = new ForgetfulFolder();

  private static SpoolRecord record(long seq, byte[] payload) {
    return new SpoolRecord(seq, "wer", TIME.plusSeconds(seq), payload);
  }

  private void write(SegmentName name, List<SpoolRecord> records) throws IOException {
    try (SegmentWriter writer = SegmentWriter.create(folder, name)) {
      writer.write(records);
      writer.sync();
    }
  }

  private List<SpoolRecord> read(SegmentName name) throws IOException {
    SegmentReader reader =
        new SegmentReader(folder, name, SegmentReader.start(name), Long.MAX_VALUE);
    List<SpoolRecord> records = new ArrayList<>();
    for (Optional<SpoolRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
      records.add(next.get());
    }
    return records;
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    List<SpoolRecord> records = new ArrayList<>();
    Random random = new Random(1);
    for (int seq = 100; seq < 120; seq++) {
      byte[] payload = new byte[seq == 110 ? 3 << 20 : random.nextInt(100_000)];
      random.nextBytes(payload);
      records.add(new SpoolRecord(seq, "Müßiggang " + seq, TIME, payload));
    }
    records.add(new SpoolRecord(120, "x".repeat(255), Instant.EPOCH.minusNanos(1), new byte[0]));
    write(NAME, records);

    assertThat(read(NAME)).isEqualTo(records);
    assertThat(SegmentHeader.read(folder, NAME)).isEqualTo(SegmentHeader.Condition.SOUND);
    long bytes = records.stream().mapToLong(SpoolRecord::bytesOnDisk).sum();
    assertThat(folder.size(NAME.file())).isEqualTo(SegmentHeader.BYTES + bytes);
  }

  @Test
  void namesSayWhatTheyAreMadeOf() {
    assertThat(NAME.file()).isEqualTo("000000000003-0000000000000000100-123456789abcdef0.seg");
    assertThat(SegmentName.of(NAME.file())).contains(NAME);
    SegmentName high = new SegmentName(1, Long.MAX_VALUE, -1);
    assertThat(SegmentName.of(high.file())).contains(high);
    assertThat(SegmentName.of(NAME.file() + ".bad")).isEmpty();
    assertThat(SegmentName.of("000000000003-9999999999999999999-123456789abcdef0.seg")).isEmpty();
    assertThat(SegmentName.of("position.0")).isEmpty();
  }

  @Test
  void takesNoPayloadForARecord() throws IOException {
    SegmentName other = new SegmentName(2, 100, 77);
    write(other, List.of(record(101, new byte[] {1}), record(102, new byte[] {2})));
    byte[] forged = folder.content(other.file());
    write(NAME, List.of(record(100, forged), record(103, new byte[] {3})));
    folder.flipBit(NAME.file(), 8 * (SegmentHeader.BYTES + 20));

    assertThat(read(NAME)).containsExactly(record(103, new byte[] {3}));
  }

  @Test
  void takesZerosForNoRecord() throws IOException {
    write(NAME, List.of(record(100, new byte[] {1})));
    try (AppendFile file = folder.append(NAME.file())) {
      file.write(ByteBuffer.allocate(5000));
    }

    assertThat(read(NAME)).hasSize(1);
  }

  @Test
  void doesNotBelieveALengthThatDoesNotFit() throws IOException {
    for (int length : new int[] {0, -1, 1, 14, 5000, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      SegmentName name = new SegmentName(10, 100, length);
      write(name, List.of(record(100, new byte[] {1})));
      try (AppendFile file = folder.append(name.file())) {
        ByteBuffer frame = ByteBuffer.allocate(100);
        frame.putInt(0, length).putLong(8, 101);
        file.write(frame);
      }
      assertThat(read(name)).hasSize(1);
      folder.delete(name.file());
    }
  }

  @Test
  void doesNotReadANumberThatTheSegmentCannotHave() throws IOException {
    write(NAME, List.of(record(99, new byte[] {1}), record(1_000_000, new byte[] {2})));
    assertThat(read(NAME)).isEmpty();
  }

  @Test
  void readsAroundABlockThatCannotBeRead() throws IOException {
    List<SpoolRecord> records = new ArrayList<>();
    for (int seq = 100; seq < 200; seq++) {
      records.add(record(seq, new byte[1000]));
    }
    write(NAME, records);
    Unreadable unreadable = new Unreadable(folder, 40_000, 41_000);
    SegmentReader reader =
        new SegmentReader(unreadable, NAME, SegmentReader.start(NAME), Long.MAX_VALUE);
    List<Long> seqs = new ArrayList<>();
    for (Optional<SpoolRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
      assertThat(next.get()).isEqualTo(records.get((int) next.get().seq() - 100));
      seqs.add(next.get().seq());
    }
    assertThat(seqs).hasSizeBetween(90, 95).startsWith(100L).endsWith(199L);
    assertThat(reader.lostBlocks()).isTrue();
    assertThat(reader.skipped()).isTrue();
  }

  @Test
  void failsWhereNothingCanBeRead() throws IOException {
    write(NAME, List.of(record(100, new byte[] {1})));
    folder.fail(
        (operation, name) -> {
          if (operation == Operation.READ) {
            throw new IOException("no such device");
          }
        });
    assertThatThrownBy(() -> read(NAME)).hasMessage("no such device");
  }

  @Test
  void refusesWhatItWouldNotGiveBack() {
    assertThatThrownBy(() -> new SpoolRecord(1, "", TIME, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SpoolRecord(1, "x".repeat(256), TIME, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SpoolRecord(1, "half \ud800", TIME, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SpoolRecord(1, "who", TIME, new byte[(4 << 20) + 1]))
        .hasMessageContaining("a record has at most 4194304 bytes, not 4194305");
    assertThat(record(1, new byte[] {42}).toString()).doesNotContain("42");
  }
}
