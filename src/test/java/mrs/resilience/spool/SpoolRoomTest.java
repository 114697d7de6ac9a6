package mrs.resilience.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.spool.SpoolEvent.Gap;
import mrs.resilience.spool.SpoolEvent.QueueSpill;
import mrs.resilience.spool.SpoolPolicy.WhenFull;
import mrs.resilience.spool.position.PositionFiles;
import org.junit.jupiter.api.Test;

/** What a spool keeps in memory, when it goes to the disk, and what happens when that is full. */
class SpoolRoomTest {
  private static final Instant START = Instant.parse("2024-05-01T00:00:00Z");
  private static final int RESERVED = PositionFiles.RESERVED_BYTES;

  /** Five records fill memory to 80 %; two records of the tests end a segment. */
  private static final SpoolPolicy DURABLE =
      new SpoolPolicy(true, 5, 1000, 80, RESERVED + 1000, WhenFull.REFUSE);

  private static final SpoolPolicy IN_MEMORY =
      new SpoolPolicy(false, 5, 1000, 80, RESERVED + 4000, WhenFull.REFUSE);

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
  void spillsAtFourFifthsOfMemoryAndComesBack() throws IOException {
    try (Spool spool = open(DURABLE)) {
      append(spool, "a", "b", "c", "d");
      assertThat(spool.statistics().inMemory()).isEqualTo(4);
      assertThat(events).isEmpty();
      append(spool, "e", "f");
      assertThat(events)
          .containsExactly(new QueueSpill(QueueSpill.Cause.MEMORY, 5, START.plusSeconds(4)));
      assertThat(spool.statistics().spilled()).isTrue();
      assertThat(spool.statistics().counts().spilled()).isEqualTo(2);
      while (!spool.peek(1).isEmpty()) {
        spool.acknowledge(spool.peek(1));
      }
      append(spool, "g");
      assertThat(spool.statistics().spilled()).isFalse();
      assertThat(payloads(spool.peek(9))).containsExactly("g");
    }
  }

  @Test
  void staysInMemoryUntilTheTargetIsAway() throws IOException {
    try (Spool spool = open(IN_MEMORY)) {
      append(spool, "a", "b");
      assertThat(folder.names()).noneMatch(name -> name.endsWith(".seg"));
      spool.acknowledge(spool.peek(1));
      spool.targetAway();
      assertThat(folder.names()).anyMatch(name -> name.endsWith(".seg"));
      append(spool, "c");
      assertThat(events)
          .containsExactly(new QueueSpill(QueueSpill.Cause.TARGET_AWAY, 1, START.plusSeconds(2)));
    }
    assertThat(SpoolVerification.of(folder).waitingRecords()).isEqualTo(2);
    try (Spool spool = open(IN_MEMORY)) {
      List<String> all = new ArrayList<>(payloads(spool.peek(1)));
      spool.acknowledge(spool.peek(1));
      all.addAll(payloads(spool.peek(1)));
      assertThat(all).containsExactly("b", "c");
    }
  }

  @Test
  void writesMemoryOutAtFourFifths() throws IOException {
    ProcessFolder process = new ProcessFolder(folder);
    Spool spool = Spool.open(process, IN_MEMORY, () -> now, new Random(3), events::add);
    append(spool, "a", "b", "c", "d");
    assertThat(folder.names()).noneMatch(name -> name.endsWith(".seg"));
    append(spool, "e");
    process.kill();

    try (Spool next = open(IN_MEMORY)) {
      assertThat(next.waiting(Lane.BACKLOG)).isEqualTo(5);
    }
    assertThat(events)
        .containsExactly(new QueueSpill(QueueSpill.Cause.MEMORY, 5, START.plusSeconds(4)));
  }

  @Test
  void saysHowManyCanHaveBeenInMemoryAtAKill() throws IOException {
    ProcessFolder process = new ProcessFolder(folder);
    Spool spool = Spool.open(process, IN_MEMORY, () -> now, new Random(3), events::add);
    append(spool, "a", "b");
    process.kill();

    try (Spool next = open(IN_MEMORY)) {
      assertThat(next.append("who", new byte[1])).isEqualTo(65_538);
    }
    assertThat(events)
        .containsExactly(
            new Gap(
                Map.of(),
                65_537,
                1,
                65_537,
                Optional.empty(),
                Optional.empty(),
                Gap.Reason.MEMORY_LOST,
                now));
  }

  @Test
  void refusesWhatHasNoRoomAndKeepsTheRest() throws IOException {
    try (Spool spool = open(DURABLE)) {
      int kept = 0;
      while (spool.statistics().bytes() < 900) {
        append(spool, "0123456789");
        kept++;
      }
      assertThatThrownBy(() -> append(spool, "x".repeat(60)))
          .isInstanceOfSatisfying(
              SpoolFull.class,
              full -> {
                assertThat(full.allowedBytes()).isEqualTo(1000);
                assertThat(full.usedBytes()).isBetween(900L, 1000L);
              })
          .hasMessageContaining(kept + " records wait");
      assertThat(spool.statistics().counts().refused()).isOne();
      assertThat(spool.statistics().waiting()).isEqualTo(kept);
      spool.acknowledge(spool.peek(9));
      append(spool, "again");
    }
    assertThat(SpoolVerification.of(folder).findings()).isEmpty();
  }

  @Test
  void dropsTheOldestAndSaysWhoseAndFromWhen() throws IOException {
    try (Spool spool = open(DURABLE.withWhenFull(WhenFull.DROP_OLDEST))) {
      spool.append("one", new byte[10]);
      now = now.plusSeconds(5);
      spool.append("two", new byte[20]);
      for (int i = 0; i < 50 && events.stream().noneMatch(Gap.class::isInstance); i++) {
        now = now.plusSeconds(1);
        spool.append("many", new byte[30]);
      }
      assertThat(events.get(events.size() - 1))
          .isEqualTo(
              new Gap(
                  Map.of("one", 1L, "two", 1L),
                  2,
                  1,
                  2,
                  Optional.of(START),
                  Optional.of(START.plusSeconds(5)),
                  Gap.Reason.DROPPED,
                  now));
      assertThat(spool.peek(1).records().get(0).seq()).isEqualTo(3);
      assertThat(spool.statistics().counts().dropped()).isEqualTo(2);
      assertThat(spool.statistics().bytes()).isLessThanOrEqualTo(1000);
    }
    assertThat(SpoolVerification.of(folder).lost()).isZero();
  }
}
