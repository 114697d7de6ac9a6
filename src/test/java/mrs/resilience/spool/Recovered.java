package mrs.resilience.spool;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import mrs.resilience.folder.Folder;
import mrs.resilience.spool.SpoolEvent.Gap;
import mrs.resilience.spool.segment.SpoolRecord;

/** What comes out of a spool that is opened and drained, and what it tells of meanwhile. */
record Recovered(List<SpoolRecord> records, List<SpoolEvent> events) {
  /** When everything of these tests is accepted, and one second later for each record. */
  static final Instant START = Instant.parse("2024-05-01T00:00:00Z");

  static Recovered from(Folder folder, SpoolPolicy policy) throws IOException {
    List<SpoolRecord> records = new ArrayList<>();
    List<SpoolEvent> events = new ArrayList<>();
    try (Spool spool = Spool.open(folder, policy, () -> START, new Random(7), events::add)) {
      SpoolBatch batch = spool.peek(3);
      while (!batch.isEmpty()) {
        records.addAll(batch.records());
        spool.acknowledge(batch);
        batch = spool.peek(3);
      }
    }
    return new Recovered(records, events);
  }

  List<Long> seqs() {
    return records.stream().map(SpoolRecord::seq).toList();
  }

  List<Gap> gaps() {
    return events.stream().filter(Gap.class::isInstance).map(Gap.class::cast).toList();
  }

  /** All numbers that were told as lost. */
  TreeSet<Long> lost() {
    TreeSet<Long> lost = new TreeSet<>();
    for (Gap each : gaps()) {
      for (long seq = each.fromSeq(); seq <= each.toSeq(); seq++) {
        lost.add(seq);
      }
    }
    return lost;
  }

  boolean toldOfThePosition() {
    return events.stream().anyMatch(SpoolEvent.PositionDamaged.class::isInstance);
  }
}
