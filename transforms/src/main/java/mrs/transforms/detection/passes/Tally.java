package mrs.transforms.detection.passes;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mrs.transforms.detection.series.Extent;
import org.jspecify.annotations.Nullable;

/**
 * What series of a region say in one pass: sums, values that are ranked together, and rows that all
 * are told. The tallies of the tasks that share a region come together to the same, bit by bit, in
 * whatever way its stores are shared out: of a store only one task speaks, and what is added up
 * over stores is either of few enough binary digits to be exact ({@link #exact}) or kept by store.
 */
public final class Tally implements Serializable {

  /** Sums have this many binary digits behind the point. */
  private static final double STEPS = 1 << 20;

  private final Map<Line, double[]> lines = new EnumMap<>(Line.class);
  private final List<double[]> told = new ArrayList<>();
  private @Nullable Ranked ranked;
  private double[] ranks = {};
  private @Nullable Extent extent;
  private @Nullable Fault fault;

  /** Values to be ranked, each among those of the same key. */
  private static final class Ranked implements Serializable {

    private final Ranking ranking;
    private final int keys;
    private int[] keyOf;
    private double[] values;
    private int size;

    private Ranked(Ranking ranking, int keys, int capacity) {
      this.ranking = ranking;
      this.keys = keys;
      keyOf = new int[keys == 1 ? 0 : capacity];
      values = new double[capacity];
    }

    private void add(int key, double value) {
      if (keys > 1) {
        keyOf[size] = key;
      }
      values[size++] = value;
    }

    private static Ranked all(List<Ranked> parts) {
      Ranked first = parts.get(0);
      if (parts.size() == 1) {
        return first;
      }
      int size = parts.stream().mapToInt(p -> p.size).sum();
      Ranked all = new Ranked(first.ranking, first.keys, size);
      for (Ranked part : parts) {
        System.arraycopy(part.values, 0, all.values, all.size, part.size);
        if (all.keys > 1) {
          System.arraycopy(part.keyOf, 0, all.keyOf, all.size, part.size);
        }
        all.size += part.size;
      }
      return all;
    }

    private double[] ranks() {
      if (keys == 1) {
        return new double[] {ranking.of(values, size)};
      }
      int[] end = new int[keys + 1];
      for (int k = 0; k < size; k++) {
        end[keyOf[k] + 1]++;
      }
      for (int key = 0; key < keys; key++) {
        end[key + 1] += end[key];
      }
      int[] next = Arrays.copyOf(end, keys);
      double[] byKey = new double[size];
      for (int k = 0; k < size; k++) {
        byKey[next[keyOf[k]]++] = values[k];
      }
      double[] ranks = new double[keys];
      for (int key = 0; key < keys; key++) {
        Arrays.sort(byKey, end[key], end[key + 1]);
        ranks[key] = ranking.of(byKey, end[key], end[key + 1]);
      }
      return ranks;
    }
  }

  /**
   * The nearest value of so few digits that any number of them add up exactly, in whatever order,
   * as long as the sum is less than 2³³.
   */
  public static double exact(double value) {
    return Math.rint(value * STEPS) / STEPS;
  }

  /** The sums of a line, to be added to; 0 at first. */
  public double[] line(Line line, int size) {
    return lines.computeIfAbsent(line, l -> new double[size]);
  }

  /** What all said. */
  public double[] of(Line line) {
    return Objects.requireNonNull(lines.get(line), line::name);
  }

  /** A line that is by store, added up. */
  public double sum(Line line) {
    return Arrays.stream(of(line)).sum();
  }

  /** Makes room for at most {@code capacity} values under keys from 0 to {@code keys} - 1. */
  public void ranking(Ranking ranking, int keys, int capacity) {
    ranked = new Ranked(ranking, keys, capacity);
  }

  /** Adds a value; {@link #ranking} comes before. */
  public void rank(int key, double value) {
    Objects.requireNonNull(ranked).add(key, value);
  }

  /** What was asked of all values, by key. */
  public double[] ranks() {
    return ranks;
  }

  /** Says that a part of the region cannot be judged. */
  public static Tally failed(Fault fault) {
    Tally tally = new Tally();
    tally.fault = fault;
    return tally;
  }

  /** Why the region cannot be judged; empty as long as it can. */
  public Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }

  /** Says what there is of the region. */
  public void tell(Extent there) {
    extent = there;
  }

  /** What there is of the whole region. */
  public Extent extent() {
    return Objects.requireNonNull(extent);
  }

  /** Tells all tasks a row of numbers. */
  public void tell(double... row) {
    told.add(row);
  }

  /** The rows that all told, in order. */
  public List<double[]> told() {
    return told;
  }

  /**
   * What all tasks of a region said; {@code parts} must not be used afterwards. Where one has
   * failed, the rest does not matter.
   */
  public static Tally together(List<Tally> parts) {
    Optional<Fault> failed =
        parts.stream().flatMap(p -> p.fault().stream()).min(Comparator.comparing(Fault::message));
    if (failed.isPresent()) {
      return failed(failed.get());
    }
    Fault.Judged<Tally> all = Fault.guarded(() -> added(parts));
    return all.fault().map(Tally::failed).orElseGet(() -> Objects.requireNonNull(all.value()));
  }

  private static Tally added(List<Tally> parts) {
    Tally all = parts.size() == 1 ? parts.get(0) : sum(parts);
    if (all.ranked != null) {
      all.ranks = all.ranked.ranks();
      all.ranked = null;
    }
    all.told.sort(Arrays::compare);
    return all;
  }

  private static Tally sum(List<Tally> parts) {
    Tally all = new Tally();
    for (Tally part : parts) {
      part.lines.forEach((line, values) -> line.add(values, all.line(line, values.length)));
      all.told.addAll(part.told);
    }
    all.extent =
        parts.stream()
            .map(p -> p.extent)
            .filter(Objects::nonNull)
            .reduce(Extent::plus)
            .orElse(null);
    List<Ranked> values = parts.stream().map(p -> p.ranked).filter(Objects::nonNull).toList();
    all.ranked = values.isEmpty() ? null : Ranked.all(values);
    return all;
  }
}
