package mrs.serving.runs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mrs.contracts.Catalogue;
import mrs.contracts.LogColumns;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.serving.query.Quoted;

/** Whose rows readers may trust: those of runs of which the writing stage is committed. */
public record TrustedRuns(List<ListedRun> runs) {

  /** Which rows of {@code table}, as a condition in SQL; empty = all, no stage writes it. */
  public Optional<String> rowsOf(Table table) {
    return Optional.ofNullable(Catalogue.WRITERS.get(table)).map(this::writtenBy);
  }

  private String writtenBy(Stage stage) {
    List<String> ids =
        runs.stream()
            .filter(r -> r.standings().committed(stage))
            .map(r -> Quoted.text(r.runId()))
            .toList();
    return ids.isEmpty()
        ? "false"
        : ids.stream().collect(Collectors.joining(", ", LogColumns.RUN_ID.name() + " IN (", ")"));
  }
}
