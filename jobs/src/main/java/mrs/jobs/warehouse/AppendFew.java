package mrs.jobs.warehouse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.Table;
import mrs.jobs.warehouse.Append.Appended;
import mrs.jobs.warehouse.delta.DataFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Appends a small batch: one job fetches it, one more the stored keys where it may have some of
 * them; this process compares and writes. It does so only where nothing is wrong. What two rows say
 * of one key, a missing value, or too many rows, are left to {@link Append}, which sorts them out
 * or says what is the matter.
 */
record AppendFew(StoredKeys stored) {

  /** What was appended of {@code rows}, the contract's columns; empty where nothing was done. */
  Optional<Appended> append(Dataset<Row> rows) {
    return FewRows.of(table(), rows)
        .filter(FewRows::isComplete)
        .flatMap(batch -> batch.byKey().flatMap(hashes -> append(batch, hashes)));
  }

  /** Appends {@code rows}, which this process has and whose keys are new; whether it could. */
  boolean enter(Dataset<Row> rows) {
    Optional<FewRows> batch = FewRows.local(table(), rows).filter(FewRows::isComplete);
    batch.ifPresent(this::add);
    return batch.isPresent();
  }

  private Optional<Appended> append(FewRows batch, Map<List<Object>, Long> hashes) {
    List<DataFile> candidates =
        batch.isEmpty() ? List.of() : stored.mayHave(batch.weeks(), batch.earliest());
    Optional<FewRows> fresh =
        candidates.isEmpty()
            ? Optional.of(batch)
            : known(candidates).flatMap(known -> batch.without(hashes, known));
    fresh.ifPresent(this::add);
    return fresh.map(f -> new Appended(batch.rows().size(), f.rows().size()));
  }

  private Optional<Map<List<Object>, Long>> known(List<DataFile> files) {
    long rows = files.stream().mapToLong(DataFile::rows).sum();
    return rows > FewRows.MOST
        ? Optional.empty()
        : FewRows.of(table(), stored.of(files)).flatMap(FewRows::byKey);
  }

  private void add(FewRows rows) {
    if (!rows.isEmpty()) {
      stored.warehouse().add(table(), rows);
    }
  }

  private Table table() {
    return stored.table();
  }
}
