package mrs.jobs.ingest.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mrs.contracts.ErrorCode;
import mrs.contracts.Field;
import mrs.contracts.SourceColumns;
import mrs.contracts.Table;
import mrs.jobs.ingest.feed.DeliveredColumns;
import mrs.jobs.ingest.read.Unusable;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a snapshot says one thing of each thing: what it says first counts. Of each key
 * it keeps 64 bits of a hash of the row.
 */
final class SnapshotKeys {
  private static final int HEX_DIGITS = 16;

  private final List<Integer> keyColumns = new ArrayList<>();
  private final String keyNames;
  private final Map<List<Object>, Long> rows = new HashMap<>();

  SnapshotKeys(Table table) {
    List<Field> columns = DeliveredColumns.of(table);
    List<Field> key = new ArrayList<>();
    if (DeliveredColumns.isSnapshot(table)) {
      table.key().stream().filter(f -> !f.equals(SourceColumns.INGEST_SEQ)).forEach(key::add);
    }
    key.forEach(f -> keyColumns.add(columns.indexOf(f)));
    keyNames = String.join(", ", key.stream().map(Field::name).toList());
  }

  /**
   * Refuses a row whose key has been there with other values. The key's columns are required ones.
   */
  void check(@Nullable Object[] values) throws Unusable {
    if (keyColumns.isEmpty()) {
      return;
    }
    List<Object> key = new ArrayList<>();
    for (int column : keyColumns) {
      key.add(String.valueOf(values[column]));
    }
    long hash = hash(values);
    Long known = rows.putIfAbsent(key, hash);
    if (known != null && known != hash) {
      throw new Unusable(
          ErrorCode.DUPLICATE_KEY,
          keyNames
              + " "
              + key
              + " stands twice in the snapshot, with different values; send it once");
    }
  }

  private static long hash(@Nullable Object[] values) {
    return Long.parseUnsignedLong(
        DigestUtils.sha256Hex(Arrays.toString(values)), 0, HEX_DIGITS, 16);
  }
}
