package mrs.resilience.spool;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mrs.resilience.folder.Folder;
import mrs.resilience.spool.SpoolEvent.Gap;
import mrs.resilience.spool.position.ConsumedSeqs;
import mrs.resilience.spool.segment.SegmentName;
import mrs.resilience.spool.segment.SegmentReader;
import mrs.resilience.spool.segment.SpoolRecord;

/** Whose records a segment has that is to go, and from when they are. */
record DroppedRecords(Map<String, Long> who, Optional<Instant> fromTime, Optional<Instant> toTime) {

  /** Reads the records up to {@code to} that are open; what is broken is passed over. */
  static DroppedRecords of(Folder folder, SegmentName segment, long to, ConsumedSeqs consumed)
      throws IOException {
    Map<String, Long> who = new TreeMap<>();
    Optional<Instant> first = Optional.empty();
    Optional<Instant> last = Optional.empty();
    SegmentReader reader = new SegmentReader(folder, segment, SegmentReader.start(segment), to + 1);
    for (Optional<SpoolRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
      SpoolRecord each = next.get();
      if (!consumed.contains(each.seq())) {
        who.merge(each.who(), 1L, Long::sum);
        first = first.isPresent() ? first : Optional.of(each.acceptedAt());
        last = Optional.of(each.acceptedAt());
      }
    }
    return new DroppedRecords(who, first, last);
  }

  Gap gap(ConsumedSeqs.Open open, Instant now) {
    return new Gap(
        who, open.count(), open.from(), open.to(), fromTime, toTime, Gap.Reason.DROPPED, now);
  }
}
