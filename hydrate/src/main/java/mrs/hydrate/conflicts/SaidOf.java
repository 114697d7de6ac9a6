package mrs.hydrate.conflicts;

import java.sql.Timestamp;
import java.util.Optional;
import mrs.contracts.Field;
import mrs.hydrate.consolidation.StandingEdits.Said;
import mrs.transforms.EffectiveEdits;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What holds of people's edits, of a struct of {@link EffectiveEdits#FIELDS}. */
final class SaidOf {
  private SaidOf() {}

  static Optional<Said> decision(Optional<Row> edits) {
    return said(
        edits, EffectiveEdits.DECISION, EffectiveEdits.DECIDED_BY, EffectiveEdits.DECIDED_AT);
  }

  static Optional<Said> cause(Optional<Row> edits) {
    return said(edits, EffectiveEdits.CAUSE, EffectiveEdits.CAUSE_BY, EffectiveEdits.CAUSE_AT);
  }

  private static Optional<Said> said(Optional<Row> edits, Field word, Field by, Field at) {
    return edits.flatMap(
        row ->
            Optional.ofNullable(row.<@Nullable String>getAs(word.name()))
                .map(
                    said ->
                        new Said(
                            said,
                            row.getAs(by.name()),
                            row.<Timestamp>getAs(at.name()).toInstant())));
  }
}
