package mrs.transforms.cohorting;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mrs.contracts.AttributionLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventStatus;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.ReportState;
import mrs.contracts.ReportStatus;
import mrs.contracts.Resolution;
import mrs.contracts.Words;
import mrs.transforms.EffectiveEdits;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Reads what was gathered about an event. */
final class ReadEvent {
  private ReadEvent() {}

  static EventFacts of(Row row) {
    Optional<Row> grown = part(row, EventField.GROWN);
    List<Row> members = grown.map(g -> list(g, MemberField.MEMBERS)).orElse(List.of());
    List<Row> left = list(row, EventField.LEFT_LIST);
    return new EventFacts(
        row.getAs(CohortHistory.REPORT_GROUP_ID.name()),
        part(row, EventField.STANDING).map(ReadEvent::standing),
        part(row, EventField.ENDED).map(ReadEvent::ended),
        part(row, EventField.EDITED).flatMap(ReadEvent::decision),
        grown.map(g -> shared(g, members.get(0))),
        members.stream().map(ReadEvent::member).sorted(EventMember.BY_ID).toList(),
        left.stream()
            .collect(
                Collectors.toMap(
                    r -> string(r, DetectionLog.REPORT_ID),
                    r -> string(r, CohortHistory.REPORT_GROUP_ID))));
  }

  private static EventFacts.LastState standing(Row row) {
    EventState state =
        new EventState(
            Words.of(EventStatus.class, string(row, EventsLog.EVENT_STATUS)),
            string(row, EventsLog.DIRECTION),
            string(row, EventsLog.SCOPE),
            strings(row, EventsLog.REPORT_IDS),
            row.<Integer>getAs(EventsLog.ACTIVE_REPORTS.name()),
            row.<Integer>getAs(EventsLog.STORES.name()),
            row.<Integer>getAs(EventsLog.SKUS.name()),
            day(row, EventsLog.STARTS_ON),
            day(row, EventsLog.ENDS_ON),
            row.<Double>getAs(EventsLog.SEVERITY.name()),
            row.<Double>getAs(EventsLog.PRIORITY.name()),
            optional(row, EventsLog.EVENT_CAUSE),
            strings(row, EventsLog.PARENTS),
            optional(row, EventsLog.MERGED_INTO));
    return new EventFacts.LastState(
        state, time(row, LogColumns.WRITTEN_AT), strings(row, LogColumns.DEGRADED_REASONS));
  }

  private static EventFacts.Ended ended(Row row) {
    return new EventFacts.Ended(
        Words.of(Resolution.class, string(row, EventsEndedLog.RESOLUTION_REASON)),
        time(row, LogColumns.WRITTEN_AT));
  }

  private static Optional<EventFacts.Decision> decision(Row row) {
    return optional(row, EffectiveEdits.DECISION)
        .map(
            d ->
                new EventFacts.Decision(
                    d.equals(ReportStatus.ACCEPTED.word()),
                    string(row, EffectiveEdits.DECIDED_BY),
                    time(row, EffectiveEdits.DECIDED_AT)));
  }

  private static EventFacts.Shared shared(Row grown, Row member) {
    return new EventFacts.Shared(
        string(grown, EventsLog.SCOPE), string(member, DetectionLog.DIRECTION));
  }

  private static EventMember member(Row row) {
    boolean active = string(row, DetectionLog.REPORT_STATE).equals(ReportState.ACTIVE.word());
    return new EventMember(
        string(row, DetectionLog.REPORT_ID),
        string(row, DetectionLog.STORE_ID),
        string(row, DetectionLog.SKU),
        active
            ? Optional.empty()
            : Optional.of(optional(row, DetectionLog.WITHDRAWN_REASON).orElse("")),
        day(row, DetectionLog.WINDOW_START),
        day(row, DetectionLog.WINDOW_END),
        row.<Double>getAs(DetectionLog.SEVERITY.name()),
        row.<Double>getAs(DetectionLog.PRIORITY.name()),
        Math.abs(units(row, DetectionLog.OBSERVED_UNITS) - units(row, DetectionLog.EXPECTED_UNITS)),
        optional(row, AttributionLog.PROPOSED_CAUSE),
        optional(row, MemberField.FORMER));
  }

  private static double units(Row row, Field field) {
    Double units = row.<@Nullable Double>getAs(field.name());
    return units == null ? 0 : units;
  }

  private static Optional<Row> part(Row row, String part) {
    return Optional.ofNullable(row.<@Nullable Row>getAs(part));
  }

  private static List<Row> list(Row row, Field list) {
    return row.getList(row.fieldIndex(list.name()));
  }

  private static List<String> strings(Row row, Field field) {
    return List.copyOf(row.<String>getList(row.fieldIndex(field.name())));
  }

  private static String string(Row row, Field field) {
    return row.getAs(field.name());
  }

  private static Optional<String> optional(Row row, Field field) {
    return Optional.ofNullable(row.<@Nullable String>getAs(field.name()));
  }

  private static long day(Row row, Field field) {
    return row.<Date>getAs(field.name()).toLocalDate().toEpochDay();
  }

  private static Instant time(Row row, Field field) {
    return row.<Timestamp>getAs(field.name()).toInstant();
  }
}
