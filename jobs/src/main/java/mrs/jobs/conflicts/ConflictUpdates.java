package mrs.jobs.conflicts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of conflicts from the moment of a subscription on, whichever process wrote it. The
 * subscriber asks, as often as it likes; nothing is read while the log has no new commit. Not for
 * several threads.
 */
public final class ConflictUpdates {
  private final Conflicts conflicts;
  private Optional<Long> version;
  private Map<String, ConflictEntry> seen;

  ConflictUpdates(Conflicts conflicts) {
    this.conflicts = conflicts;
    this.version = conflicts.version();
    this.seen = conflicts.latest();
  }

  /** The conflicts of which there is something new, as they stand now, by id; each is told once. */
  public List<ConflictEntry> next() {
    Optional<Long> now = conflicts.version();
    if (now.equals(version)) {
      return List.of();
    }
    Map<String, ConflictEntry> latest = conflicts.latest();
    List<ConflictEntry> changed = latest.values().stream().filter(this::isNew).toList();
    version = now;
    seen = latest;
    return changed;
  }

  private boolean isNew(ConflictEntry entry) {
    return Stream.ofNullable(seen.get(entry.id())).noneMatch(old -> old.entry() >= entry.entry());
  }
}
