package mrs.jobs.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mrs.jobs.intake.journal.DeliveryLedger;
import mrs.jobs.intake.journal.DeliveryLedger.State;
import mrs.jobs.intake.journal.IntakeEvent;
import mrs.jobs.intake.journal.IntakeJournal;
import mrs.jobs.messages.FailureLine;
import mrs.resilience.folder.Folder;
import mrs.resilience.folder.LocalFolder;
import mrs.resilience.health.Component;
import mrs.resilience.health.Condition;
import mrs.resilience.health.Observation;

/**
 * The spool of an intake, by what it got done: all that was acknowledged before the oldest delivery
 * that waits is in the feed folder. Whether a receiver runs does not count. It reads the intake's
 * own lists, not its records.
 *
 * @param staleAfter so long a delivery may wait
 * @param intake the intake's folder; where there is none, there is no such component
 */
record SpoolHealth(double weight, Duration staleAfter, Path intake, Instant now) {
  private static final String NAME = "spool";

  Optional<ObservedComponent> observed() {
    return Files.isDirectory(intake)
        ? Optional.of(
            new ObservedComponent(new Component(NAME, weight, false, staleAfter), observation()))
        : Optional.empty();
  }

  private Observation observation() {
    try {
      Folder own = LocalFolder.open(intake);
      List<Instant> waiting =
          DeliveryLedger.read(own).stream()
              .filter(entry -> entry.state() == State.WAITING)
              .map(DeliveryLedger.Entry::at)
              .sorted(Comparator.naturalOrder())
              .toList();
      List<IntakeEvent> lost =
          new IntakeJournal(own).pending().stream().filter(IntakeEvent::isLoss).toList();
      return new Observation(
          lost.isEmpty() ? Condition.HEALTHY : Condition.DEGRADED,
          Optional.of(waiting.isEmpty() ? now : waiting.get(0)),
          waits(waiting) + lost(lost));
    } catch (IOException e) {
      String says = "the intake cannot be read: " + FailureLine.of(e);
      return new Observation(Condition.DOWN, Optional.of(now), says);
    }
  }

  private static String waits(List<Instant> waiting) {
    return switch (waiting.size()) {
      case 0 -> "nothing waits";
      case 1 -> "1 delivery waits since " + waiting.get(0);
      default -> waiting.size() + " deliveries wait, the oldest since " + waiting.get(0);
    };
  }

  private static String lost(List<IntakeEvent> lost) {
    return lost.isEmpty()
        ? ""
        : "; the next 'mrs ingest' enters what was lost: " + lost.get(lost.size() - 1).text();
  }
}
