package mrs.resilience.drain;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mrs.resilience.drain.DrainStep.Idle;
import mrs.resilience.drain.DrainStep.Send;
import mrs.resilience.drain.DrainStep.WaitUntil;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.governor.GovernorPolicy;
import mrs.resilience.governor.RateGovernor;
import mrs.resilience.spool.Spool;
import mrs.resilience.spool.SpoolEvent;
import mrs.resilience.spool.SpoolEvent.BackfillEnd;
import mrs.resilience.spool.SpoolEvent.BackfillStart;
import mrs.resilience.spool.SpoolEvent.QueueSpill;
import mrs.resilience.spool.SpoolEvent.TargetAway;
import mrs.resilience.spool.SpoolEvent.TargetBack;
import mrs.resilience.spool.SpoolPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A drain on a clock that the test turns, with a target that the test plays. */
class DrainTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Instant START = Instant.parse("2024-05-01T00:00:00Z");

  private final ForgetfulFolder folder = new ForgetfulFolder();
  private final List<SpoolEvent> events = new ArrayList<>();
  private final List<String> arrived = new ArrayList<>();
  private long now;
  private Spool spool;
  private Drain drain;

  @BeforeEach
  void open() throws IOException {
    spool =
        Spool.open(folder, SpoolPolicy.durable(1 << 20), this::time, new Random(3), events::add);
    RateGovernor governor = new RateGovernor(GovernorPolicy.withFloor(2), () -> now);
    drain = new Drain(spool, governor, () -> now, this::time, new Random(1), events::add);
  }

  @AfterEach
  void close() throws IOException {
    spool.close();
  }

  private Instant time() {
    return START.plusNanos(now);
  }

  private void append(String... payloads) throws IOException {
    for (String each : payloads) {
      spool.append("who", each.getBytes(US_ASCII));
    }
  }

  /** What the next step sends, which arrives. */
  private List<String> sends() throws IOException {
    Send send = (Send) drain.next(10);
    List<String> sent =
        send.batch().records().stream().map(r -> new String(r.payload(), US_ASCII)).toList();
    arrived.addAll(sent);
    drain.sent(send);
    return sent;
  }

  private void waits() throws IOException {
    WaitUntil until = (WaitUntil) drain.next(10);
    assertThat(until.nanos()).isGreaterThan(now);
    now = until.nanos();
  }

  @Test
  void passesOnWhatArrives() throws IOException {
    assertThat(drain.next(10)).isEqualTo(new Idle());
    append("a", "b");
    assertThat(sends()).containsExactly("a", "b");
    assertThat(drain.next(10)).isEqualTo(new Idle());
    append("c");
    assertThat(sends()).containsExactly("c");
    assertThat(events).containsExactly(new TargetBack(START));
  }

  @Test
  void letsTheBacklogOutEvenlyBehindLiveRecords() throws IOException {
    append("a", "b", "c");
    spool.close();
    open();

    waits();
    assertThat(now).isEqualTo(SECOND / 2);
    assertThat(sends()).containsExactly("a");
    waits();
    append("live");
    assertThat(sends()).containsExactly("live");
    waits();
    assertThat(sends()).containsExactly("b");
    waits();
    assertThat(sends()).containsExactly("c");
    assertThat(drain.next(10)).isEqualTo(new Idle());
    assertThat(now).isEqualTo(2 * SECOND);
    assertThat(events)
        .containsExactly(
            new BackfillStart(3, 2, START),
            new TargetBack(START.plusMillis(500)),
            new BackfillEnd(3, 0, Duration.ofSeconds(2), time()));
  }

  @Test
  void triesWithOneRecordWhetherTheTargetIsBack() throws IOException {
    append("a", "b");
    drain.failed((Send) drain.next(10), 0);
    assertThat(events)
        .containsExactly(
            new TargetAway(START), new QueueSpill(QueueSpill.Cause.TARGET_AWAY, 2, START));
    events.clear();
    append("c");
    waits();
    assertThat(now).isBetween(SECOND, 2 * SECOND);
    Send trial = (Send) drain.next(10);
    assertThat(trial.batch().records()).hasSize(1);
    drain.failed(trial, 0);
    long before = now;
    waits();
    assertThat(now - before).isBetween(SECOND, 4 * SECOND);
    assertThat(sends()).containsExactly("a");
    append("live");
    waits();
    assertThat(sends()).containsExactly("live");
    waits();
    assertThat(sends()).containsExactly("b");
    waits();
    assertThat(sends()).containsExactly("c");
    assertThat(drain.next(10)).isEqualTo(new Idle());
    assertThat(events).hasSize(3);
    assertThat(events.get(0)).isInstanceOf(TargetBack.class);
    assertThat(events.get(1)).isInstanceOf(BackfillStart.class);
    assertThat(((BackfillEnd) events.get(2)).records()).isEqualTo(2);
  }

  @Test
  void endsTheBackfillWhenTheTargetGoesAwayAgain() throws IOException {
    append("a", "b", "c");
    spool.close();
    open();
    waits();
    sends();
    waits();
    Send second = (Send) drain.next(10);
    drain.failed(second, 0);

    assertThat(events)
        .containsExactly(
            new BackfillStart(3, 2, START),
            new TargetBack(START.plusMillis(500)),
            new BackfillEnd(1, 2, Duration.ofSeconds(1), START.plusSeconds(1)),
            new TargetAway(START.plusSeconds(1)),
            new QueueSpill(QueueSpill.Cause.TARGET_AWAY, 2, START.plusSeconds(1)));
  }

  @Test
  void keepsWhatArrivedBeforeTheTargetWentAway() throws IOException {
    append("a", "b", "c");
    drain.failed((Send) drain.next(10), 2);
    waits();
    assertThat(sends()).containsExactly("c");
    assertThat(drain.next(10)).isEqualTo(new Idle());
  }
}
