package mrs.jobs.ingest.parse;

import java.util.List;
import mrs.contracts.ContextualEvents;
import mrs.contracts.ErrorCode;
import mrs.contracts.Field;
import mrs.contracts.Table;
import mrs.jobs.ingest.feed.DeliveredColumns;
import mrs.jobs.ingest.read.Cell;
import mrs.jobs.ingest.read.Unusable;
import org.jspecify.annotations.Nullable;

/**
 * What a record of a table has to be: every column by its rule, and the columns with each other.
 */
final class TableRules {
  private final List<Field> columns;
  private final List<ColumnRule> rules;
  private final int startsOn;
  private final int endsOn;

  /**
   * The rules of {@code table}.
   *
   * @param remarks takes note of what departs from the contract in records that are kept
   */
  TableRules(Table table, Plausible plausible, Remarks remarks) {
    this.columns = DeliveredColumns.of(table);
    ColumnRules byType = new ColumnRules(plausible, remarks);
    this.rules = columns.stream().map(byType::of).toList();
    this.startsOn = columns.indexOf(ContextualEvents.STARTS_ON);
    this.endsOn = columns.indexOf(ContextualEvents.ENDS_ON);
  }

  /** The record's values in the contract's order, NULL where a column that may be NULL has none. */
  @Nullable Object[] conform(Cell[] cells) throws Unusable {
    @Nullable Object[] values = new Object[cells.length];
    for (int i = 0; i < cells.length; i++) {
      if (!isNothing(cells[i])) {
        values[i] = rules.get(i).conform(cells[i]);
      } else if (!columns.get(i).nullable()) {
        throw Unusable.missing(columns.get(i));
      }
    }
    if (endsOn >= 0) {
      checkSpan(values);
    }
    return values;
  }

  private void checkSpan(@Nullable Object[] values) throws Unusable {
    if (values[startsOn] instanceof Long start
        && values[endsOn] instanceof Long end
        && end < start) {
      throw Unusable.range(
          ErrorCode.OUT_OF_RANGE,
          ContextualEvents.ENDS_ON,
          java.time.LocalDate.ofEpochDay(end).toString(),
          "a day not before " + ContextualEvents.STARTS_ON.name());
    }
  }

  private static boolean isNothing(Cell cell) {
    String text = ColumnRules.text(cell);
    return text == null ? cell instanceof Cell.Absent : text.isBlank();
  }
}
