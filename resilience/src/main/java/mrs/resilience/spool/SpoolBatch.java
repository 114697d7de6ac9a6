package mrs.resilience.spool;

import java.util.List;
import mrs.resilience.spool.segment.SpoolRecord;

/**
 * Records that were handed to the consumer, to be acknowledged.
 *
 * @param lane where they come from
 * @param from acknowledging covers all numbers from here on: those before the first record are lost
 *     or acknowledged
 * @param records in order; none if there was nothing to hand out
 */
public record SpoolBatch(Lane lane, long from, List<SpoolRecord> records) {
  /** Takes the records as they are. */
  public SpoolBatch {
    records = List.copyOf(records);
  }

  /** Whether there was nothing to hand out. */
  public boolean isEmpty() {
    return records.isEmpty();
  }

  /** The number of the last record; of a batch without any, the one before {@link #from}. */
  public long lastSeq() {
    return records.isEmpty() ? from - 1 : records.get(records.size() - 1).seq();
  }

  /** The first {@code count} of them, or all. */
  public SpoolBatch first(int count) {
    return new SpoolBatch(lane, from, records.subList(0, Math.min(count, records.size())));
  }
}
