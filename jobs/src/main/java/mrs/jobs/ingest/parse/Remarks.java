package mrs.jobs.ingest.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mrs.contracts.DriftKind;
import mrs.contracts.Field;
import mrs.jobs.ingest.read.Unusable;

/**
 * Counts how the values of a delivery depart from the contract. What is noted while a record is
 * read counts once the record is kept; of a dead letter only its own fault counts.
 */
final class Remarks {
  private final Map<String, Map<DriftKind, Remark>> kept = new TreeMap<>();
  private final List<Remark> ofRecord = new ArrayList<>();

  /** Notes a departure of the current record in {@code field}. */
  void note(Field field, DriftKind kind, String value) {
    ofRecord.add(new Remark(field.name(), kind, 1, Unusable.quoted(value)));
  }

  /** The current record is kept. */
  void keep() {
    for (Remark remark : ofRecord) {
      kept.computeIfAbsent(remark.column(), c -> new TreeMap<>())
          .merge(remark.kind(), remark, Remarks::sum);
    }
    ofRecord.clear();
  }

  /** The current record is a dead letter. */
  void drop() {
    ofRecord.clear();
  }

  /** What was noted of records that are kept, by column and kind. */
  List<Remark> all() {
    return kept.values().stream().flatMap(byKind -> byKind.values().stream()).toList();
  }

  private static Remark sum(Remark first, Remark next) {
    return new Remark(
        first.column(), first.kind(), first.records() + next.records(), first.example());
  }
}
