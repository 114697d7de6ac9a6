package mrs.jobs.intake.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mrs.resilience.folder.Folder;

/**
 * Notes the events of an intake in its journal: a noted event outlasts a power cut until it is done
 * with. Numbers go on where an earlier process stopped.
 */
public final class NoteEvents implements Closeable {
  /** The file that they are kept in. */
  static final String FILE = "events.jsonl";

  private static final int TIDY_AFTER = 1_000;

  private final IntakeJournal journal;
  private final LineFile<EventLine> file;
  private final List<IntakeEvent> kept;
  private long last;
  private int sinceTidied;

  private NoteEvents(Folder folder) throws IOException {
    this.journal = new IntakeJournal(folder);
    this.kept = new ArrayList<>(journal.pending());
    this.last = journal.doneUpTo();
    kept.forEach(event -> last = Math.max(last, event.seq()));
    this.file = new LineFile<>(folder, FILE, this::lines);
    file.rewrite();
  }

  /** Opens the journal in a folder that nobody else notes events in. */
  public static NoteEvents in(Folder folder) throws IOException {
    return new NoteEvents(folder);
  }

  /**
   * Gives an event the next number and notes it.
   *
   * @throws IOException if nobody knows whether it is on the disk; this process remembers it, and
   *     writes it with the next one
   */
  public synchronized void note(IntakeEvent event) throws IOException {
    last++;
    sinceTidied++;
    kept.add(event.withSeq(last));
    if (sinceTidied >= TIDY_AFTER) {
      long done = journal.doneUpTo();
      kept.removeIf(each -> each.seq() <= done);
      sinceTidied = 0;
      file.rewrite();
      return;
    }
    file.append(List.of(EventLine.of(kept.get(kept.size() - 1))));
  }

  /**
   * Writes what could not be written, if there is any.
   *
   * @throws IOException if it fails again
   */
  public synchronized void mend() throws IOException {
    file.mend();
  }

  /** How many events have not been done with, as far as this process knows. */
  public synchronized long pending() throws IOException {
    long done = journal.doneUpTo();
    return kept.stream().filter(each -> each.seq() > done).count();
  }

  /** Whether all events that this process remembers are known to be on the disk. */
  public boolean isSound() {
    return file.isSound();
  }

  private synchronized List<EventLine> lines() {
    return kept.stream().map(EventLine::of).toList();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
