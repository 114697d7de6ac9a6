package mrs.resilience.spool;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mrs.resilience.folder.Folder;
import mrs.resilience.spool.LogReader.Cursor;
import mrs.resilience.spool.LogReader.Found;
import mrs.resilience.spool.LogReader.Limit;
import mrs.resilience.spool.LogReader.Missing;
import mrs.resilience.spool.position.ConsumedSeqs;
import mrs.resilience.spool.position.PositionFiles;
import mrs.resilience.spool.position.ReadPosition;
import mrs.resilience.spool.segment.SegmentHeader;
import mrs.resilience.spool.segment.SegmentName;
import mrs.resilience.spool.segment.SegmentReader;

/**
 * What all files of a spool say, read without changing anything, whether or not somebody has it
 * open. If so, what he removes or writes meanwhile may look damaged: look again.
 *
 * @param waiting sound records that the consumer is not done with, of each owner
 * @param oldest when the first of them was accepted
 * @param lost records that the consumer is not done with and that cannot be read
 * @param unfinishedBytes behind the last record: it was being written when its process ended, or
 *     still is; no damage
 * @param findings what is damaged, one sentence each; none if all is well
 * @param keptApart files that had something broken in them and have been drained
 */
public record SpoolVerification(
    Map<String, Long> waiting,
    Optional<Instant> oldest,
    long lost,
    long unfinishedBytes,
    List<String> findings,
    List<String> keptApart) {
  private static final Limit PART = new Limit(10_000, 16 << 20);

  /** Reads all files in the folder of a spool. */
  public static SpoolVerification of(Folder folder) throws IOException {
    return new Reading(folder).all();
  }

  /** How many sound records wait. */
  public long waitingRecords() {
    return waiting.values().stream().mapToLong(Long::longValue).sum();
  }

  /** One look at a folder. */
  private static final class Reading {
    private final Folder folder;
    private final List<SegmentName> segments;
    private final PositionFiles.Found position;
    private final Map<String, Long> waiting = new LinkedHashMap<>();
    private final Set<String> findings = new LinkedHashSet<>();
    private Optional<Instant> oldest = Optional.empty();
    private long lost;
    private long unfinished;

    private Reading(Folder folder) throws IOException {
      this.folder = folder;
      this.segments = RecoverSpool.segments(folder);
      this.position = PositionFiles.read(folder);
    }

    private SpoolVerification all() throws IOException {
      if (position.damaged()) {
        findings.add("a file with a position is broken or absent: the other one holds, or none");
      }
      for (SegmentName each : segments) {
        if (SegmentHeader.read(folder, each) != SegmentHeader.Condition.SOUND) {
          findings.add("the header of " + each.file() + " is not what this program writes");
        }
      }
      readRecords();
      List<String> apart = folder.names().stream().filter(BadSegments::isOne).toList();
      return new SpoolVerification(waiting, oldest, lost, unfinished, List.copyOf(findings), apart);
    }

    private void readRecords() throws IOException {
      long first = segments.isEmpty() ? 1 : segments.get(0).firstSeq();
      ConsumedSeqs consumed =
          position
              .newest()
              .map(ReadPosition::consumed)
              .orElseGet(() -> ConsumedSeqs.upTo(first - 1));
      long to = Math.max(consumed.last(), last());
      long next = consumed.nextOpen(1);
      Cursor cursor = Cursor.NOWHERE;
      while (next <= to) {
        Found found = new LogReader(folder, segments, consumed, PART).read(next, to, cursor);
        count(found);
        next = found.readTo() + 1;
        cursor = found.cursor();
      }
    }

    private long last() throws IOException {
      long last = position.newest().map(ReadPosition::durableTo).orElse(0L);
      if (segments.isEmpty()) {
        return last;
      }
      SegmentName newest = segments.get(segments.size() - 1);
      SegmentReader reader =
          new SegmentReader(folder, newest, SegmentReader.start(newest), Long.MAX_VALUE);
      while (reader.next().isPresent()) {
        // To the end.
      }
      unfinished = Math.max(0, reader.rest());
      return Math.max(last, reader.place().next() - 1);
    }

    private void count(Found found) {
      found.records().forEach(each -> waiting.merge(each.who(), 1L, Long::sum));
      if (oldest.isEmpty()) {
        oldest = found.records().stream().findFirst().map(each -> each.acceptedAt());
      }
      for (Missing each : found.missing()) {
        lost += each.seqs().count();
        findings.add(
            each.seqs().count()
                + " records from "
                + each.seqs().from()
                + " to "
                + each.seqs().to()
                + " cannot be read");
      }
      for (SegmentName each : found.damaged()) {
        findings.add("something in " + each.file() + " is broken");
      }
    }
  }
}
