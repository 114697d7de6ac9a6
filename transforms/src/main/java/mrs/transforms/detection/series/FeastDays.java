package mrs.transforms.detection.series;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The feasts that a region keeps, as its calendar has them: of all years that it covers, those
 * before the first day of the region's grid and after its last among them, since they are known in
 * advance. Days are days since 1970-01-01, feasts are keys that are the same in every year.
 */
public final class FeastDays {
  /** Of a region without a calendar. */
  public static final FeastDays NONE = new FeastDays();

  private static final SortedSet<String> NO_FEAST = Collections.emptySortedSet();

  private final TreeMap<Long, TreeSet<String>> byDay = new TreeMap<>();
  private final Map<String, TreeSet<Long>> byFeast = new HashMap<>();

  private FeastDays() {}

  /** Those of {@code days}, by feast. */
  public static FeastDays of(Map<String, ? extends Collection<Long>> days) {
    FeastDays feasts = new FeastDays();
    days.forEach((feast, on) -> on.forEach(day -> feasts.add(day, feast)));
    return feasts;
  }

  private void add(long day, String feast) {
    byDay.computeIfAbsent(day, d -> new TreeSet<>()).add(feast);
    byFeast.computeIfAbsent(feast, f -> new TreeSet<>()).add(day);
  }

  /** Whether none is known. */
  public boolean isEmpty() {
    return byDay.isEmpty();
  }

  /** The feasts of a day, sorted; as a rule none or one. */
  public SortedSet<String> on(long day) {
    SortedSet<String> feasts = byDay.get(day);
    return feasts == null ? NO_FEAST : Collections.unmodifiableSortedSet(feasts);
  }

  /** The last day before {@code day} on which {@code feast} was kept; empty where none is known. */
  public OptionalLong lastBefore(long day, String feast) {
    NavigableSet<Long> days = byFeast.get(feast);
    Long last = days == null ? null : days.lower(day);
    return last == null ? OptionalLong.empty() : OptionalLong.of(last);
  }
}
