package mrs.hydrate.consolidation;

import java.util.List;
import java.util.Optional;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.Source;

/**
 * What one source has for one field group. Where none of its fields has a value it offers nothing.
 *
 * @param logs those that its fields are read from; where all of these are down it offers nothing
 * @param fields what it has, in the order in which it is shown
 * @param decided the group that a person must have decided for the offer to count; empty where it
 *     always does
 */
public record Offer(
    Source source, List<Contributor> logs, List<Field> fields, Optional<FieldGroup> decided) {

  /** Keeps copies. */
  public Offer {
    logs = List.copyOf(logs);
    fields = List.copyOf(fields);
  }
}
