package mrs.jobs.conflicts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mrs.contracts.Catalogue;
import mrs.contracts.ConflictSubject;
import mrs.contracts.ConflictsLog;
import mrs.contracts.OptionalInput;
import mrs.hydrate.Weeks;
import mrs.hydrate.conflicts.Claims;
import mrs.hydrate.conflicts.Conflict;
import mrs.hydrate.conflicts.GatherClaims;
import mrs.hydrate.conflicts.GatherEventClaims;
import mrs.hydrate.conflicts.ReadClaims;
import mrs.hydrate.conflicts.ReadEventClaims;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Availability;
import mrs.transforms.RunStamp;

/**
 * Enters into {@code conflicts_log} what has changed: new conflicts, those of which there is
 * something else to say, and those that are over. One commit, or none where nothing has changed; no
 * job at all while nobody has ever decided anything.
 *
 * <p>While one of the logs that could disagree is down nothing is entered: that a source is silent
 * for want of its log is no agreement. Its return marks all weeks as changed. What the log has
 * counts whatever became of the run that wrote it, since it was told of trusted rows: so a
 * hydration that was killed and starts again adds nothing twice.
 *
 * @param stamp what each row carries
 */
public record EnterConflicts(PinnedTables tables, Availability availability, RunStamp stamp) {
  private static final List<OptionalInput> SPEAK =
      List.of(
          OptionalInput.USER_EDITS,
          OptionalInput.USER_EVENT_EDITS,
          OptionalInput.MRPAL,
          OptionalInput.MRCH,
          OptionalInput.MELOG,
          OptionalInput.MRFL);

  /**
   * Looks at the reports that are stored under one of {@code weeks}, and at all events.
   *
   * @return how many rows the log gained
   */
  public int from(ReportLogs logs, Weeks weeks) {
    if (SPEAK.stream().anyMatch(availability::isDown) || !hasAnybodyDecided()) {
      return 0;
    }
    List<Claims> claims = claims(logs, weeks);
    KnownConflicts known = KnownConflicts.of(tables, tables.has(ConflictsLog.TABLE));
    List<ConflictEntry> changed =
        Stream.concat(found(claims, known).stream(), over(claims, known, weeks)).toList();
    if (!changed.isEmpty()) {
      enter(changed);
    }
    return changed.size();
  }

  private boolean hasAnybodyDecided() {
    return Catalogue.EDITS.stream()
        .anyMatch(edits -> tables.has(edits) && tables.rowCount(edits) > 0);
  }

  private static List<Claims> claims(ReportLogs logs, Weeks weeks) {
    List<Claims> claims = new ArrayList<>();
    if (weeks.some().filter(List::isEmpty).isEmpty()) {
      new GatherClaims()
          .apply(weeks.ofReports(logs))
          .collectAsList()
          .forEach(row -> claims.addAll(ReadClaims.of(row)));
    }
    new GatherEventClaims()
        .apply(logs)
        .ifPresent(
            rows -> rows.collectAsList().forEach(row -> claims.addAll(ReadEventClaims.of(row))));
    return claims;
  }

  private List<ConflictEntry> found(List<Claims> claims, KnownConflicts known) {
    List<ConflictEntry> changed = new ArrayList<>();
    for (Claims each : claims) {
      each.conflict()
          .map(conflict -> next(conflict, each, known))
          .filter(entry -> isNews(entry.conflict(), known))
          .ifPresent(changed::add);
    }
    changed.sort(Comparator.comparing(ConflictEntry::id));
    return changed;
  }

  /** Of conflicts that go on by the log, those whose sources were looked at and agree. */
  private Stream<ConflictEntry> over(List<Claims> claims, KnownConflicts known, Weeks weeks) {
    Set<String> going = new HashSet<>();
    claims.forEach(each -> each.conflict().ifPresent(conflict -> going.add(conflict.key().id())));
    return known.latest().values().stream()
        .filter(ConflictEntry::isOpen)
        .filter(entry -> isLookedAt(entry, weeks) && !going.contains(entry.id()))
        .map(
            entry ->
                new ConflictEntry(
                    entry.id(),
                    entry.entry() + 1,
                    Conflict.over(entry.conflict().key()),
                    entry.week(),
                    stamp.writtenAt()));
  }

  private static boolean isLookedAt(ConflictEntry entry, Weeks weeks) {
    return entry.conflict().key().subject() == ConflictSubject.EVENT
        || weeks.some().map(some -> some.contains(entry.week())).orElse(true);
  }

  private ConflictEntry next(Conflict conflict, Claims claims, KnownConflicts known) {
    String id = conflict.key().id();
    long before = Optional.ofNullable(known.latest().get(id)).map(ConflictEntry::entry).orElse(0L);
    return new ConflictEntry(id, before + 1, conflict, claims.week(), stamp.writtenAt());
  }

  private static boolean isNews(Conflict conflict, KnownConflicts known) {
    return Optional.ofNullable(known.latest().get(conflict.key().id()))
        .filter(entry -> entry.conflict().equals(conflict))
        .isEmpty();
  }

  private void enter(List<ConflictEntry> entries) {
    Warehouse warehouse = tables.warehouse();
    TableRows rows = new TableRows(ConflictsLog.TABLE);
    entries.forEach(entry -> rows.add(entry.row(stamp)));
    try {
      if (!warehouse.has(ConflictsLog.TABLE)) {
        warehouse.createNew();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Append.to(warehouse, ConflictsLog.TABLE).enter(rows);
  }
}
