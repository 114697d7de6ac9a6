package mrs.jobs.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.jobs.intake.delivery.DeliveryKey;
import mrs.jobs.intake.delivery.DeliveryName;
import mrs.jobs.intake.delivery.IntakeFeed;
import mrs.jobs.intake.delivery.PushedDelivery;
import mrs.jobs.intake.journal.DeliveryLedger;
import mrs.jobs.intake.journal.IntakeEvents;
import mrs.jobs.intake.journal.IntakeJournal;
import mrs.jobs.intake.journal.NoteEvents;
import mrs.resilience.folder.LocalFolder;
import mrs.resilience.health.Condition;
import mrs.resilience.health.Observation;
import mrs.resilience.health.SystemHealth;
import mrs.resilience.spool.SpoolEvent.Gap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lists of an intake say of its spool's health. */
class SpoolHealthTest {
  private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path root;

  private Path intake() {
    return root.resolve("intake");
  }

  private ObservedComponent observed() {
    return new SpoolHealth(2, HOUR, intake(), NOW).observed().orElseThrow();
  }

  private Condition counts() {
    ObservedComponent observed = observed();
    return SystemHealth.of(
            List.of(observed.component()), Map.of("spool", observed.observation()), NOW)
        .terms()
        .get(0)
        .condition();
  }

  private static PushedDelivery delivery(int number) {
    return new PushedDelivery(
        new DeliveryKey(IntakeFeed.SALES, Integer.toString(number).repeat(64)),
        DeliveryName.of("a.csv").orElseThrow(),
        1);
  }

  @Test
  void whereThereIsNoIntakeThereIsNoSpool() {
    assertThat(new SpoolHealth(2, HOUR, intake(), NOW).observed()).isEmpty();
  }

  @Test
  void isWellWhileWhatWaitsIsYoungAndDownWhenItIsOld() throws IOException {
    try (DeliveryLedger ledger = DeliveryLedger.open(LocalFolder.open(intake()), 10)) {
      assertThat(observed().observation())
          .isEqualTo(new Observation(Condition.HEALTHY, Optional.of(NOW), "nothing waits"));
      ledger.accepted(delivery(1), NOW.minusSeconds(7200));
      ledger.handedOver(List.of(delivery(1)), NOW.minusSeconds(7100));
      ledger.accepted(delivery(2), NOW.minusSeconds(3600));
      assertThat(observed().observation().says())
          .isEqualTo("1 delivery waits since 2026-03-01T01:00:00Z");
      assertThat(counts()).isEqualTo(Condition.HEALTHY);
      ledger.accepted(delivery(3), NOW.minusSeconds(3601));
      assertThat(observed().observation().says())
          .isEqualTo("2 deliveries wait, the oldest since 2026-03-01T00:59:59Z");
      assertThat(counts()).isEqualTo(Condition.DOWN);
      ledger.handedOver(List.of(delivery(3), delivery(2)), NOW);
      assertThat(counts()).isEqualTo(Condition.HEALTHY);
    }
  }

  @Test
  void isDegradedWhileALossIsNotEntered() throws IOException {
    Gap lost =
        new Gap(
            Map.of("sales", 2L),
            2,
            7,
            8,
            Optional.empty(),
            Optional.empty(),
            Gap.Reason.DAMAGED,
            NOW);
    LocalFolder folder = LocalFolder.open(intake());
    try (NoteEvents notes = NoteEvents.in(folder)) {
      notes.note(IntakeEvents.of(lost));
    }

    assertThat(counts()).isEqualTo(Condition.DEGRADED);
    assertThat(observed().observation().says())
        .startsWith("nothing waits; the next 'mrs ingest' enters what was lost: ");
    new IntakeJournal(folder).done(1);
    assertThat(counts()).isEqualTo(Condition.HEALTHY);
  }

  @Test
  void isDownWhereItCannotBeRead() throws IOException {
    Files.createDirectories(intake().resolve("deliveries.jsonl"));

    assertThat(observed().observation().condition()).isEqualTo(Condition.DOWN);
    assertThat(observed().observation().says()).startsWith("the intake cannot be read: ");
  }
}
