package mrs.jobs.runs.execution;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mrs.contracts.Field;
import mrs.contracts.InputState;
import mrs.contracts.Table;
import mrs.jobs.config.CalendarConfig;

/**
 * What can be told of an input's table; but for {@link #isReadable} and the calendar, which is
 * small, without a pass over it.
 */
interface InputFacts {
  /** Whether it is there at all. */
  boolean has(Table table);

  /** The columns of its contract that it lacks; empty where it cannot be opened. */
  Optional<List<Field>> missingColumns(Table table);

  /** The version that is read, where that can be told. */
  Optional<Long> version(Table table);

  /** When its newest row was sent or written; empty where it has none. */
  Optional<Instant> newest(Table table);

  /** Codes of the columns that its last delivery lacked; none where it is not fed. */
  List<String> driftCodes(Table table);

  /** How the calendar, which is there and can be opened, covers the days that a run may judge. */
  InputState coverage(CalendarConfig config, Instant logicalTime);

  /** Whether it can be read from end to end. */
  boolean isReadable(Table table);
}
