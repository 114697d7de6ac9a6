package mrs.serving.runs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.RunConfigLog;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.StageRunsLog;
import mrs.contracts.StageState;
import mrs.contracts.Table;
import mrs.contracts.Words;
import mrs.serving.query.LockedDatabase;
import org.jspecify.annotations.Nullable;

/** All runs, oldest first, also those that are disregarded; read from the ledger's two tables. */
public record ListRuns(LockedDatabase database) {
  /** What has to be there to ask of; in this order, so that no entry's run is missing later on. */
  public static final List<Table> TABLES = List.of(RunConfigLog.TABLE, StageRunsLog.TABLE);

  /** The runs. */
  public List<ListedRun> list() {
    Map<String, List<Standing>> entries = entries();
    Map<String, ListedRun> runs = new HashMap<>();
    for (List<@Nullable Object> row :
        rows(
            RunConfigLog.TABLE,
            LogColumns.WRITTEN_AT,
            RunConfigLog.RUN_ID,
            RunConfigLog.KIND,
            LogColumns.WRITTEN_AT)) {
      String id = text(row, 0);
      runs.put(
          id,
          new ListedRun(
              id,
              Words.of(RunKind.class, text(row, 1)),
              (Instant) value(row, 2),
              new RunStandings(entries.getOrDefault(id, List.of()))));
    }
    return runs.values().stream()
        .sorted(Comparator.comparing(ListedRun::logicalTime).thenComparing(ListedRun::runId))
        .toList();
  }

  private Map<String, List<Standing>> entries() {
    Map<String, List<Standing>> entries = new LinkedHashMap<>();
    for (List<@Nullable Object> row :
        rows(
            StageRunsLog.TABLE,
            StageRunsLog.ENTRY,
            StageRunsLog.RUN_ID,
            StageRunsLog.STAGE,
            StageRunsLog.ATTEMPT,
            StageRunsLog.ENTRY,
            StageRunsLog.STATE)) {
      Standing entry =
          new Standing(
              text(row, 0),
              Words.of(Stage.class, text(row, 1)),
              ((Number) value(row, 2)).intValue(),
              ((Number) value(row, 3)).longValue(),
              Words.of(StageState.class, text(row, 4)));
      entries.computeIfAbsent(entry.runId(), r -> new ArrayList<>()).add(entry);
    }
    return entries;
  }

  private List<List<@Nullable Object>> rows(Table table, Field order, Field... columns) {
    String names = Stream.of(columns).map(Field::name).collect(Collectors.joining(", "));
    return database
        .answer("SELECT " + names + " FROM " + table.name() + " ORDER BY " + order.name())
        .rows();
  }

  private static String text(List<@Nullable Object> row, int column) {
    return (String) value(row, column);
  }

  private static Object value(List<@Nullable Object> row, int column) {
    return Objects.requireNonNull(row.get(column));
  }
}
