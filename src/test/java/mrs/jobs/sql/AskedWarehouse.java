package mrs.jobs.sql;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.SparkTest;
import mrs.jobs.hydration.Hydration;
import mrs.jobs.relations.AsOf;
import mrs.jobs.relations.Hydrated;
import mrs.jobs.relations.Relations;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Availability;
import org.junit.jupiter.api.BeforeAll;

/** A tiny warehouse that is asked questions, now or as of a time. */
abstract class AskedWarehouse extends SparkTest {
  static CommittedRows committed;

  @BeforeAll
  static void open() {
    committed =
        CommittedRows.now(
            Warehouse.open(QuerySession.beside(spark), TinyWarehouse.shared(spark).root()));
  }

  static List<Map<String, Object>> now(String sql) {
    return answers(Optional.empty()).answer(sql, 1000).rows();
  }

  static Answers answers(Optional<AsOf> asOf) {
    return new Answers(relations(asOf));
  }

  static Relations relations(Optional<AsOf> asOf) {
    return asOf.map(
            time ->
                Relations.asOf(committed, time, AskedWarehouse::hydrated, TrustedReports.POLICY))
        .orElseGet(() -> Relations.now(committed, TrustedReports.SCORE));
  }

  private static Hydrated hydrated(CommittedRows rows, Instant time) {
    return Hydration.asOf(rows, Availability.ALL, time);
  }
}
