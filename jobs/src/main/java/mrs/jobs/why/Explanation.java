package mrs.jobs.why;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about one report, as {@code --json} gives it.
 *
 * @param report its row in {@code minority_reports}
 * @param sources the field groups, each with what its sources had
 * @param event its event's row in {@code minority_events}; NULL where it has none
 * @param behind whether hydration would make its row of newer rows of the logs than it was made of
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Explanation(
    String reportId,
    Map<String, @Nullable Object> report,
    Series series,
    List<Group> sources,
    List<Cause> causes,
    @Nullable Map<String, @Nullable Object> event,
    List<MissingInput> degraded,
    List<Entry> history,
    boolean behind) {

  /**
   * The series around the report.
   *
   * @param expected units expected per day of the window, with bounds; NULL where not known
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Series(
      LocalDate windowStart, LocalDate windowEnd, @Nullable Band expected, List<Day> days) {}

  /** Units per day: what was expected, and two deviations below and above it. */
  public record Band(@Nullable Double lower, double expected, @Nullable Double upper) {}

  /** One cell: {@code state} is sold, not_reported or not_ranged; units only where sold. */
  public record Day(LocalDate date, String state, @Nullable Double units) {}

  /** A field group; its sources strongest first. */
  public record Group(String group, List<Offered> sources) {}

  /**
   * What a source had.
   *
   * @param values NULL where it offered nothing
   * @param used whether it gave the group
   */
  public record Offered(
      String source, @Nullable Map<String, @Nullable Object> values, boolean used) {}

  /** A cause with its score, 0 to 1, and its evidence in words. */
  public record Cause(String cause, @Nullable Double score, List<String> evidence) {}

  /** An input that was missing, and what that means. */
  public record MissingInput(String code, String means) {}

  /** A row of MRDL; {@code changes} are in words, and say all of the first row. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Entry(Instant writtenAt, String runId, List<String> changes) {}
}
