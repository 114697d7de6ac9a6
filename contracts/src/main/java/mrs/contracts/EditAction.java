package mrs.contracts;

/** What a person may decide about a report or an event. */
public enum EditAction implements Words {
  /** It is an anomaly, and the proposal is right. */
  ACCEPT,
  /** It is none. */
  REJECT,
  /** It has another cause, given as the edit's value. */
  SET_CAUSE,
  /** An earlier edit, named by the edit's value, no longer holds. */
  UNDO
}
