package mrs.transforms.detection.passes;

import java.io.Serializable;
import java.util.Arrays;

/** Values that are ranked over the whole region, each among those of the same key. */
public final class Ranked implements Serializable {

  private final Ranking ranking;
  private final int keys;
  private int[] keyOf;
  private double[] values;
  private int size;

  /** What was asked of the values of each key; none before all of them are there. */
  private double[] ranks = {};

  /** Room for about {@code capacity} values under keys from 0 to {@code keys} - 1. */
  public Ranked(Ranking ranking, int keys, int capacity) {
    this.ranking = ranking;
    this.keys = keys;
    keyOf = new int[keys == 1 ? 0 : capacity];
    values = new double[capacity];
  }

  /** Adds a value to those of a key. */
  public void add(int key, double value) {
    if (size == values.length) {
      room(1);
    }
    if (keys > 1) {
      keyOf[size] = key;
    }
    values[size++] = value;
  }

  private void room(int more) {
    int capacity = Math.max(size + more, 2 * size);
    values = Arrays.copyOf(values, capacity);
    keyOf = keys == 1 ? keyOf : Arrays.copyOf(keyOf, capacity);
  }

  /** Adds the values of another task. */
  public void merge(Ranked other) {
    if (values.length - size < other.size) {
      room(other.size);
    }
    System.arraycopy(other.values, 0, values, size, other.size);
    if (keys > 1) {
      System.arraycopy(other.keyOf, 0, keyOf, size, other.size);
    }
    size += other.size;
  }

  /** Ranks the values, all of which are there, and forgets them. */
  public void finish() {
    ranks = keys == 1 ? new double[] {ranking.of(values, size)} : ranksByKey();
    keyOf = new int[0];
    values = new double[0];
    size = 0;
  }

  /** What was asked of the values of a key; {@link #finish} comes before. */
  public double of(int key) {
    return ranks[key];
  }

  private double[] ranksByKey() {
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
    double[] byRank = new double[keys];
    for (int key = 0; key < keys; key++) {
      Arrays.sort(byKey, end[key], end[key + 1]);
      byRank[key] = ranking.of(byKey, end[key], end[key + 1]);
    }
    return byRank;
  }
}
