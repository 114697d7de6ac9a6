package mrs.resilience.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.folder.ForgetfulFolder.Operation;
import mrs.resilience.spool.SpoolPolicy.WhenFull;
import mrs.resilience.spool.position.PositionFiles;
import org.junit.jupiter.api.Test;

/** What a spool does while nothing breaks. */
class SpoolTest {
  private static final Instant START = Instant.parse("2024-05-01T00:00:00Z");
  private static final int RESERVED = PositionFiles.RESERVED_BYTES;

  /** Two records of the tests end a segment. */
  private static final SpoolPolicy DURABLE =
      new SpoolPolicy(true, 5, 1000, 80, RESERVED + 1000, WhenFull.REFUSE);

  private static final SpoolPolicy ROOMY =
      new SpoolPolicy(true, 100, 1000, 80, RESERVED + 1000, WhenFull.REFUSE);

  private final ForgetfulFolder folder = new ForgetfulFolder();
  private final List<SpoolEvent> events = new ArrayList<>();
  private Instant now = START;

  private Spool open(SpoolPolicy policy) throws IOException {
    return Spool.open(folder, policy, () -> now, new Random(3), events::add);
  }

  private void append(Spool spool, String... payloads) throws IOException {
    for (String each : payloads) {
      spool.append("who", each.getBytes(US_ASCII));
      now = now.plusSeconds(1);
    }
  }

  private static List<String> payloads(SpoolBatch batch) {
    return batch.records().stream().map(r -> new String(r.payload(), US_ASCII)).toList();
  }

  @Test
  void handsOutInOrderUntilAcknowledged() throws IOException {
    try (Spool spool = open(DURABLE)) {
      assertThat(spool.append("one", "a".getBytes(US_ASCII))).isEqualTo(1);
      assertThat(spool.appendAll("two", List.of("b".getBytes(US_ASCII), new byte[0]))).isEqualTo(2);

      assertThat(payloads(spool.peek(2))).containsExactly("a", "b");
      SpoolBatch batch = spool.peek(9);
      assertThat(payloads(batch)).containsExactly("a", "b", "");
      assertThat(batch.records().get(1).who()).isEqualTo("two");
      assertThat(batch.records().get(1).acceptedAt()).isEqualTo(START);
      spool.acknowledge(batch, 2);
      assertThat(payloads(spool.peek(9))).containsExactly("");
      spool.acknowledge(batch, 2);
      spool.acknowledge(spool.peek(9));
      assertThat(spool.peek(9).isEmpty()).isTrue();
    }
  }

  @Test
  void handsOutTheRestToTheNextProcess() throws IOException {
    try (Spool spool = open(ROOMY)) {
      append(spool, "a", "b", "c");
      spool.acknowledge(spool.peek(1));
    }
    try (Spool spool = open(ROOMY)) {
      assertThat(spool.append("who", "d".getBytes(US_ASCII))).isEqualTo(4);
      assertThat(payloads(spool.peek(Lane.BACKLOG, 9))).containsExactly("b", "c");
      assertThat(payloads(spool.peek(Lane.LIVE, 9))).containsExactly("d");
    }
    assertThat(events).isEmpty();
  }

  @Test
  void letsLiveRecordsGoFirstAndRemembersThat() throws IOException {
    try (Spool spool = open(ROOMY)) {
      append(spool, "a", "b");
      spool.targetAway();
      append(spool, "c");
      spool.targetBack();
      append(spool, "d", "e");
      spool.acknowledge(spool.peek(Lane.LIVE, 1));
      assertThat(payloads(spool.peek(Lane.LIVE, 9))).containsExactly("e");
      assertThat(payloads(spool.peek(Lane.BACKLOG, 9))).containsExactly("a", "b", "c");
      spool.targetAway();
      append(spool, "f");
      spool.targetBack();
      assertThat(spool.waiting(Lane.BACKLOG)).isEqualTo(5);
      assertThat(spool.waiting(Lane.LIVE)).isZero();
    }
    try (Spool spool = open(ROOMY)) {
      SpoolBatch all = spool.peek(9);
      assertThat(payloads(all)).containsExactly("a", "b", "c", "e", "f");
      spool.acknowledge(all);
    }
    assertThat(folder.names()).noneMatch(name -> name.endsWith(".seg"));
  }

  @Test
  void takesNoSegmentForBrokenBecauseLiveRecordsBehindItAreGone() throws IOException {
    try (Spool spool = open(ROOMY)) {
      append(spool, "a", "b");
      spool.targetBack();
      append(spool, "c", "d", "e");
      spool.acknowledge(spool.peek(Lane.LIVE, 2));
    }
    assertThat(folder.names()).filteredOn(name -> name.endsWith(".seg")).hasSize(2);
    assertThat(SpoolVerification.of(folder).findings()).isEmpty();
    try (Spool spool = open(ROOMY)) {
      SpoolBatch rest = spool.peek(9);
      assertThat(payloads(rest)).containsExactly("a", "b", "e");
      spool.acknowledge(rest);
    }
    assertThat(folder.names()).noneMatch(name -> name.endsWith(".bad"));
    assertThat(events).isEmpty();
  }

  @Test
  void doesNotConsumeWhatAnOldBatchDidNotHave() throws IOException {
    try (Spool spool = open(DURABLE)) {
      append(spool, "a");
      spool.targetBack();
      append(spool, "b");
      SpoolBatch live = spool.peek(Lane.LIVE, 9);
      spool.targetBack();
      spool.acknowledge(live);
      assertThat(payloads(spool.peek(9))).containsExactly("a");
      assertThatThrownBy(() -> spool.acknowledge(live, 7))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("record 7 cannot be acknowledged");
    }
  }

  @Test
  void hasOneOwner() throws IOException {
    try (Spool spool = open(DURABLE)) {
      append(spool, "a");
      assertThatThrownBy(() -> open(DURABLE)).isInstanceOf(SpoolTaken.class);
    }
    open(DURABLE).close();
  }

  @Test
  void takesNothingAfterItsEnd() throws IOException {
    Spool spool = open(DURABLE);
    append(spool, "a");
    SpoolBatch batch = spool.peek(1);
    spool.close();
    assertThatThrownBy(() -> append(spool, "b")).hasMessageContaining("the spool is closed");
    assertThatThrownBy(() -> spool.peek(1)).hasMessageContaining("the spool is closed");
    assertThatThrownBy(() -> spool.acknowledge(batch)).hasMessageContaining("the spool is closed");
    assertThat(SpoolVerification.of(folder).waitingRecords()).isOne();
  }

  @Test
  void saysHowItDoes() throws IOException {
    try (Spool spool = open(DURABLE)) {
      assertThat(spool.statistics().oldestAge()).isEmpty();
      assertThat(spool.statistics().lastAccepted()).isEmpty();
      append(spool, "a", "b");
      spool.acknowledge(spool.peek(1));
      SpoolStatistics statistics = spool.statistics();
      assertThat(statistics.waiting()).isOne();
      assertThat(statistics.oldestAge()).contains(Duration.ofSeconds(1));
      assertThat(statistics.lastAccepted()).contains(START.plusSeconds(1));
      assertThat(statistics.lastAcknowledged()).contains(START.plusSeconds(2));
      assertThat(statistics.counts().accepted()).isEqualTo(2);
      assertThat(statistics.counts().acknowledged()).isOne();
    }
  }

  @Test
  void verifiesWithoutChangingAnything() throws IOException {
    Spool spool = open(DURABLE);
    append(spool, "a", "b", "c");
    spool.acknowledge(spool.peek(1));
    folder.fail(
        (operation, name) -> {
          if (operation != Operation.READ) {
            throw new IOException("changed something");
          }
        });

    SpoolVerification sound = SpoolVerification.of(folder);
    assertThat(sound.waiting()).isEqualTo(Map.of("who", 2L));
    assertThat(sound.oldest()).contains(START.plusSeconds(1));
    assertThat(sound.findings()).isEmpty();
    assertThat(sound.unfinishedBytes()).isZero();
    String segment = folder.names().stream().filter(n -> n.endsWith(".seg")).findFirst().get();
    folder.flipBit(segment, 8 * (folder.size(segment) - 1));
    SpoolVerification damaged = SpoolVerification.of(folder);
    assertThat(damaged.lost()).isOne();
    assertThat(damaged.findings())
        .containsExactly(
            "1 records from 2 to 2 cannot be read", "something in " + segment + " is broken");
  }
}
