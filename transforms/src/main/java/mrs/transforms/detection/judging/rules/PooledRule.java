package mrs.transforms.detection.judging.rules;

import java.io.Serializable;
import java.util.List;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.model.Columns;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.reports.Group;
import mrs.transforms.detection.reports.GroupKey;
import mrs.transforms.detection.reports.Score;

/**
 * What the tests of stores and of SKUs share: both pool cells, look at the mean logarithm as at the
 * summed units, believe the rarer of the two, and keep what they found open while it fades.
 */
final class PooledRule implements Serializable {

  private final TestKind test;
  private final List<String> names;
  private final PooledSignal logs;
  private final PooledSignal volumes;
  private final OpenGroups open;
  private final Alarms alarms;

  /**
   * A test of stores, or of SKUs.
   *
   * @param names of the stores, or of the SKUs
   * @param pools where it remembers what is open
   */
  PooledRule(
      TestKind test,
      List<String> names,
      Columns<PoolField> pools,
      PooledSignal logs,
      PooledSignal volumes) {
    this.test = test;
    this.names = names;
    this.open = new OpenGroups(pools);
    this.alarms = new Alarms(pools.of(PoolField.ALARM));
    this.logs = logs;
    this.volumes = volumes;
  }

  /** How many stores, or SKUs, there are. */
  int size() {
    return names.size();
  }

  /** How many of them are tested today. */
  int tests() {
    return logs.effects().count();
  }

  private boolean tested(int k) {
    return logs.effects().cells(k) > 0;
  }

  /** The score of what one shows today, among so many that are tested, up and down. */
  double score(int k, int tests) {
    if (!tested(k)) {
      return Double.NEGATIVE_INFINITY;
    }
    double rarity = Math.max(logs.rarity(k), volumes.rarity(k));
    return open.lasting(k, Score.of(rarity, 2 * tests), statistic(k));
  }

  /** Whether one sells too much or too little. */
  Direction direction(int k) {
    return SpreadGroup.direction(statistic(k));
  }

  /** The statistic that is the rarer one. */
  private double statistic(int k) {
    return (logs.rarity(k) >= volumes.rarity(k) ? logs : volumes).effects().statistic(k);
  }

  /** Counts what one shows today. */
  void count(int k, double score, DayAlarms day) {
    alarms.advance(k, SpreadGroup.sign(direction(k)), score, day.pooled());
  }

  /** What was found of one on a day; it stays open. */
  Group open(int k, long day, double score, double severity) {
    double z = statistic(k);
    Direction direction = SpreadGroup.direction(z);
    long start = open.open(k, day, z, score);
    String key = GroupKey.pooled(test, names.get(k), direction);
    return new Group(test, direction, key, start, severity, z, tests() - 1);
  }

  /** Nothing was found of one today. */
  void close(int k) {
    open.close(k);
  }

  /** Remembers what one shows today, as a part of what is usual. */
  void remember(int k) {
    if (tested(k)) {
      logs.remember(k);
      volumes.remember(k);
    }
  }
}
