package mrs.jobs.edits;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.ConflictSubject;
import mrs.contracts.EditAction;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import mrs.contracts.UserEditsLog;
import mrs.contracts.UserEventEditsLog;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Mondays;

/**
 * What a person decided about a report or an event, as the row that it becomes.
 *
 * @param editId a name that no other edit has; the same edit again adds nothing
 * @param said what was decided; the value is the cause for {@code set_cause}, the edit for {@code
 *     undo}
 * @param at when it was decided
 */
public record PersonsEdit(
    String editId, ConflictSubject subject, String subjectId, Said said, String by, Instant at) {

  /** What was decided, and why in the person's words. */
  public record Said(EditAction action, Optional<String> value, Optional<String> comment) {}

  /** The log of decisions that it belongs to. */
  public Table table() {
    return subject == ConflictSubject.REPORT ? UserEditsLog.TABLE : UserEventEditsLog.TABLE;
  }

  /** Appends it, for the holder of the writer's lock. The next run or hydration takes it up. */
  public void append(Warehouse warehouse) {
    Map<Field, Object> row = new HashMap<>();
    row.put(UserEditsLog.EDIT_ID, editId);
    row.put(
        subject == ConflictSubject.REPORT
            ? UserEditsLog.REPORT_ID
            : UserEventEditsLog.REPORT_GROUP_ID,
        subjectId);
    row.put(UserEditsLog.ACTION, said.action().word());
    said.value().ifPresent(value -> row.put(UserEditsLog.VALUE, value));
    said.comment().ifPresent(comment -> row.put(UserEditsLog.COMMENT, comment));
    row.put(UserEditsLog.EDITED_BY, by);
    row.put(UserEditsLog.WRITTEN_AT, at);
    row.put(LogColumns.WEEK_START, Mondays.of(at));
    Append.to(warehouse, table())
        .append(new TableRows(table()).add(row).dataset(warehouse.spark()));
  }
}
