package mrs.jobs.intake.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mrs.jobs.intake.IntakeSettings;
import mrs.jobs.intake.IntakeStatus;
import mrs.jobs.intake.handover.HandOverProgress;
import mrs.resilience.spool.SpoolStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessTest {
  private static final Instant NOW = Instant.parse("2024-06-01T02:00:00Z");
  private static final SpoolStatistics.Counts NONE =
      new SpoolStatistics.Counts(0, 0, 0, 0, 0, 0, 0);
  private static final HandOverProgress GOOD =
      new HandOverProgress(Optional.of(NOW), Optional.empty(), "", 1, 0, 0, 50);

  @TempDir private Path root;

  @Test
  void isReadyWhenNothingIsWrong() {
    assertThat(of(status(0, Optional.empty(), NONE, GOOD)))
        .isEqualTo(new Said(Readiness.State.READY, List.of()));
  }

  @Test
  void isDegradedWhenDeliveriesWaitOrAreLost() {
    HandOverProgress stuck =
        new HandOverProgress(Optional.empty(), Optional.of(NOW), "away: /srv/feed", 0, 0, 0, 50);
    assertThat(of(status(0, Optional.empty(), NONE, stuck)))
        .isEqualTo(
            new Said(
                Readiness.State.DEGRADED,
                List.of("nothing can be handed over since 2024-06-01T02:00:00Z")));
    assertThat(of(status(0, Optional.of(Duration.ofMinutes(6)), NONE, GOOD)).reasons())
        .containsExactly("the oldest record has been waiting for more than 5 min");
    assertThat(of(status(80, Optional.empty(), NONE, GOOD)).reasons())
        .containsExactly("the spool is nearly full");
    SpoolStatistics.Counts damaged = new SpoolStatistics.Counts(0, 0, 0, 0, 0, 1, 0);
    assertThat(of(status(0, Optional.empty(), damaged, GOOD)).reasons())
        .containsExactly("something was lost; the journal of events says what");
  }

  @Test
  void isDownWhenNothingCanBeTaken() {
    assertThat(of(status(95, Optional.empty(), NONE, GOOD)).state())
        .isEqualTo(Readiness.State.DOWN);
    IntakeStatus status = status(0, Optional.empty(), NONE, GOOD);
    assertThat(Readiness.of(status, true).state()).isEqualTo(Readiness.State.DOWN);
    IntakeStatus broken = new IntakeStatus(NOW, status.spool(), 100, GOOD, true, false, 0);
    assertThat(of(broken).state()).isEqualTo(Readiness.State.DOWN);
    assertThat(Readiness.of(broken, false).answer().status()).isEqualTo(503);
  }

  /** What is said, without the figures. */
  private record Said(Readiness.State state, List<String> reasons) {}

  private static Said of(IntakeStatus status) {
    Readiness readiness = Readiness.of(status, false);
    return new Said(readiness.state(), readiness.reasons());
  }

  private static IntakeStatus status(
      long bytes,
      Optional<Duration> oldest,
      SpoolStatistics.Counts counts,
      HandOverProgress progress) {
    SpoolStatistics spool =
        new SpoolStatistics(
            0, 0, 0, bytes, 0, false, oldest, counts, Optional.empty(), Optional.empty());
    return new IntakeStatus(NOW, spool, 100, progress, true, true, 0);
  }

  @Test
  void tellsFiguresAndWhatIsWrong() throws IOException {
    try (RunningReceiver receiver =
        new RunningReceiver(root, IntakeSettings.DEFAULT, HttpLimits.DEFAULT)) {
      receiver.intake().start();
      assertThat(receiver.get("/livez").body()).isEqualTo("{\"state\":\"alive\"}\n");
      assertThat(receiver.get("/readyz").statusCode()).isEqualTo(200);
      receiver.push("sales", "a.csv", "waits");
      JsonNode away = await(receiver, "degraded");
      assertThat(away.get("waiting_records").asInt()).isEqualTo(2);
      assertThat(away.get("disk_cap_bytes").asLong()).isEqualTo(10L << 30);
      assertThat(away.get("disk_bytes").asLong()).isPositive();
      assertThat(away.get("oldest_seconds").asLong()).isNotNegative();
      assertThat(away.get("reasons").get(0).asText()).startsWith("nothing can be handed over");
      assertThat(away.toString()).doesNotContain(root.toString());
      Files.createDirectories(root.resolve("feed"));
      JsonNode back = await(receiver, "ready");
      assertThat(back.get("since_hand_over_seconds").asLong()).isNotNegative();
      assertThat(back.get("pending_events").asLong()).isPositive();
    }
  }

  private static JsonNode await(RunningReceiver receiver, String state) throws IOException {
    long end = System.nanoTime() + 30_000_000_000L;
    JsonNode said = PushTest.json(receiver.get("/readyz"));
    while (!said.get("state").asText().equals(state)) {
      assertThat(System.nanoTime()).as("%s", said).isLessThan(end);
      said = PushTest.json(receiver.get("/readyz"));
    }
    return said;
  }

  @Test
  void metricsAreTextForPrometheus() throws IOException {
    try (RunningReceiver receiver = RunningReceiver.start(root)) {
      receiver.push("sales", "a.csv", "one");
      receiver.push("sales", "a.csv", "one");
      receiver.push("nonsense", "a.csv", "one");
      receiver.awaitEmpty();
      HttpResponse<String> metrics = receiver.get("/metrics");
      assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/plain; version=0.0.4");
      assertThat(metrics.body().lines())
          .contains(
              "mrs_intake_requests_seconds_count{route=\"sales\",status=\"201\"} 1",
              "mrs_intake_requests_seconds_count{route=\"sales\",status=\"200\"} 1",
              "mrs_intake_requests_seconds_count{route=\"unknown\",status=\"404\"} 1",
              "mrs_spool_records_total{what=\"accepted\"} 2.0",
              "mrs_spool_records_total{what=\"acknowledged\"} 2.0",
              "mrs_intake_deliveries_total{what=\"fresh\"} 1.0",
              "mrs_spool_waiting_records{lane=\"live\"} 0.0",
              "mrs_spool_waiting_records{lane=\"backlog\"} 0.0",
              "mrs_intake_target_up 1.0");
      assertThat(metrics.body())
          .contains(
              "mrs_spool_bytes ", "mrs_spool_cap_bytes ", "mrs_intake_since_hand_over_seconds ");
    }
  }
}
