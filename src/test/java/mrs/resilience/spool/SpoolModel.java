package mrs.resilience.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import mrs.resilience.spool.SpoolEvent.Gap;
import mrs.resilience.spool.segment.SpoolRecord;

/**
 * What a spool has promised, in plain maps, and a consumer that remembers the numbers it has taken.
 * Every payload is appended once, so it may come out under one number only.
 */
final class SpoolModel implements Consumer<SpoolEvent> {
  /** Acknowledged to the producer. */
  private final NavigableMap<Long, String> kept = new TreeMap<>();

  /** Acknowledged and on the disk. */
  private final NavigableSet<Long> durable = new TreeSet<>();

  private final Set<String> tried = new HashSet<>();
  private final Map<Long, String> seen = new HashMap<>();
  private final Map<String, Long> seenAs = new HashMap<>();
  private final List<String> taken = new ArrayList<>();
  private final Set<Long> acknowledged = new HashSet<>();

  /** The consumer tried to acknowledge: they may be noted as such, or not. */
  private final Set<Long> perhapsAcknowledged = new HashSet<>();

  private final NavigableSet<Long> lost = new TreeSet<>();
  private final List<SpoolEvent> events = new ArrayList<>();

  private long openedAfter;

  void tries(List<String> payloads) {
    tried.addAll(payloads);
  }

  void accepted(long firstSeq, List<String> payloads, boolean onTheDisk) {
    for (int i = 0; i < payloads.size(); i++) {
      assertThat(kept.isEmpty() || kept.lastKey() < firstSeq + i).isTrue();
      kept.put(firstSeq + i, payloads.get(i));
    }
    if (onTheDisk) {
      allIsOnTheDisk();
    }
  }

  /** Another process has the spool; what the one before left unsynced is as it happens to be. */
  void opened() {
    openedAfter = kept.isEmpty() ? 0 : kept.lastKey();
  }

  void allIsOnTheDisk() {
    durable.addAll(kept.tailMap(openedAfter, false).keySet());
  }

  @Override
  public void accept(SpoolEvent event) {
    events.add(event);
    if (event instanceof Gap gap) {
      NavigableSet<Long> open =
          new TreeSet<>(kept.subMap(gap.fromSeq(), true, gap.toSeq(), true).keySet());
      open.removeAll(perhapsAcknowledged);
      switch (gap.reason()) {
        case DAMAGED, MEMORY_LOST -> assertThat(open).isSubsetOf(memoryOnly());
        case DROPPED -> assertThat(gap.count()).isGreaterThanOrEqualTo(open.size());
      }
      lost.addAll(open);
    }
  }

  private Set<Long> memoryOnly() {
    Set<Long> only = new TreeSet<>(kept.keySet());
    only.removeAll(durable);
    return only;
  }

  List<SpoolEvent> events() {
    return events;
  }

  /** A batch came out; the consumer takes what it has not taken before. */
  void handedOut(SpoolBatch batch) {
    long before = batch.from() - 1;
    for (SpoolRecord each : batch.records()) {
      String payload = new String(each.payload(), US_ASCII);
      assertThat(each.seq()).isGreaterThan(before);
      assertThat(tried.contains(payload)).isTrue();
      assertThat(acknowledged.contains(each.seq())).as("record " + each.seq()).isFalse();
      assertThat(kept.getOrDefault(each.seq(), payload)).isEqualTo(payload);
      assertThat(passedOver(before, each.seq())).isEmpty();
      assertThat(seenAs.getOrDefault(payload, each.seq())).isEqualTo(each.seq());
      if (!seen.containsKey(each.seq())) {
        taken.add(payload);
      }
      assertThat(seen.getOrDefault(each.seq(), payload)).isEqualTo(payload);
      seen.put(each.seq(), payload);
      seenAs.put(payload, each.seq());
      before = each.seq();
    }
  }

  private Set<Long> passedOver(long from, long to) {
    Set<Long> passed = new HashSet<>(kept.subMap(from, false, to, false).keySet());
    passed.removeAll(perhapsAcknowledged);
    passed.removeAll(lost);
    return passed;
  }

  void acknowledging(SpoolBatch batch, long upTo) {
    perhapsAcknowledged.addAll(seqs(batch, upTo));
  }

  void acknowledged(SpoolBatch batch, long upTo) {
    acknowledged.addAll(seqs(batch, upTo));
  }

  private static List<Long> seqs(SpoolBatch batch, long upTo) {
    return batch.records().stream().map(SpoolRecord::seq).filter(seq -> seq <= upTo).toList();
  }

  /** Nothing is left in the spool: whatever was kept has been taken once, or told as lost. */
  void ends() {
    assertThat(taken).doesNotHaveDuplicates();
    Set<String> wanted = new HashSet<>(kept.values());
    lost.forEach(seq -> wanted.remove(kept.get(seq)));
    assertThat(taken).containsAll(wanted);
  }

  int kept() {
    return kept.size();
  }

  int lost() {
    return lost.size();
  }
}
