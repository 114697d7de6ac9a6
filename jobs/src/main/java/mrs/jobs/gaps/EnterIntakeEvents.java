package mrs.jobs.gaps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mrs.contracts.GapEventsLog;
import mrs.jobs.breakers.ComponentStates;
import mrs.jobs.intake.journal.IntakeEvent;
import mrs.jobs.intake.journal.IntakeJournal;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.resilience.folder.LocalFolder;

/**
 * Enters what an intake noted: losses and waits into {@code gap_events_log}, whether its feed
 * folder is there into {@code component_health_log}. A commit each, or none where nothing is new;
 * then the journal is told. A kill in between has the next one find the events again, and leave out
 * what the logs have.
 *
 * <p>Whoever enters holds the writer's lock. The receiver may be running.
 */
public final class EnterIntakeEvents {
  /** What {@code component_health_log} calls the feed folder. */
  public static final String FEED_FOLDER = "intake_feed_folder";

  private final Warehouse warehouse;
  private final Optional<String> runId;
  private final Instant now;

  /**
   * What was entered.
   *
   * @param events how many the journal had
   * @param lost what is lost for good, an event each
   */
  public record Entered(int events, List<IntakeEvent> lost) {}

  /**
   * Will enter.
   *
   * @param runId of the run that enters; empty where none does
   * @param now when the rows are written
   */
  public EnterIntakeEvents(Warehouse warehouse, Optional<String> runId, Instant now) {
    this.warehouse = warehouse;
    this.runId = runId;
    this.now = now;
  }

  /**
   * Enters what the intake in {@code folder} noted and nobody has entered yet; nothing where there
   * is no intake.
   *
   * @throws IOException if the journal cannot be read, or cannot be told; then all is entered again
   *     the next time, once
   */
  public Entered of(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return new Entered(0, List.of());
    }
    IntakeJournal journal = new IntakeJournal(LocalFolder.open(folder));
    List<IntakeEvent> events = journal.pending();
    if (events.isEmpty()) {
      return new Entered(0, List.of());
    }
    enterGaps(events);
    FeedFolderState.last(events)
        .ifPresent(
            state -> ComponentStates.enter(warehouse, FEED_FOLDER, state.memory(), runId, now));
    journal.done(events.get(events.size() - 1).seq());
    return new Entered(events.size(), events.stream().filter(IntakeEvent::isLoss).toList());
  }

  private void enterGaps(List<IntakeEvent> events) throws IOException {
    List<IntakeEvent> gaps = events.stream().filter(GapRow::isOne).toList();
    if (gaps.isEmpty()) {
      return;
    }
    if (!warehouse.has(GapEventsLog.TABLE)) {
      warehouse.createNew();
    }
    Set<GapRow.Key> known = GapRow.known(warehouse);
    TableRows rows = new TableRows(GapEventsLog.TABLE);
    gaps.stream()
        .filter(event -> !known.contains(GapRow.Key.of(event)))
        .forEach(event -> rows.add(GapRow.of(event, runId, now)));
    if (!rows.isEmpty()) {
      Append.to(warehouse, GapEventsLog.TABLE).enter(rows);
    }
  }
}
