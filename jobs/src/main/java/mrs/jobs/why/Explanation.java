package mrs.jobs.why;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import mrs.contracts.Field;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about one report, as {@code --json} gives it.
 *
 * @param report its row in {@code minority_reports}
 * @param sources the field groups, each with what its sources had
 * @param event its event's row in {@code minority_events}; NULL where it has none
 * @param trust how far to trust it now
 * @param behind whether hydration would make its row of newer rows of the logs than it was made of
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Explanation(
    String reportId,
    Map<String, @Nullable Object> report,
    Series series,
    List<GroupSources> sources,
    List<ShownCause> causes,
    @Nullable Map<String, @Nullable Object> event,
    List<MissingInput> degraded,
    List<Entry> history,
    Trust trust,
    boolean behind) {

  /** What the report's row has of a field. */
  @Nullable Object value(Field field) {
    return report.get(field.name());
  }

  /** The same as people read it. */
  String text(Field field) {
    return Figures.of(value(field));
  }

  /**
   * How far to trust the report.
   *
   * @param at the moment for which it was scored
   * @param factors their contributions and {@code clamp} add up to {@code score}
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Trust(double score, Instant at, List<Factor> factors, double clamp) {}

  /**
   * A factor of the score: its contribution is weight × value.
   *
   * @param value NULL where it is not known; it contributes nothing then
   */
  public record Factor(
      String factor, double weight, @Nullable Double value, double contribution, String says) {}

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
  public record GroupSources(String group, List<Offered> sources) {}

  /**
   * What a source had.
   *
   * @param values NULL where it offered nothing
   * @param used whether it gave the group
   */
  public record Offered(
      String source, @Nullable Map<String, @Nullable Object> values, boolean used) {}

  /** A cause with its score, 0 to 1, and its evidence in words. */
  public record ShownCause(String cause, @Nullable Double score, List<String> evidence) {}

  /** An input that was missing, and what that means. */
  public record MissingInput(String code, String means) {}

  /** A row of MRDL; {@code changes} are in words, and say all of the first row. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Entry(Instant writtenAt, String runId, List<String> changes) {}
}
