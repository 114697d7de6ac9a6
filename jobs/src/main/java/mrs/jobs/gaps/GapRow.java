package mrs.jobs.gaps;

import static mrs.transforms.SparkSchema.col;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mrs.contracts.Field;
import mrs.contracts.GapEventsLog;
import mrs.contracts.GapKind;
import mrs.contracts.LogColumns;
import mrs.contracts.Words;
import mrs.jobs.intake.journal.IntakeEvent;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Mondays;

/** Events of an intake as rows of {@code gap_events_log}. */
final class GapRow {
  private GapRow() {}

  /**
   * What tells the events of an intake apart, also those of one whose journal began anew.
   *
   * @param noticedAt in whole microseconds, as the table has it
   */
  record Key(long entry, Instant noticedAt) {
    static Key of(IntakeEvent event) {
      return new Key(event.seq(), stored(event.at()));
    }
  }

  /** Whether it is a row of the table; that the feed folder is away or back is a state. */
  static boolean isOne(IntakeEvent event) {
    return kind(event).isPresent();
  }

  /** Which events of an intake the table has. */
  static Set<Key> known(Warehouse warehouse) {
    PinnedTables tables = PinnedTables.onSight(warehouse);
    if (tables.rowCount(GapEventsLog.TABLE) == 0) {
      return Set.of();
    }
    return tables
        .read(GapEventsLog.TABLE)
        .where(col(GapEventsLog.COMPONENT).equalTo(GapEventsLog.INTAKE))
        .select(col(GapEventsLog.ENTRY), col(GapEventsLog.NOTICED_AT))
        .collectAsList()
        .stream()
        .map(row -> new Key(row.getLong(0), row.<Timestamp>getAs(1).toInstant()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The row of an event. */
  static Map<Field, Object> of(IntakeEvent event, Optional<String> runId, Instant writtenAt) {
    Map<Field, Object> row = new HashMap<>();
    row.put(GapEventsLog.COMPONENT, GapEventsLog.INTAKE);
    row.put(GapEventsLog.ENTRY, event.seq());
    row.put(GapEventsLog.KIND, kind(event).orElseThrow().word());
    row.put(GapEventsLog.NOTICED_AT, stored(event.at()));
    row.put(GapEventsLog.RECORDS, event.count());
    row.put(GapEventsLog.TEXT, event.text());
    if (!event.reason().isEmpty()) {
      row.put(GapEventsLog.REASON, event.reason());
    }
    if (!event.who().isEmpty()) {
      row.put(GapEventsLog.FEEDS, event.who());
    }
    event.from().ifPresent(from -> row.put(GapEventsLog.ACCEPTED_FROM, from));
    event.to().ifPresent(to -> row.put(GapEventsLog.ACCEPTED_TO, to));
    runId.ifPresent(id -> row.put(GapEventsLog.RUN_ID, id));
    row.put(LogColumns.WRITTEN_AT, writtenAt);
    row.put(LogColumns.WEEK_START, Mondays.of(event.at()));
    return row;
  }

  private static Optional<GapKind> kind(IntakeEvent event) {
    return Words.find(GapKind.class, event.kind().word());
  }

  private static Instant stored(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }
}
