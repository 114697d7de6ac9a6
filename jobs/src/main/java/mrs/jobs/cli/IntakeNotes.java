package mrs.jobs.cli;

import java.nio.file.Path;
import java.util.Optional;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.gaps.EnterIntakeEvents;
import mrs.jobs.gaps.EnterIntakeEvents.Entered;
import mrs.jobs.intake.journal.IntakeEvent;
import mrs.jobs.messages.Printable;
import mrs.jobs.messages.Progress;
import mrs.jobs.warehouse.Warehouse;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Has who holds the writer's lock enter what 'mrs receive' noted. */
final class IntakeNotes {
  private static final Logger LOG = LogManager.getLogger(IntakeNotes.class);
  private static final int MOST_CHARS = 300;

  private IntakeNotes() {}

  /**
   * Enters what the intake in {@code folder} noted, and says what is lost. That it cannot be
   * entered is told and fails no command: the next one finds it again.
   *
   * @param runId of the run that enters it; empty where none does
   */
  static void enter(
      CommonOptions options, Warehouse warehouse, Path folder, Optional<String> runId) {
    Progress progress = options.progress();
    try {
      Entered entered =
          new EnterIntakeEvents(warehouse, runId, options.clock().instant()).of(folder);
      for (IntakeEvent event : entered.lost()) {
        progress.say("warning: what 'mrs receive' took is not whole: " + event.text());
      }
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      LOG.warn("what the intake noted cannot be entered", e);
      progress.say(
          "warning: what 'mrs receive' noted in "
              + folder
              + " cannot be entered and waits for the next command: "
              + Printable.of(String.valueOf(e.getMessage()), MOST_CHARS));
    }
  }
}
