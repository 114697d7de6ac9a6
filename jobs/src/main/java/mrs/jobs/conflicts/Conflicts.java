package mrs.jobs.conflicts;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mrs.contracts.ConflictState;
import mrs.contracts.ConflictsLog;
import mrs.contracts.EditAction;
import mrs.contracts.FieldGroup;
import mrs.contracts.ReportStatus;
import mrs.contracts.Table;
import mrs.contracts.UserEditsLog;
import mrs.contracts.UserEventEditsLog;
import mrs.hydrate.conflicts.Claim;
import mrs.hydrate.conflicts.ConflictKey;
import mrs.hydrate.conflicts.ResolutionEdit;
import mrs.jobs.edits.PersonsEdit;
import mrs.jobs.messages.Printable;
import mrs.jobs.messages.Problem;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.TableReader;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The conflicts of a warehouse: which wait for a person, and how a person resolves one (conflict
 * resolver of the resilience plan, §2.2). Each call looks anew.
 *
 * <p>A resolution is an edit of the report or event like any other, and takes effect as such: the
 * log has it as {@code UserAccepted} or {@code UserRejected} from the next hydration on.
 *
 * @param clock tells when a person decides
 */
public record Conflicts(Warehouse warehouse, Clock clock) {

  /**
   * The first {@code limit} conflicts that wait for a person, the oldest first; without those that
   * have their answer already and only wait for the next hydration.
   */
  public List<ConflictEntry> listPending(int limit) {
    Set<ResolutionEdit> answers = answers();
    return list().stream()
        .filter(entry -> entry.conflict().state() == ConflictState.PENDING)
        .filter(entry -> answer(entry, answers).isEmpty())
        .limit(limit)
        .toList();
  }

  /** All that ever were, as they stand, the oldest first. */
  public List<ConflictEntry> list() {
    return latest().values().stream()
        .sorted(Comparator.comparing(ConflictEntry::lastUpdated).thenComparing(ConflictEntry::id))
        .toList();
  }

  /**
   * The conflict that {@code id} means: its id, or the beginning of it that no other has.
   *
   * @throws Problem if there is none, or several
   */
  public ConflictEntry find(String id) {
    List<ConflictEntry> found =
        list().stream().filter(entry -> !id.isBlank() && entry.id().startsWith(id)).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw found.isEmpty()
        ? Problem.refused(
            "there is no conflict '" + Printable.of(id, 80) + "'", "'mrs conflicts ls' lists them")
        : Problem.refused(
            found.size() + " conflicts begin with '" + Printable.of(id, 80) + "'",
            "give more of the id");
  }

  /** How a person has answered {@code entry}, where that waits for the next hydration. */
  public Optional<ConflictState> answer(ConflictEntry entry) {
    return answer(entry, answers());
  }

  /**
   * Resolves the conflict {@code id} as it stands now, for the holder of the writer's lock: appends
   * the edit that says so. The same answer again adds nothing.
   *
   * @return the conflict that was answered, as the person was shown it
   * @throws Problem if there is no such conflict, nothing to decide in it, or another answer
   */
  public ConflictEntry applyResolution(String id, ConflictDecision decision) {
    ConflictEntry entry = find(id);
    ResolutionEdit resolution = new ResolutionEdit(entry.id(), entry.entry(), decision.state());
    Optional<ConflictState> answered = answer(entry);
    if (answered.filter(state -> state != decision.state()).isPresent()) {
      throw Problem.refused(
          "the conflict " + entry.id() + " was answered with " + answered.get().word() + " already",
          "undo that edit, or wait for 'mrs hydrate' and decide again");
    }
    if (answered.isEmpty()) {
      edit(entry, decision, resolution).append(warehouse);
    }
    return entry;
  }

  /** What becomes of conflicts from now on. */
  public ConflictUpdates subscribeUpdates() {
    return new ConflictUpdates(this);
  }

  Map<String, ConflictEntry> latest() {
    return KnownConflicts.of(warehouse.reader(), warehouse.has(ConflictsLog.TABLE)).latest();
  }

  /** The version of the log; empty where it is not there. */
  Optional<Long> version() {
    PinnedTables tables = PinnedTables.onSight(warehouse);
    return tables.has(ConflictsLog.TABLE) ? tables.version(ConflictsLog.TABLE) : Optional.empty();
  }

  private PersonsEdit edit(
      ConflictEntry entry, ConflictDecision decision, ResolutionEdit resolution) {
    ConflictKey key = entry.conflict().key();
    Optional<String> value =
        decision.accepts() ? entry.conflict().holds() : entry.conflict().alternative();
    if (!entry.isOpen() || key.group() == FieldGroup.STATUS || value.isEmpty()) {
      throw Problem.refused(
          "there is nothing to decide in the conflict " + entry.id(),
          entry.isOpen()
              ? "no decision brings a withdrawn report back"
              : "its sources agree by now; 'mrs conflicts ls' lists those that wait");
    }
    return new PersonsEdit(
        resolution.editId(),
        key.subject(),
        key.subjectId(),
        said(key, value.get(), decision),
        decision.by(),
        now(entry));
  }

  private static PersonsEdit.Said said(ConflictKey key, String value, ConflictDecision decision) {
    if (key.group() == FieldGroup.ATTRIBUTION) {
      return new PersonsEdit.Said(EditAction.SET_CAUSE, Optional.of(value), decision.comment());
    }
    boolean accepted = value.equals(ReportStatus.ACCEPTED.word());
    EditAction action = accepted ? EditAction.ACCEPT : EditAction.REJECT;
    return new PersonsEdit.Said(action, Optional.empty(), decision.comment());
  }

  /** Now, but after all that the person was shown: logical times and clocks may be ahead. */
  private Instant now(ConflictEntry entry) {
    Instant newest =
        entry.conflict().claims().stream()
            .map(Claim::at)
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    Instant now = clock.instant();
    return now.isAfter(newest) ? now : newest.plusMillis(1);
  }

  private static Optional<ConflictState> answer(ConflictEntry entry, Set<ResolutionEdit> answers) {
    return Stream.of(ConflictState.USER_ACCEPTED, ConflictState.USER_REJECTED)
        .filter(s -> answers.contains(new ResolutionEdit(entry.id(), entry.entry(), s)))
        .findFirst();
  }

  private Set<ResolutionEdit> answers() {
    Set<ResolutionEdit> answers = new HashSet<>();
    TableReader reader = warehouse.reader();
    for (Table table : List.of(UserEditsLog.TABLE, UserEventEditsLog.TABLE)) {
      for (Row edit : warehouse.has(table) ? reader.rows(table) : List.<Row>of()) {
        Optional.ofNullable(edit.<@Nullable String>getAs(UserEditsLog.EDIT_ID.name()))
            .flatMap(ResolutionEdit::of)
            .ifPresent(answers::add);
      }
    }
    return answers;
  }
}
