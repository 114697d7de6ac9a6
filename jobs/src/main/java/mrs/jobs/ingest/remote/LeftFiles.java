package mrs.jobs.ingest.remote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Deliveries that cannot be had now, each with why. */
final class LeftFiles {
  private final Map<String, String> whys = new TreeMap<>();

  void add(RemoteFile file, String why) {
    whys.put(file.name(), why);
  }

  Map<String, String> byName() {
    return whys;
  }

  /** A line for each reason, with all names. */
  List<String> lines() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    whys.forEach((name, why) -> names.computeIfAbsent(why, w -> new ArrayList<>()).add(name));
    return names.entrySet().stream()
        .map(
            e ->
                (e.getValue().size() == 1
                        ? "1 delivery is"
                        : e.getValue().size() + " deliveries are")
                    + " left for the next ingest, as "
                    + e.getKey()
                    + ": "
                    + String.join(", ", e.getValue()))
        .toList();
  }
}
