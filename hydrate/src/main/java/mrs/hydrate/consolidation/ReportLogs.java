package mrs.hydrate.consolidation;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import mrs.contracts.InputState;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.transforms.Availability;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The logs that consolidated reports and events are made of: rows of committed runs, every version
 * of them or the latest. A log that is down or not installed is empty.
 */
public record ReportLogs(
    Dataset<Row> detected,
    Optional<Dataset<Row>> clustered,
    Optional<Dataset<Row>> attributed,
    Optional<Dataset<Row>> cohort,
    Optional<Dataset<Row>> events,
    Optional<Dataset<Row>> ended,
    Optional<Dataset<Row>> finalised,
    Optional<Dataset<Row>> edits,
    Optional<Dataset<Row>> eventEdits) {

  /** The log. */
  public Optional<Dataset<Row>> get(Contributor log) {
    return switch (log) {
      case MRDL -> Optional.of(detected);
      case MRCL -> clustered;
      case MRPAL -> attributed;
      case MRCH -> cohort;
      case MELOG -> events;
      case MEEL -> ended;
      case MRFL -> finalised;
      case UEL -> edits;
      case UMEEL -> eventEdits;
    };
  }

  /** Whether the log is there. */
  public boolean has(Contributor log) {
    return get(log).isPresent();
  }

  /** The same logs with {@code change} made to each that is there. */
  public ReportLogs map(BiFunction<Contributor, Dataset<Row>, Dataset<Row>> change) {
    Function<Contributor, Optional<Dataset<Row>>> changed =
        log -> get(log).map(rows -> change.apply(log, rows));
    return changedTo(changed);
  }

  /** The same logs without those for which {@code kept} is false. */
  public ReportLogs only(Predicate<Contributor> kept) {
    return changedTo(log -> get(log).filter(rows -> log == Contributor.MRDL || kept.test(log)));
  }

  /**
   * The same logs without those that {@code availability} calls down, though they may be readable.
   */
  public ReportLogs usable(Availability availability) {
    return only(log -> log.input().filter(availability::isDown).isEmpty());
  }

  /** The rows that had been written by {@code time}. */
  public ReportLogs asOf(Instant time) {
    Column by = col(LogColumns.WRITTEN_AT).leq(lit(Timestamp.from(time)));
    return map((log, rows) -> rows.where(by));
  }

  /**
   * {@code availability}, with every log called absent that is not here though it is said to be
   * there, so that no missing log goes without its code.
   */
  public Availability missingFrom(Availability availability) {
    Availability found = availability;
    for (Contributor log : Contributor.values()) {
      if (log.input().isPresent() && !has(log)) {
        found = withoutThe(log.input().get(), found);
      }
    }
    return found;
  }

  private static Availability withoutThe(OptionalInput input, Availability availability) {
    InputState state = availability.state(input);
    boolean saidToBeThere = state == InputState.PRESENT || state == InputState.DRIFTED;
    return saidToBeThere ? availability.with(input, InputState.ABSENT) : availability;
  }

  private ReportLogs changedTo(Function<Contributor, Optional<Dataset<Row>>> log) {
    return new ReportLogs(
        log.apply(Contributor.MRDL).orElseThrow(),
        log.apply(Contributor.MRCL),
        log.apply(Contributor.MRPAL),
        log.apply(Contributor.MRCH),
        log.apply(Contributor.MELOG),
        log.apply(Contributor.MEEL),
        log.apply(Contributor.MRFL),
        log.apply(Contributor.UEL),
        log.apply(Contributor.UMEEL));
  }
}
