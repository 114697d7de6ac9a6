package mrs.hydrate.conflicts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mrs.contracts.CohortHistory;
import mrs.contracts.ConflictSubject;
import mrs.contracts.FieldGroup;
import mrs.contracts.LogColumns;
import mrs.contracts.Source;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.StandingEdits.Said;
import org.apache.spark.sql.Row;

/** What is said of one event's cause and fate, of a row of {@link GatherEventClaims}. */
public record ReadEventClaims(Row row) {

  /** The groups of which more than one source, or person, can speak. */
  public static List<Claims> of(Row row) {
    ReadEventClaims event = new ReadEventClaims(row);
    Optional<Row> said = ReadClaims.struct(row, Contributor.UMEEL.column());
    List<Claim> machine =
        ProposedCause.claim(
                ReadClaims.list(row, Told.PROPOSALS, ProposedCause::of),
                Source.COHORT,
                Contributor.MELOG)
            .stream()
            .toList();
    return List.of(
        event.claims(FieldGroup.ATTRIBUTION, machine, SaidOf.cause(said)),
        event.claims(FieldGroup.FINAL, List.of(), SaidOf.decision(said)));
  }

  private Claims claims(FieldGroup group, List<Claim> machine, Optional<Said> person) {
    List<MadeEdit> edits = ReadClaims.list(row, Told.EDITS, MadeEdit::of);
    List<Claim> claims = new ArrayList<>(machine);
    String id = row.getAs(CohortHistory.REPORT_GROUP_ID.name());
    ConflictKey key = new ConflictKey(ConflictSubject.EVENT, id, group);
    person.ifPresent(
        said -> {
          claims.add(Claim.ofPerson(Contributor.UMEEL, said.word(), said.at()));
          MadeEdit.levelWith(said, group, Contributor.UMEEL, edits).forEach(claims::add);
        });
    return new Claims(
        key,
        row.<java.sql.Date>getAs(LogColumns.WEEK_START.name()).toLocalDate(),
        claims,
        person.map(Said::word).or(() -> machine.stream().map(Claim::value).findFirst()),
        person.flatMap(said -> MadeEdit.resolution(said, key, edits)));
  }
}
