package mrs.jobs.disk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which commits have been acknowledged: those whose writer has gone on to something else. Seen from
 * outside, by what a thread syncs: the temporary file of a commit, then at last the log's folder,
 * and whatever comes after that, or instead of it, belongs to the next thing.
 */
final class Acknowledged {
  private static final Pattern TEMPORARY =
      Pattern.compile("\\.(\\d{20})\\.json\\.[0-9a-f-]{36}\\.tmp");

  private final Path root;
  private final Map<Thread, Pending> pending = new HashMap<>();
  private final Map<String, Long> versions = new TreeMap<>();

  /** A commit that a thread is making; {@code last}: its log's folder is being synced. */
  private record Pending(Path log, long version, boolean last) {
    boolean made() {
      return Files.exists(log.resolve(String.format("%020d.json", version)));
    }
  }

  Acknowledged(Path root) {
    this.root = root;
  }

  /** The calling thread is about to sync {@code path}. */
  void before(Path path) {
    Thread thread = Thread.currentThread();
    Pending its = pending.get(thread);
    if (its != null && its.made()) {
      if (path.equals(its.log()) && !its.last()) {
        pending.put(thread, new Pending(its.log(), its.version(), true));
      } else {
        versions.merge(table(its.log()), its.version(), Math::max);
        pending.remove(thread);
      }
    }
    Matcher commit = TEMPORARY.matcher(path.getFileName().toString());
    if (commit.matches()) {
      pending.put(thread, new Pending(path.getParent(), Long.parseLong(commit.group(1)), false));
    }
  }

  /** The newest acknowledged version of each table. */
  Map<String, Long> versions() {
    return Map.copyOf(versions);
  }

  private String table(Path log) {
    return root.relativize(log.getParent()).getFileName().toString();
  }
}
