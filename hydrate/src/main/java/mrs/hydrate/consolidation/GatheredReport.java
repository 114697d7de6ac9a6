package mrs.hydrate.consolidation;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.AttributionLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.Source;
import mrs.hydrate.consolidation.Decisions.Proposal;
import mrs.hydrate.consolidation.EventStanding.Logged;
import mrs.hydrate.consolidation.StandingEdits.Said;
import org.jspecify.annotations.Nullable;

/**
 * One report as the logs have it, in plain Java: what {@link GatherReports} and {@link
 * OfferedValues} tell of whole logs, told of a handful of rows.
 *
 * @param latest the latest row of each log, edits apart; of MEEL only an ending that counts
 * @param event where its event stands
 * @param decisions what people decided
 */
public record GatheredReport(
    Map<Contributor, PlainRow> latest, EventStanding event, Decisions decisions) {

  private static final Comparator<PlainRow> EARLIER_FIRST =
      Comparator.<PlainRow, Instant>comparing(row -> row.time(LogColumns.WRITTEN_AT))
          .thenComparing(row -> row.whole(LogColumns.VERSION))
          .thenComparing(row -> row.whole(LogColumns.CONTENT_HASH));

  private static final List<Contributor> OF_THE_REPORT =
      List.of(
          Contributor.MRDL,
          Contributor.MRCL,
          Contributor.MRPAL,
          Contributor.MRCH,
          Contributor.MRFL);

  /** Keeps a copy. */
  public GatheredReport {
    latest = Map.copyOf(latest);
  }

  /**
   * By the rows of one report, and of any events; those of the event that it belongs to count.
   *
   * @param rows trusted ones; a log that is down or has none may be left out
   */
  public static GatheredReport of(Map<Contributor, List<PlainRow>> rows) {
    Map<Contributor, PlainRow> latest = new EnumMap<>(Contributor.class);
    for (Contributor log : OF_THE_REPORT) {
      latest(of(rows, log).stream()).ifPresent(row -> latest.put(log, row));
    }
    Optional<String> event =
        Optional.ofNullable(latest.get(Contributor.MRCH))
            .flatMap(row -> row.text(CohortHistory.REPORT_GROUP_ID));
    Optional<PlainRow> logged = latest(ofEvent(rows, Contributor.MELOG, event));
    Optional<PlainRow> ending = latest(ofEvent(rows, Contributor.MEEL, event));
    EventStanding standing =
        EventStanding.of(
            logged.flatMap(GatheredReport::status),
            ending.map(row -> row.time(LogColumns.WRITTEN_AT)));
    logged.ifPresent(row -> latest.put(Contributor.MELOG, row));
    ending.filter(row -> standing.ends()).ifPresent(row -> latest.put(Contributor.MEEL, row));
    Decisions decisions =
        Decisions.of(
            StandingEdits.of(of(rows, Contributor.UEL)),
            StandingEdits.of(ofEvent(rows, Contributor.UMEEL, event).toList()));
    return new GatheredReport(latest, standing, decisions);
  }

  /** What a source has for a group, in the offer's order and without NULLs; empty = nothing. */
  public Optional<Map<String, Object>> offered(Offer offer) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (offer.decided().filter(group -> !isRecorded(group)).isEmpty()) {
      for (Field field : offer.fields()) {
        Object value = value(offer.source(), field);
        if (value != null) {
          values.put(field.name(), value);
        }
      }
    }
    return Optional.of(values).filter(some -> !some.isEmpty());
  }

  /** When the newest row was written that contributes to the hydrated one; an edit never does. */
  public Optional<Instant> newest() {
    return latest.entrySet().stream()
        .filter(log -> log.getKey() != Contributor.MRFL || recordContributes())
        .map(log -> log.getValue().time(LogColumns.WRITTEN_AT))
        .max(Comparator.naturalOrder());
  }

  private boolean recordContributes() {
    return Stream.of(FieldGroup.FINAL, FieldGroup.ATTRIBUTION)
        .flatMap(group -> giver(group).stream())
        .anyMatch(source -> source == Source.FINALISED);
  }

  /** The strongest source that has something. */
  private Optional<Source> giver(FieldGroup group) {
    return ReportSources.of(group).stream()
        .filter(offer -> offered(offer).isPresent())
        .map(Offer::source)
        .findFirst();
  }

  private @Nullable Object value(Source source, Field field) {
    return switch (source) {
      case DETECTED -> read(Contributor.MRDL, field);
      case CLUSTERED -> read(Contributor.MRCL, field);
      case ATTRIBUTION -> read(Contributor.MRPAL, field);
      case COHORT -> ofEvent(field);
      case FINALISED -> read(Contributor.MRFL, field);
      case UI -> decided(field);
    };
  }

  private @Nullable Object ofEvent(Field field) {
    if (field.equals(MinorityReports.EVENT_STATUS)) {
      return event.status().orElse(null);
    }
    if (field.equals(DetectionLog.SEVERITY)) {
      return read(Contributor.MELOG, field);
    }
    boolean ofEnd = field.equals(MinorityReports.RESOLUTION_REASON);
    return read(ofEnd ? Contributor.MEEL : Contributor.MRCH, field);
  }

  private @Nullable Object decided(Field field) {
    Optional<Said> decision = decisions.decision();
    Optional<String> vouched = decisions.vouched(proposal());
    Map<Field, Optional<?>> values =
        Map.of(
            FinalisedLog.DECISION, decision.map(Said::word),
            FinalisedLog.DECIDED_BY, decision.map(Said::by),
            FinalisedLog.DECIDED_AT, decision.map(Said::at),
            AttributionLog.PROPOSED_CAUSE, vouched,
            AttributionLog.CONFIDENCE_SCORE, vouched.map(cause -> Decisions.CERTAIN));
    return values.getOrDefault(field, Optional.empty()).orElse(null);
  }

  private Optional<Proposal> proposal() {
    return Optional.ofNullable(latest.get(Contributor.MRPAL))
        .flatMap(
            row ->
                row.text(AttributionLog.PROPOSED_CAUSE)
                    .map(cause -> new Proposal(cause, row.time(LogColumns.WRITTEN_AT))));
  }

  private boolean isRecorded(FieldGroup group) {
    List<String> groups =
        Optional.ofNullable(latest.get(Contributor.MRFL))
            .map(row -> row.texts(FinalisedLog.DECIDED_GROUPS))
            .orElse(List.of());
    return decisions.isRecorded(group, groups);
  }

  private @Nullable Object read(Contributor log, Field field) {
    PlainRow row = latest.get(log);
    return row == null ? null : row.get(field);
  }

  private static Optional<Logged> status(PlainRow row) {
    return row.text(EventsLog.EVENT_STATUS)
        .map(status -> new Logged(status, row.time(LogColumns.WRITTEN_AT)));
  }

  private static List<PlainRow> of(Map<Contributor, List<PlainRow>> rows, Contributor log) {
    return rows.getOrDefault(log, List.of());
  }

  private static Stream<PlainRow> ofEvent(
      Map<Contributor, List<PlainRow>> rows, Contributor log, Optional<String> event) {
    return of(rows, log).stream()
        .filter(row -> event.isPresent() && event.equals(row.text(CohortHistory.REPORT_GROUP_ID)));
  }

  private static Optional<PlainRow> latest(Stream<PlainRow> rows) {
    return rows.max(EARLIER_FIRST);
  }
}
