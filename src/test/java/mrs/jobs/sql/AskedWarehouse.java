package mrs.jobs.sql;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.SparkTest;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.hydration.Hydration;
import mrs.jobs.questions.BuildTables;
import mrs.jobs.questions.Questions;
import mrs.jobs.relations.AsOf;
import mrs.jobs.relations.Hydrated;
import mrs.jobs.relations.Relations;
import mrs.jobs.runs.CommittedRows;
import mrs.transforms.Availability;
import org.junit.jupiter.api.BeforeAll;

/** A tiny warehouse that is asked questions, now or as of a time. */
abstract class AskedWarehouse extends SparkTest {
  private static final Clock CLOCK = Clock.fixed(TrustedReports.NOW, ZoneOffset.UTC);

  private static final MrsConfig CONFIG = ConfigFile.read(Path.of("conf", "mrs.yaml"), Map.of());

  static Path root;

  @BeforeAll
  static void open() {
    root = TinyWarehouse.shared(spark).root();
  }

  static List<Map<String, Object>> now(String sql) {
    return answers(Optional.empty()).answer(sql, 1000).rows();
  }

  static List<Map<String, Object>> asOf(String time, String sql) {
    return answers(Optional.of(parse(time))).answer(sql, 1000).rows();
  }

  static AsOf parse(String time) {
    return AsOf.parse(time, id -> Questions.logicalTime(root, id));
  }

  static Answers answers(Optional<AsOf> asOf) {
    return new Answers(
        asOf.map(
                time ->
                    Questions.asOf(
                        root,
                        time,
                        TrustedReports.POLICY,
                        CLOCK,
                        new BuildTables(CONFIG, () -> relations(time))))
            .orElseGet(() -> Questions.now(root, TrustedReports.POLICY, CLOCK)));
  }

  private static Relations relations(AsOf time) {
    CommittedRows committed = CommittedRows.now(TinyWarehouse.shared(spark));
    return Relations.asOf(committed, time, AskedWarehouse::hydrated);
  }

  private static Hydrated hydrated(CommittedRows rows, Instant time) {
    return Hydration.asOf(rows, Availability.ALL, time);
  }
}
