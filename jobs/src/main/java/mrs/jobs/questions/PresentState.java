package mrs.jobs.questions;

import java.nio.file.Path;
import java.util.List;
import mrs.contracts.Catalogue;
import mrs.contracts.Table;
import mrs.serving.query.FileView;
import mrs.serving.query.LockedDatabase;
import mrs.serving.runs.ListRuns;
import mrs.serving.runs.ListedRun;
import mrs.serving.runs.TrustedRuns;

/**
 * Tables as they stand: of logs and derived tables the rows of committed runs, of others all rows.
 *
 * @param root the warehouse's folder
 */
record PresentState(Path root) implements AskedState {

  /** The tables are looked at before the ledger is: so it knows every run that has rows in them. */
  @Override
  public List<FileView> of(List<Table> tables) {
    List<FileView> views = OpenTables.views(root, tables);
    return tables.stream().noneMatch(Catalogue.WRITERS::containsKey) ? views : trusted(views);
  }

  /** All runs, oldest first. */
  List<ListedRun> runs() {
    try (LockedDatabase ledger = OpenTables.newest(root, ListRuns.TABLES)) {
      return new ListRuns(ledger).list();
    }
  }

  private List<FileView> trusted(List<FileView> views) {
    TrustedRuns runs = new TrustedRuns(runs());
    return views.stream()
        .map(v -> new FileView(v.table(), v.files(), runs.rowsOf(v.table())))
        .toList();
  }
}
