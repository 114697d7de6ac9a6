package mrs.jobs.evaluate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How good the answers are, measured against labels.
 *
 * @param budgets detection, at several budgets of alerts
 * @param unfolded detection, as somebody reads it event by event
 * @param quietWeeks severity, where nothing is labelled
 * @param grouping events; null where no report of a labelled cell is in one
 * @param causes attribution; null where no report of a labelled cell has a cause
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Quality(
    List<AtBudget> budgets,
    List<Unfolded> unfolded,
    List<AtSeverity> quietWeeks,
    @Nullable Grouping grouping,
    @Nullable Causes causes) {

  /**
   * Detection when people look at the first reports of a list only, until so many cells are
   * flagged.
   *
   * @param budget flagged cells per 1,000 judged cells
   * @param flagged cells
   * @param eventRecall share of the labelled events of which a fifth of the cells is flagged
   * @param unitsRecall share of the wrong units that is in flagged cells
   * @param precision share of the flagged cells that is labelled
   * @param found events found of all, by type
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record AtBudget(
      int budget,
      int flagged,
      double eventRecall,
      double unitsRecall,
      double precision,
      Map<String, Found> found) {}

  /**
   * Detection when people unfold the first events of a list.
   *
   * @param eventsADay how many, by the days that were judged
   * @param events that were
   * @param recall share of the labelled events of which a fifth of the cells is in one of them
   * @param precision share of them of which half of the cells is labelled
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Unfolded(double eventsADay, int events, double recall, double precision) {}

  /**
   * Events that began in a region's weeks in which nothing is labelled.
   *
   * @param severity that they came up to, or beyond
   * @param events how many
   * @param due how many chance alone should bring in these days, if severity means what it says
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record AtSeverity(int severity, int events, double due) {}

  /** Events found, of all. */
  public record Found(int found, int of) {}

  /** Events against labelled ones, B-cubed over the flagged cells that are labelled. */
  public record Grouping(double purity, double completeness, double f1) {}

  /**
   * Causes of the reports that hold a labelled cell. Where context was withheld, or none was known
   * at all, {@code unknown} is right too.
   *
   * @param reports how many there are
   * @param accuracy share that is right
   * @param accuracyWhereKnowable the same without those that nobody could know
   * @param confidentErrors share that is wrong with a confidence of .6 or more
   * @param calibrationError mean difference of confidence and hit rate, over ten bins
   * @param reliability each of these bins that has a report
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Causes(
      int reports,
      double accuracy,
      double accuracyWhereKnowable,
      double confidentErrors,
      double calibrationError,
      List<Reliability> reliability) {}

  /**
   * Reports whose confidence is alike.
   *
   * @param reports how many there are
   * @param confidence its mean
   * @param right share of them whose cause is right
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Reliability(int reports, double confidence, double right) {}
}
