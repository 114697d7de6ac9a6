package mrs.hydrate.conflicts;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import mrs.contracts.AttributionLog;
import mrs.contracts.ConflictState;
import mrs.contracts.ConflictSubject;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.ReportState;
import mrs.contracts.ReportStatus;
import mrs.contracts.Source;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.StandingEdits.Said;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What is said of one report's groups, of a row of {@link GatherClaims}. */
public record ReadClaims(Row row) {

  /** The groups of which more than one source can speak. */
  public static List<Claims> of(Row row) {
    ReadClaims report = new ReadClaims(row);
    return List.of(report.causes(), report.decisions(), report.status());
  }

  private Claims causes() {
    List<Claim> claims = new ArrayList<>();
    List<ProposedCause> proposals = list(row, Told.PROPOSALS, ProposedCause::of);
    ProposedCause.claim(proposals, Source.ATTRIBUTION, Contributor.MRPAL).ifPresent(claims::add);
    recorded(GatherClaims.CAUSE_ON_RECORD, AttributionLog.PROPOSED_CAUSE).ifPresent(claims::add);
    Optional<Said> own = cause(Contributor.UEL);
    cause(Contributor.UMEEL).map(said -> persons(Contributor.UMEEL, said)).ifPresent(claims::add);
    own.map(said -> persons(Contributor.UEL, said)).or(this::vouched).ifPresent(claims::add);
    return claims(FieldGroup.ATTRIBUTION, claims, GatherClaims.CAUSE, own);
  }

  private Claims decisions() {
    List<Claim> claims = new ArrayList<>();
    recorded(GatherClaims.DECISION_ON_RECORD, FinalisedLog.DECISION).ifPresent(claims::add);
    Optional<Said> own = decision(Contributor.UEL);
    decision(Contributor.UMEEL)
        .map(said -> persons(Contributor.UMEEL, said))
        .ifPresent(claims::add);
    own.map(said -> persons(Contributor.UEL, said)).ifPresent(claims::add);
    return claims(FieldGroup.FINAL, claims, GatherClaims.DECISION, own);
  }

  /** That a person accepted what detection took back. */
  private Claims status() {
    List<Claim> claims = new ArrayList<>();
    String withdrawn = ReportState.WITHDRAWN.word();
    boolean isWithdrawn = withdrawn.equals(row.getAs(GatherClaims.STATE));
    String accepted = ReportStatus.ACCEPTED.word();
    if (isWithdrawn && accepted.equals(row.<@Nullable String>getAs(GatherClaims.DECISION))) {
      Instant at = row.<Timestamp>getAs(GatherClaims.DETECTED_AT).toInstant();
      claims.add(
          new Claim(Source.DETECTED, Contributor.MRDL, withdrawn, OptionalDouble.empty(), at));
      decisions().claims().stream()
          .filter(claim -> claim.value().equals(accepted))
          .findFirst()
          .ifPresent(claims::add);
    }
    return new Claims(
        key(FieldGroup.STATUS), week(), claims, Optional.of(withdrawn), Optional.empty());
  }

  private Claims claims(FieldGroup group, List<Claim> said, String holds, Optional<Said> own) {
    List<MadeEdit> edits = list(row, Told.EDITS, MadeEdit::of);
    own.ifPresent(
        holding -> MadeEdit.levelWith(holding, group, Contributor.UEL, edits).forEach(said::add));
    Optional<ConflictState> resolved =
        own.flatMap(holding -> MadeEdit.resolution(holding, key(group), edits));
    return new Claims(
        key(group),
        week(),
        said,
        Optional.ofNullable(row.<@Nullable String>getAs(holds)),
        resolved);
  }

  /** A cause that a person vouches for without having set one: by an accept of the proposal. */
  private Optional<Claim> vouched() {
    Optional<String> value =
        string(struct(row, GatherClaims.VOUCHED), AttributionLog.PROPOSED_CAUSE);
    Contributor by = decision(Contributor.UEL).isPresent() ? Contributor.UEL : Contributor.UMEEL;
    return value
        .filter(cause -> cause(Contributor.UMEEL).filter(s -> s.word().equals(cause)).isEmpty())
        .flatMap(cause -> decision(by).map(said -> Claim.ofPerson(by, cause, said.at())));
  }

  private Optional<Claim> recorded(String column, Field field) {
    Optional<Row> record = struct(row, column);
    OptionalDouble certain = OptionalDouble.of(1);
    Timestamp at = row.<@Nullable Timestamp>getAs(GatherClaims.RECORDED_AT);
    if (at == null) {
      return Optional.empty();
    }
    return string(record, field)
        .map(
            value -> new Claim(Source.FINALISED, Contributor.MRFL, value, certain, at.toInstant()));
  }

  private static Claim persons(Contributor origin, Said said) {
    return Claim.ofPerson(origin, said.word(), said.at());
  }

  private Optional<Said> decision(Contributor edits) {
    return SaidOf.decision(struct(row, edits.column()));
  }

  private Optional<Said> cause(Contributor edits) {
    return SaidOf.cause(struct(row, edits.column()));
  }

  private ConflictKey key(FieldGroup group) {
    String id = row.getAs(DetectionLog.REPORT_ID.name());
    return new ConflictKey(ConflictSubject.REPORT, id, group);
  }

  private java.time.LocalDate week() {
    return row.<java.sql.Date>getAs(LogColumns.WEEK_START.name()).toLocalDate();
  }

  static Optional<Row> struct(Row row, String name) {
    return Optional.ofNullable(row.<@Nullable Row>getAs(name));
  }

  static <T> List<T> list(Row row, String name, Function<Row, T> each) {
    List<String> columns = List.of(row.schema().fieldNames());
    int at = columns.indexOf(name);
    return at < 0 || row.isNullAt(at)
        ? List.of()
        : row.<Row>getList(at).stream().map(each).toList();
  }

  private static Optional<String> string(Optional<Row> struct, Field field) {
    return struct.flatMap(s -> Optional.ofNullable(s.<@Nullable String>getAs(field.name())));
  }
}
