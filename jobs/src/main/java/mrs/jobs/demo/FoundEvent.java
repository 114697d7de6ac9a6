package mrs.jobs.demo;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Optional;
import mrs.contracts.EventStatus;
import mrs.contracts.Field;
import mrs.contracts.MinorityEvents;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A hydrated event, as far as the demo shows it.
 *
 * @param excess units over (or, below zero, under) the expectation; empty where nothing was
 *     reported or nothing is left of it
 */
public record FoundEvent(
    String id,
    String scope,
    String cause,
    Days days,
    Reach size,
    Optional<Double> excess,
    String status,
    Optional<String> resolution) {

  private static final String NOT_KNOWN = "?";

  /** First and last day. */
  public record Days(LocalDate from, LocalDate to) {}

  /** How many stores and SKUs, the severity and the greatest priority. */
  public record Reach(int stores, int skus, double severity, double priority) {}

  static FoundEvent of(Row row) {
    return new FoundEvent(
        row.getAs(MinorityEvents.REPORT_GROUP_ID.name()),
        text(row, MinorityEvents.SCOPE).orElse(NOT_KNOWN),
        text(row, MinorityEvents.EVENT_CAUSE).orElse(NOT_KNOWN),
        new Days(day(row, MinorityEvents.STARTS_ON), day(row, MinorityEvents.ENDS_ON)),
        new Reach(
            row.<Integer>getAs(MinorityEvents.STORES.name()),
            row.<Integer>getAs(MinorityEvents.SKUS.name()),
            row.<Double>getAs(MinorityEvents.SEVERITY.name()),
            row.<Double>getAs(MinorityEvents.PRIORITY.name())),
        excess(row),
        text(row, MinorityEvents.EVENT_STATUS).orElse(NOT_KNOWN),
        text(row, MinorityEvents.RESOLUTION_REASON));
  }

  /** Whether it is over. */
  public boolean ended() {
    return status.equals(EventStatus.ENDED.word());
  }

  private static Optional<Double> excess(Row row) {
    @Nullable Double observed = row.getAs(MinorityEvents.OBSERVED_UNITS.name());
    @Nullable Double expected = row.getAs(MinorityEvents.EXPECTED_UNITS.name());
    return observed == null || expected == null
        ? Optional.empty()
        : Optional.of(observed - expected);
  }

  private static Optional<String> text(Row row, Field field) {
    return Optional.ofNullable(row.<@Nullable String>getAs(field.name()));
  }

  private static LocalDate day(Row row, Field field) {
    return row.<Date>getAs(field.name()).toLocalDate();
  }
}
