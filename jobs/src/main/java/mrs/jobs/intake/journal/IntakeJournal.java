package mrs.jobs.intake.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import mrs.resilience.folder.Folder;

/**
 * The events of an intake, for whoever holds the writer's lock of the warehouse: he takes what is
 * {@link #pending}, appends it to the tables, and says how far he is {@link #done}. A kill in
 * between gives him the same events again, under the same numbers.
 *
 * <p>One process appends to the journal ({@link NoteEvents}); another one reads it here, and is the
 * only one to write how far it is done with.
 */
public final class IntakeJournal {
  private static final String DONE = "events.done";

  private final Folder folder;

  /** The journal in the folder of an intake. */
  public IntakeJournal(Folder folder) {
    this.folder = folder;
  }

  /** All events that are not done with, in the order of their numbers. */
  public List<IntakeEvent> pending() throws IOException {
    long upTo = doneUpTo();
    return LineFile.read(folder, NoteEvents.FILE, EventLine.class).lines().stream()
        .flatMap(line -> line.event().stream())
        .filter(event -> event.seq() > upTo)
        .toList();
  }

  /** Events up to the number {@code upTo} are kept elsewhere for good. */
  public void done(long upTo) throws IOException {
    if (upTo > doneUpTo()) {
      folder.put(DONE, Long.toString(upTo).getBytes(US_ASCII));
    }
  }

  /** The highest number that is done with; 0 if none is. */
  long doneUpTo() throws IOException {
    return content(DONE)
        .map(String::trim)
        .filter(IntakeJournal::isNumber)
        .map(Long::parseLong)
        .orElse(0L);
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9]{1,18}");
  }

  private Optional<String> content(String file) throws IOException {
    try {
      return Optional.of(new String(folder.content(file), US_ASCII));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
