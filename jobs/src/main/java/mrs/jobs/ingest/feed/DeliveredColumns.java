package mrs.jobs.ingest.feed;

import java.util.List;
import java.util.Set;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SourceColumns;
import mrs.contracts.Table;

/** Which columns of an input table a delivery brings; the others the edge adds. */
public final class DeliveredColumns {
  private static final Set<Field> ADDED =
      Set.of(
          SourceColumns.INGEST_SEQ,
          SourceColumns.SOURCE_FILE,
          SourceColumns.SOURCE_LINE,
          LogColumns.CONTENT_HASH,
          LogColumns.WEEK_START);

  private DeliveredColumns() {}

  /** The columns that a delivery of {@code table} may bring, in the contract's order. */
  public static List<Field> of(Table table) {
    return table.fields().stream().filter(f -> !ADDED.contains(f)).toList();
  }

  /** Those that every record has to bring. */
  public static List<Field> requiredOf(Table table) {
    return of(table).stream().filter(f -> !f.nullable()).toList();
  }

  /** Whether each delivery of {@code table} is a full snapshot, in which a thing stands once. */
  public static boolean isSnapshot(Table table) {
    return table.key().contains(SourceColumns.INGEST_SEQ);
  }
}
