package mrs.jobs.conflicts;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import mrs.contracts.ConflictState;
import mrs.contracts.ConflictSubject;
import mrs.contracts.ConflictsLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.LogColumns;
import mrs.contracts.Source;
import mrs.contracts.Words;
import mrs.hydrate.conflicts.Claim;
import mrs.hydrate.conflicts.Conflict;
import mrs.hydrate.conflicts.ConflictKey;
import mrs.hydrate.consolidation.Contributor;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code conflicts_log}.
 *
 * @param id of the conflict
 * @param entry number of the row among those of its conflict, from 1
 * @param conflict what it says
 * @param week the Monday that its subject is stored under
 * @param lastUpdated logical time of the run that saw it change
 */
public record ConflictEntry(
    String id, long entry, Conflict conflict, LocalDate week, Instant lastUpdated) {

  static ConflictEntry of(Row row) {
    ConflictKey key =
        new ConflictKey(
            Words.of(ConflictSubject.class, string(row, ConflictsLog.SUBJECT)),
            string(row, ConflictsLog.SUBJECT_ID),
            Words.of(FieldGroup.class, string(row, ConflictsLog.FIELD_GROUP)));
    Conflict conflict =
        new Conflict(
            key,
            row.<Row>getList(row.fieldIndex(ConflictsLog.SOURCES.name())).stream()
                .map(ConflictEntry::claim)
                .toList(),
            Words.of(ConflictState.class, string(row, ConflictsLog.RESOLUTION)),
            Optional.ofNullable(row.<@Nullable String>getAs(ConflictsLog.HOLDS.name())),
            real(row, row.fieldIndex(ConflictsLog.CONFIDENCE.name())),
            row.getList(row.fieldIndex(ConflictsLog.REASON_CODES.name())));
    return new ConflictEntry(
        string(row, ConflictsLog.CONFLICT_ID),
        row.<Long>getAs(ConflictsLog.ENTRY.name()),
        conflict,
        row.<Date>getAs(LogColumns.WEEK_START.name()).toLocalDate(),
        row.<Timestamp>getAs(ConflictsLog.LAST_UPDATED.name()).toInstant());
  }

  /** The row that it is in the log, as the run of {@code stamp} writes it. */
  Map<Field, Object> row(RunStamp stamp) {
    Map<Field, Object> row = new HashMap<>();
    row.put(ConflictsLog.CONFLICT_ID, id);
    row.put(ConflictsLog.ENTRY, entry);
    row.put(ConflictsLog.SUBJECT, conflict.key().subject().word());
    row.put(ConflictsLog.SUBJECT_ID, conflict.key().subjectId());
    row.put(ConflictsLog.FIELD_GROUP, conflict.key().group().word());
    row.put(ConflictsLog.SOURCES, conflict.claims().stream().map(ConflictEntry::row).toList());
    row.put(ConflictsLog.RESOLUTION, conflict.state().word());
    conflict.holds().ifPresent(holds -> row.put(ConflictsLog.HOLDS, holds));
    conflict.confidence().ifPresent(sure -> row.put(ConflictsLog.CONFIDENCE, sure));
    row.put(ConflictsLog.REASON_CODES, conflict.reasons());
    row.put(ConflictsLog.LAST_UPDATED, lastUpdated);
    row.put(LogColumns.RUN_ID, stamp.runId());
    row.put(LogColumns.WRITTEN_AT, stamp.writtenAt());
    row.put(LogColumns.VERSION, stamp.version());
    row.put(LogColumns.IS_DEGRADED, !stamp.reasons().isEmpty());
    row.put(LogColumns.DEGRADED_REASONS, stamp.reasons());
    row.put(LogColumns.WEEK_START, week);
    return row;
  }

  private static Claim claim(Row row) {
    return new Claim(
        Words.of(Source.class, row.getString(0)),
        Contributor.valueOf(row.getString(1)),
        row.getString(2),
        real(row, 3),
        row.getTimestamp(4).toInstant());
  }

  private static Row row(Claim claim) {
    return RowFactory.create(
        claim.source().word(),
        claim.origin().name(),
        claim.value(),
        claim.confidence().isPresent() ? claim.confidence().getAsDouble() : null,
        Timestamp.from(claim.at()));
  }

  private static OptionalDouble real(Row row, int at) {
    return row.isNullAt(at) ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(at));
  }

  private static String string(Row row, Field field) {
    return row.getAs(field.name());
  }

  /** Whether the conflict goes on, so that there may be something to resolve. */
  boolean isOpen() {
    return !conflict.isOver();
  }
}
