package mrs.jobs.health;

import java.util.List;
import mrs.contracts.Table;
import mrs.jobs.questions.Questions;
import mrs.jobs.warehouse.Warehouse;
import mrs.serving.query.LockedDatabase;
import mrs.serving.relations.Relation;
import org.jspecify.annotations.Nullable;

/** Some tables, those of them that are there, with the rows that readers trust. */
record LogRows(Warehouse warehouse, Questions questions, List<Table> tables) {

  boolean has(Table table) {
    return warehouse.has(table);
  }

  /** Answers a question about them. */
  List<List<@Nullable Object>> answer(String sql) {
    List<Relation> there =
        tables.stream().filter(this::has).map(t -> questions.named(t.name())).toList();
    try (LockedDatabase database = questions.open(there)) {
      return database.answer(sql).rows();
    }
  }
}
