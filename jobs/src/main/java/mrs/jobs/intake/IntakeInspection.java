package mrs.jobs.intake;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mrs.jobs.intake.journal.DeliveryLedger;
import mrs.jobs.intake.journal.DeliveryLedger.Entry;
import mrs.jobs.intake.journal.DeliveryLedger.State;
import mrs.jobs.intake.journal.IntakeJournal;
import mrs.resilience.spool.SpoolVerification;

/**
 * What the files of an intake say, read without changing any, whether or not a receiver is running.
 * If one is, what it writes meanwhile may look broken: look again.
 *
 * @param isInUse whether a process has it open
 * @param spool what its spool has
 * @param waiting deliveries that were acknowledged and are not in the feed folder yet
 * @param pendingEvents events that nobody has taken over yet
 */
public record IntakeInspection(
    boolean isInUse, SpoolVerification spool, List<Entry> waiting, long pendingEvents) {

  /**
   * Looks at the intake below {@code root}.
   *
   * @throws NoSuchFileException if there is none
   */
  public static IntakeInspection of(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new NoSuchFileException(root.toString());
    }
    IntakeFolders folders = IntakeFolders.at(root);
    Optional<Closeable> lock = folders.own().lock(Intake.LOCK);
    try {
      List<Entry> waiting =
          DeliveryLedger.read(folders.own()).stream()
              .filter(entry -> entry.state() == State.WAITING)
              .toList();
      return new IntakeInspection(
          lock.isEmpty(),
          SpoolVerification.of(folders.queue()),
          waiting,
          new IntakeJournal(folders.own()).pending().size());
    } finally {
      if (lock.isPresent()) {
        lock.get().close();
      }
    }
  }
}
