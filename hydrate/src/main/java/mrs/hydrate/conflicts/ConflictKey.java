package mrs.hydrate.conflicts;

import mrs.contracts.ConflictSubject;
import mrs.contracts.FieldGroup;
import org.apache.commons.codec.digest.DigestUtils;

/** What a conflict is about: of one subject and field group there is one, which comes and goes. */
public record ConflictKey(ConflictSubject subject, String subjectId, FieldGroup group) {
  private static final int ID_CHARS = 32;

  /** The conflict's id: 128 bits of a SHA-256, the same whenever and wherever it is found. */
  public String id() {
    String named = String.join("\n", subject.word(), subjectId, group.word());
    return DigestUtils.sha256Hex(named).substring(0, ID_CHARS);
  }
}
