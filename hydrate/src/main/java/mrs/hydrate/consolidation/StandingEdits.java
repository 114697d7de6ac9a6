package mrs.hydrate.consolidation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mrs.contracts.Cause;
import mrs.contracts.EditAction;
import mrs.contracts.ReportStatus;
import mrs.contracts.UserEditsLog;
import mrs.contracts.Words;
import org.jspecify.annotations.Nullable;

/**
 * What people's edits of one report, or of one event, come to. Of whole logs {@link
 * mrs.transforms.EffectiveEdits} tells it, whose rules {@link #of} applies to a handful of rows.
 *
 * @param decision the accept or reject that holds, as the status that it gives
 * @param cause the cause that was set and holds
 * @param decisionUndone whether there were accepts or rejects, and none holds
 * @param causeUndone whether causes were set, and none holds
 * @param everAccepted whether there was an accept, undone or not
 */
public record StandingEdits(
    Optional<Said> decision,
    Optional<Said> cause,
    boolean decisionUndone,
    boolean causeUndone,
    boolean everAccepted) {

  /** Nobody said anything. */
  public static final StandingEdits NONE =
      new StandingEdits(Optional.empty(), Optional.empty(), false, false, false);

  private static final String ACCEPTED = ReportStatus.ACCEPTED.word();
  private static final String REJECTED = ReportStatus.REJECTED.word();
  private static final Set<EditAction> DECIDING = EnumSet.of(EditAction.ACCEPT, EditAction.REJECT);
  private static final Set<EditAction> NAMING = EnumSet.of(EditAction.SET_CAUSE);

  /** What a person said, who it was, and when. */
  public record Said(String word, String by, Instant at) {
    /** Whether it is an accept. */
    boolean accepts() {
      return word.equals(ACCEPTED);
    }
  }

  /** By {@code rows} of either edits log, all about the same report or event. */
  public static StandingEdits of(List<PlainRow> rows) {
    List<Edit> edits = rows.stream().flatMap(row -> Edit.usable(row).stream()).toList();
    Set<String> undone = undone(edits);
    List<Edit> holding = edits.stream().filter(e -> !undone.contains(e.id())).toList();
    Optional<Said> decision =
        latest(holding, DECIDING)
            .map(e -> new Said(e.accepts() ? ACCEPTED : REJECTED, e.by(), e.at()));
    Optional<Said> cause =
        latest(holding, NAMING).map(e -> new Said(String.valueOf(e.value()), e.by(), e.at()));
    return new StandingEdits(
        decision,
        cause,
        decision.isEmpty() && edits.stream().anyMatch(e -> DECIDING.contains(e.action())),
        cause.isEmpty() && edits.stream().anyMatch(e -> NAMING.contains(e.action())),
        edits.stream().anyMatch(Edit::accepts));
  }

  /** Starting from nothing undone, every round settles one more level of undos of undos. */
  private static Set<String> undone(List<Edit> edits) {
    List<Edit> undos = edits.stream().filter(e -> e.action() == EditAction.UNDO).toList();
    Set<String> settled = Set.of();
    for (int round = 0; round < undos.size(); round++) {
      Set<String> before = settled;
      settled =
          undos.stream()
              .filter(undo -> !before.contains(undo.id()))
              .map(undo -> String.valueOf(undo.value()))
              .collect(Collectors.toSet());
    }
    return settled;
  }

  private static Optional<Edit> latest(List<Edit> holding, Set<EditAction> actions) {
    return holding.stream().filter(e -> actions.contains(e.action())).max(Edit.EARLIER_FIRST);
  }

  /** An edit that says something. */
  private record Edit(Instant at, String id, EditAction action, @Nullable String value, String by) {

    /** Texts in the order of their bytes, as Spark has them. */
    static final Comparator<Edit> EARLIER_FIRST =
        Comparator.comparing(Edit::at)
            .thenComparing(e -> e.id().getBytes(UTF_8), Arrays::compareUnsigned);

    static Optional<Edit> usable(PlainRow row) {
      String value = row.text(UserEditsLog.VALUE).orElse(null);
      return row.text(UserEditsLog.ACTION)
          .flatMap(word -> Words.find(EditAction.class, word))
          .filter(action -> saysSomething(action, value))
          .map(
              action ->
                  new Edit(
                      row.time(UserEditsLog.WRITTEN_AT),
                      row.text(UserEditsLog.EDIT_ID).orElseThrow(),
                      action,
                      value,
                      row.text(UserEditsLog.EDITED_BY).orElseThrow()));
    }

    private static boolean saysSomething(EditAction action, @Nullable String value) {
      return switch (action) {
        case ACCEPT, REJECT -> true;
        case SET_CAUSE -> value != null && Words.find(Cause.class, value).isPresent();
        case UNDO -> value != null;
      };
    }

    boolean accepts() {
      return action == EditAction.ACCEPT;
    }
  }
}
