package mrs.transforms.cohorting;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the reports of one place that belong together: connected components of the links between
 * them.
 *
 * <p>Reports of a store or a SKU are linked where at most {@code maxGapDays} lie between them, and
 * stores whose {@link Signature} is alike. Single series of a SKU are linked like that with
 * themselves, with those that have the same cluster on overlapping days, and with those that they
 * have belonged to so far, so that neither a cluster that drifts nor one that is not known tonight
 * takes an event apart. What one test found together is linked in any case. What is not rare enough
 * to be shown is linked with its like alone: chance would stretch every event.
 *
 * @param maxGapDays days that may lie between two windows
 * @param maxDays what starts so many days after the first day, or later, belongs to another event
 */
record JoinReports(int maxGapDays, int maxDays) implements Serializable {

  private static final int OVERLAP = -1;

  /**
   * The components, each by time, in the order of their first reports: of what is shown, then of
   * the rest.
   */
  List<List<PlacedReport>> components(List<PlacedReport> reports) {
    return Stream.of(true, false)
        .flatMap(shown -> joined(reports.stream().filter(r -> r.shown() == shown)))
        .toList();
  }

  private Stream<List<PlacedReport>> joined(Stream<PlacedReport> reports) {
    Links links = new Links(reports.sorted(PlacedReport.BY_TIME).toList());
    links.link(r -> r.group(), Integer.MAX_VALUE);
    links.link(r -> r.single() || r.ofStore() ? r.storeId() : "", maxGapDays);
    links.link(r -> r.single() ? r.cluster() : null, OVERLAP);
    links.link(r -> r.single() ? r.event() : null, maxGapDays);
    links.linkAlike();
    return links.components().stream().flatMap(c -> segments(c).stream());
  }

  private List<List<PlacedReport>> segments(List<PlacedReport> component) {
    List<List<PlacedReport>> segments = new ArrayList<>();
    long next = Long.MIN_VALUE;
    for (PlacedReport report : component) {
      if (report.first() >= next) {
        segments.add(new ArrayList<>());
        next = report.first() + maxDays;
      }
      segments.get(segments.size() - 1).add(report);
    }
    return segments;
  }

  /** Union-find over the reports by their place in time. */
  private static final class Links {
    private final List<PlacedReport> reports;
    private final int[] parent;

    private Links(List<PlacedReport> byTime) {
      reports = byTime;
      parent = new int[byTime.size()];
      for (int i = 0; i < parent.length; i++) {
        parent[i] = i;
      }
    }

    /**
     * Links reports with the same key, unless it is null, while at most {@code gap} days lie
     * between.
     */
    private void link(Function<PlacedReport, @Nullable String> key, int gap) {
      Map<String, Integer> last = new HashMap<>();
      Map<String, Long> reach = new HashMap<>();
      for (int i = 0; i < parent.length; i++) {
        String name = key.apply(reports.get(i));
        if (name != null) {
          Integer before = last.put(name, i);
          if (before != null
              && reports.get(i).first() - Objects.requireNonNull(reach.get(name)) - 1 <= gap) {
            union(before, i);
          }
          reach.merge(name, reports.get(i).last(), Math::max);
        }
      }
    }

    /** Links components whose signatures are alike; only those that overlap in time are met. */
    private void linkAlike() {
      TreeMap<Integer, Signature> signatures = new TreeMap<>();
      byRoot().forEach((root, own) -> Signature.of(own).ifPresent(s -> signatures.put(root, s)));
      signatures.forEach(
          (root, one) ->
              signatures.tailMap(root, false).entrySet().stream()
                  .takeWhile(other -> other.getValue().first() <= one.last())
                  .filter(other -> one.isLike(other.getValue()))
                  .forEach(other -> union(root, other.getKey())));
    }

    private void union(int a, int b) {
      int first = Math.min(find(a), find(b));
      parent[find(a)] = first;
      parent[find(b)] = first;
    }

    private int find(int i) {
      int root = i;
      while (parent[root] != root) {
        parent[root] = parent[parent[root]];
        root = parent[root];
      }
      return root;
    }

    private List<List<PlacedReport>> components() {
      return Collections.unmodifiableList(new ArrayList<>(byRoot().values()));
    }

    private Map<Integer, List<PlacedReport>> byRoot() {
      Map<Integer, List<PlacedReport>> byRoot = new TreeMap<>();
      for (int i = 0; i < parent.length; i++) {
        byRoot.computeIfAbsent(find(i), r -> new ArrayList<>()).add(reports.get(i));
      }
      return byRoot;
    }
  }
}
