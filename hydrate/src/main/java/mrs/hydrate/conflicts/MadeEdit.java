package mrs.hydrate.conflicts;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.ConflictState;
import mrs.contracts.EditAction;
import mrs.contracts.FieldGroup;
import mrs.contracts.ReportStatus;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.StandingEdits.Said;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** A usable edit as it stands in its log; which of them hold is {@code EffectiveEdits}' to say. */
record MadeEdit(Instant at, String id, EditAction action, @Nullable String value, String by) {

  /** What {@link Told#edits} gives. */
  static MadeEdit of(Row row) {
    return new MadeEdit(
        row.getTimestamp(0).toInstant(),
        row.getString(1),
        mrs.contracts.Words.of(EditAction.class, row.getString(2)),
        row.getString(3),
        row.getString(4));
  }

  /** What it says of {@code group}. */
  private Optional<String> word(FieldGroup group) {
    boolean ofCause = group == FieldGroup.ATTRIBUTION;
    return switch (action) {
      case ACCEPT -> ofCause ? Optional.empty() : Optional.of(ReportStatus.ACCEPTED.word());
      case REJECT -> ofCause ? Optional.empty() : Optional.of(ReportStatus.REJECTED.word());
      case SET_CAUSE -> ofCause ? Optional.ofNullable(value) : Optional.empty();
      case UNDO -> Optional.empty();
    };
  }

  /**
   * What other edits say of {@code group} at the very moment of {@code holding}. One that an undo
   * names counts as taken back.
   */
  static Stream<Claim> levelWith(
      Said holding, FieldGroup group, Contributor origin, Collection<MadeEdit> edits) {
    List<String> undone =
        edits.stream()
            .filter(edit -> edit.action() == EditAction.UNDO)
            .flatMap(edit -> Stream.ofNullable(edit.value()))
            .toList();
    return edits.stream()
        .filter(edit -> edit.at().equals(holding.at()) && !undone.contains(edit.id()))
        .flatMap(edit -> edit.word(group).stream())
        .filter(word -> !word.equals(holding.word()))
        .map(word -> Claim.ofPerson(origin, word, holding.at()));
  }

  /** What {@code holding} resolves the conflict {@code key} to, if it is a resolution of it. */
  static Optional<ConflictState> resolution(
      Said holding, ConflictKey key, Collection<MadeEdit> edits) {
    String conflict = key.id();
    return edits.stream()
        .filter(edit -> edit.at().equals(holding.at()) && edit.by().equals(holding.by()))
        .filter(edit -> edit.word(key.group()).filter(holding.word()::equals).isPresent())
        .flatMap(edit -> ResolutionEdit.of(edit.id()).stream())
        .filter(resolution -> resolution.conflictId().equals(conflict))
        .max(java.util.Comparator.comparingLong(ResolutionEdit::entry))
        .map(ResolutionEdit::state);
  }
}
