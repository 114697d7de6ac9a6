package mrs.jobs.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mrs.contracts.OptionalInput;
import mrs.contracts.SalesGrain;
import mrs.contracts.Words;
import mrs.hydrate.trust.TrustPolicy;
import mrs.transforms.attribution.Calibration;
import mrs.transforms.timeseries.BuildTimeseries;

/** The whole configuration, as {@code conf/mrs.yaml} writes it. Durations are ISO-8601. */
public record MrsConfig(
    Feeds feeds,
    Map<String, Input> inputs,
    CalendarConfig calendar,
    Ingest ingest,
    Quality quality,
    Detection detection,
    Clustering clustering,
    Attribution attribution,
    Cohorting cohorting,
    Limits limits,
    Retry retry,
    Health health,
    TrustConfig trust,
    CacheConfig cache,
    TelemetryConfig telemetry) {

  /**
   * Checks that every optional input is configured, and nothing else. The calendar is by naming
   * places.
   */
  public MrsConfig {
    List<String> known =
        Arrays.stream(OptionalInput.values())
            .filter(i -> i != OptionalInput.CALENDAR)
            .map(Words::word)
            .toList();
    for (String name : known) {
      Bounds.check(inputs.containsKey(name), "inputs." + name, "absent", "a mapping");
    }
    for (String name : inputs.keySet()) {
      Bounds.check(known.contains(name), "inputs." + name, name, "one of " + known);
    }
    inputs = Map.copyOf(inputs);
  }

  /** What is configured for {@code input}. */
  public Input input(OptionalInput input) {
    if (input == OptionalInput.CALENDAR) {
      return new Input(calendar.hasAny(), Duration.ZERO);
    }
    return Objects.requireNonNull(inputs.get(input.word()));
  }

  /** The same with other optional inputs. */
  public MrsConfig withInputs(Map<String, Input> others) {
    return new MrsConfig(
        feeds,
        others,
        calendar,
        ingest,
        quality,
        detection,
        clustering,
        attribution,
        cohorting,
        limits,
        retry,
        health,
        trust,
        cache,
        telemetry);
  }

  /** The feeds. */
  public record Feeds(SalesFeed sales) {}

  /**
   * How sales are delivered.
   *
   * @param lineId what {@code line_id} names where rows are lines
   * @param linesMove whether a line that is sent again under another day has moved to it
   * @param skuSilentDays after so many silent days a SKU counts as not ranged
   * @param storeSilentDays after so many silent days a store counts as closed
   * @param qualifyStores whether a store is known by {@code retailer:store_id}
   */
  public record SalesFeed(
      Grain grain,
      LineId lineId,
      boolean linesMove,
      Zeros zeros,
      int skuSilentDays,
      int storeSilentDays,
      boolean qualifyStores) {
    /** Checks the bounds. */
    public SalesFeed {
      Bounds.between(skuSilentDays, 1, 365, "feeds.sales.sku_silent_days");
      Bounds.between(storeSilentDays, 1, 365, "feeds.sales.store_silent_days");
    }

    /** What a row is, by both keys that say so. */
    public SalesGrain salesGrain() {
      if (grain == Grain.CELL) {
        return SalesGrain.CELL;
      }
      return lineId == LineId.RECEIPT ? SalesGrain.RECEIPT : SalesGrain.LINE;
    }

    /** How cells are made of the rows. */
    public BuildTimeseries.Rules rules() {
      return new BuildTimeseries.Rules(
          salesGrain(), linesMove, zeros == Zeros.IMPLIED, skuSilentDays, storeSilentDays);
    }
  }

  /** What one row of the sales feed is; see {@link SalesFeed#salesGrain}. */
  public enum Grain {
    /** One store, SKU and day. */
    CELL,
    /** One invoice line. */
    LINE
  }

  /** What the id of an invoice line names. */
  public enum LineId {
    /** One line: of its versions, one counts. */
    LINE,
    /** A receipt: the rows of one SKU that were sent with it at one time all count. */
    RECEIPT
  }

  /** How the sales feed says that nothing was sold. */
  public enum Zeros {
    /** It sends a zero. */
    EXPLICIT,
    /** It sends no row. */
    IMPLIED
  }

  /**
   * An optional input.
   *
   * @param maxLag how old its newest row may be; zero = not checked
   */
  public record Input(boolean installed, Duration maxLag) {
    /** Checks the bounds. */
    public Input {
      Bounds.check(!maxLag.isNegative(), "inputs.*.max_lag", maxLag, "a duration of at least zero");
    }
  }

  /**
   * Ingest.
   *
   * @param attempts a delivery that has failed so often is parked
   */
  public record Ingest(int attempts) {
    /** Checks the bounds. */
    public Ingest {
      Bounds.between(attempts, 1, 100, "ingest.attempts");
    }
  }

  /**
   * What the quality gate expects of a delivery.
   *
   * @param rowsFactor how many times more or fewer records than the trailing median are plausible,
   *     of any table but context
   * @param maxUnits a row of sales is out of range beyond ± this
   * @param inRange share of the rows of sales, 0 to 1, that have to be in range
   */
  public record Quality(double rowsFactor, double maxUnits, double inRange) {
    /** Checks the bounds. */
    public Quality {
      Bounds.between(rowsFactor, 1.0, 1000.0, "quality.rows_factor");
      Bounds.between(maxUnits, 1.0, 1e12, "quality.max_units");
      Bounds.between(inRange, 0.0, 1.0, "quality.in_range");
    }
  }

  /**
   * Detection.
   *
   * @param grace how long after the end of a day a store may still report it
   * @param seriesPerTask a region with more series than that is judged by several tasks
   */
  public record Detection(Duration grace, int seriesPerTask) {
    /** Checks the bounds. */
    public Detection {
      Bounds.between(grace.toHours(), 0, 24 * 30, "detection.grace");
      Bounds.between(seriesPerTask, 1, 10_000_000, "detection.series_per_task");
    }
  }

  /** Clustering; {@code minSupport} groups have to look alike before they are a pattern. */
  public record Clustering(int minSupport) {
    /** Checks the bounds. */
    public Clustering {
      Bounds.between(minSupport, 1, 1000, "clustering.min_support");
    }
  }

  /**
   * Attribution.
   *
   * @param calibration how often which evidence was right; the file names the file that has it
   */
  public record Attribution(Calibration calibration) {}

  /** Cohorting; all in days. */
  public record Cohorting(int maxGapDays, int quietDays, int maxDays) {
    /** Checks the bounds. */
    public Cohorting {
      Bounds.between(maxGapDays, 0, 31, "cohorting.max_gap_days");
      Bounds.between(quietDays, 0, 365, "cohorting.quiet_days");
      Bounds.between(maxDays, 1, 3650, "cohorting.max_days");
    }
  }

  /**
   * Bounds on the work of one run.
   *
   * @param worklist reports that a stage takes on
   * @param horizonDays how far back stages look for reports that belong together
   */
  public record Limits(int worklist, int horizonDays) {
    /** Checks the bounds. */
    public Limits {
      Bounds.between(worklist, 1, 100_000_000, "limits.worklist");
      Bounds.between(horizonDays, 7, 3650, "limits.horizon_days");
    }
  }

  /** Retry at the edge; {@code delay} doubles after each attempt. */
  public record Retry(int attempts, Duration delay) {
    /** Checks the bounds. */
    public Retry {
      Bounds.between(attempts, 1, 10, "retry.attempts");
      Bounds.between(delay.toMillis(), 0, 60_000, "retry.delay (milliseconds)");
    }
  }

  /**
   * How {@code mrs health} weighs what it looks at; no run is frozen with it.
   *
   * @param criticalStage weight of a stage without which there is no answer
   * @param otherStage weight of any other stage
   * @param input weight of an optional input that is installed
   * @param cache weight of the cache of feed files, once one was used
   * @param spool weight of what the receiver took and has not handed over
   * @param stageStale a stage that has committed nothing for so long is down
   * @param spoolStale the spool is down when a delivery waits in it for so long
   */
  public record Health(
      double criticalStage,
      double otherStage,
      double input,
      double cache,
      double spool,
      Duration stageStale,
      Duration spoolStale) {
    /** The weights of those who configure none. */
    public static final Health USUAL =
        new Health(5, 2, 1, 1, 2, Duration.ofHours(36), Duration.ofHours(1));

    private static final double HEAVIEST = 1000;

    /** Checks the bounds. */
    public Health {
      Bounds.between(criticalStage, .001, HEAVIEST, "health.critical_stage");
      Bounds.between(otherStage, .001, HEAVIEST, "health.other_stage");
      Bounds.between(input, .001, HEAVIEST, "health.input");
      Bounds.between(cache, .001, HEAVIEST, "health.cache");
      Bounds.between(spool, .001, HEAVIEST, "health.spool");
      Bounds.between(stageStale.toMinutes(), 1, 527_040, "health.stage_stale (minutes)");
      Bounds.between(spoolStale.toMinutes(), 1, 527_040, "health.spool_stale (minutes)");
    }
  }

  /** What {@code trust_score} goes by now, as transforms take it. */
  public TrustPolicy trustPolicy() {
    return trust.policy(
        (int) Arrays.stream(OptionalInput.values()).filter(i -> input(i).installed()).count());
  }
}
