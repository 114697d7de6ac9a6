package mrs.hydrate.conflicts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mrs.contracts.ConflictState;

/**
 * The edit by which a person resolved a conflict. It is an edit like any other, in the same log,
 * and can be undone; its id says which row of the conflict it answers and how, so that the same
 * answer given twice is one row.
 *
 * @param entry the row of {@code conflicts_log} that the person was shown
 * @param state {@code UserAccepted} or {@code UserRejected}
 */
public record ResolutionEdit(String conflictId, long entry, ConflictState state) {
  /** What the ids of all such edits begin with. */
  private static final String PREFIX = "conflict-";

  private static final Pattern ID =
      Pattern.compile(PREFIX + "([0-9a-f]{32})-([1-9][0-9]{0,17})-(accepted|rejected)");
  private static final String ACCEPTED = "accepted";

  /** The edit's id. */
  public String editId() {
    String answer = state == ConflictState.USER_ACCEPTED ? ACCEPTED : "rejected";
    return PREFIX + conflictId + "-" + entry + "-" + answer;
  }

  /** The resolution that an edit of this id is; empty where it is another edit. */
  public static Optional<ResolutionEdit> of(String editId) {
    Matcher matcher = ID.matcher(editId);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    ConflictState state =
        matcher.group(3).equals(ACCEPTED)
            ? ConflictState.USER_ACCEPTED
            : ConflictState.USER_REJECTED;
    return Optional.of(
        new ResolutionEdit(matcher.group(1), Long.parseLong(matcher.group(2)), state));
  }
}
