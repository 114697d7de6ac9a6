package mrs.contracts;

/** Where a conflict stands; its words are those of the interfaces that show conflicts. */
public enum ConflictState implements Words {
  /** The chain's winner stands for now; a person should look. */
  PENDING("Pending"),
  /** The precedence chain settled it, or the sources agree again. */
  AUTO_RESOLVED("AutoResolved"),
  /** A person was shown it and kept what stood. */
  USER_ACCEPTED("UserAccepted"),
  /** A person was shown it and took what another source said. */
  USER_REJECTED("UserRejected");

  private final String word;

  ConflictState(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
