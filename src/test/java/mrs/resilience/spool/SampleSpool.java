package mrs.resilience.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import mrs.resilience.folder.Folder;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.spool.SpoolPolicy.WhenFull;
import mrs.resilience.spool.segment.SegmentHeader;
import mrs.resilience.spool.segment.SpoolRecord;

/**
 * A spool of {@link #RECORDS} records in segments of {@link #PER_SEGMENT}, the first of which are
 * acknowledged, and what is in which byte of it.
 */
final class SampleSpool {
  static final int RECORDS = 12;
  static final int PER_SEGMENT = 4;
  static final int ACKNOWLEDGED = 2;

  /** A segment has this size with its last record, not before. */
  private static final long SEGMENT_BYTES = SegmentHeader.BYTES + 3 * 40 + 10;

  static final SpoolPolicy POLICY =
      new SpoolPolicy(true, 100, 10_000, SEGMENT_BYTES, 1 << 20, WhenFull.REFUSE);

  final ForgetfulFolder disk = new ForgetfulFolder();
  final List<String> segments;
  private final List<SpoolRecord> records = new ArrayList<>();

  /** Writes the spool, and ends it properly or by leaving it. */
  SampleSpool(boolean closed) throws IOException {
    this(closed, ACKNOWLEDGED);
  }

  /** The same with another number of acknowledged records, one after the other. */
  SampleSpool(boolean closed, int acknowledged) throws IOException {
    ProcessFolder process = new ProcessFolder(disk);
    Spool spool =
        Spool.open(
            process,
            POLICY,
            () -> Recovered.START.plusSeconds(records.size()),
            new Random(5),
            event -> {});
    for (int i = 1; i <= RECORDS; i++) {
      byte[] payload = ("record " + i).getBytes(US_ASCII);
      SpoolRecord record =
          new SpoolRecord(i, "w", Recovered.START.plusSeconds(records.size()), payload);
      spool.append("w", payload);
      records.add(record);
    }
    for (int i = 0; i < acknowledged; i++) {
      spool.acknowledge(spool.peek(1));
    }
    if (closed) {
      spool.close();
    }
    process.kill();
    segments = disk.names().stream().filter(name -> name.endsWith(".seg")).toList();
  }

  SpoolRecord record(long seq) {
    return records.get((int) seq - 1);
  }

  /** The numbers of the records in a segment whose bytes end at {@code size} or before. */
  List<Long> within(int segment, long size) {
    List<Long> within = new ArrayList<>();
    long end = SegmentHeader.BYTES;
    long first = (long) segment * PER_SEGMENT + 1;
    for (long seq = first; seq < first + PER_SEGMENT; seq++) {
      end += record(seq).bytesOnDisk();
      if (end <= size) {
        within.add(seq);
      }
    }
    return within;
  }

  static List<Long> seqs(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  /** The same files with one cut to its first bytes. */
  Folder cut(String file, long size) throws IOException {
    ForgetfulFolder copy = disk.copy();
    copy.truncate(file, size);
    return copy;
  }
}
