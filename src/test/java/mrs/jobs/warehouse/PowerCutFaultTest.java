package mrs.jobs.warehouse;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mrs.SparkTest;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityEvents;
import mrs.contracts.UserEditsLog;
import mrs.jobs.disk.PowerCut;
import mrs.jobs.disk.ShadowDisk;
import mrs.jobs.maintain.Maintain;
import mrs.jobs.messages.Progress;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes while a warehouse is made, rows are added and replaced, checkpoints written and
 * files compacted. {@code -Dmrs.cuts=200} cuts it off at so many moments instead of six.
 */
class PowerCutFaultTest extends SparkTest {
  private static final int ROUNDS = 4;
  private static final int CUTS = Integer.getInteger("mrs.cuts", 6);
  private static final long SEED = Long.getLong("mrs.cuts.seed", 1);
  private static final LocalDate MONDAY = LocalDate.parse("2024-06-10");

  @TempDir private Path folder;

  @Test
  void nothingThatWasAcknowledgedIsLost() throws IOException {
    Path root = folder.resolve("warehouse");
    List<PowerCut> cuts;
    Warehouse warehouse;
    try (ShadowDisk disk = ShadowDisk.over(root, folder.resolve("shadow"), CUTS, SEED)) {
      warehouse = Warehouse.openOrCreate(spark, root);
      for (int i = 0; i < ROUNDS; i++) {
        add(warehouse, i);
        replace(warehouse, i);
        if (i % 2 == 1) {
          DeltaLog.forTable(spark, warehouse.path(UserEditsLog.TABLE).toString()).checkpoint();
        }
      }
      new Maintain(1, Duration.ofDays(7)).apply(warehouse, new Progress(System.err, true));
      add(warehouse, ROUNDS);
      cuts = disk.cuts();
      assertThat(disk.events()).isGreaterThan(CUTS);
    }
    CutCheck check = new CutCheck(warehouse, folder.resolve("cuts"));
    check.check(cuts);
    assertThat(cuts).hasSize(CUTS);
  }

  private static void add(Warehouse warehouse, int i) {
    Append.to(warehouse, UserEditsLog.TABLE)
        .append(
            new TableRows(UserEditsLog.TABLE)
                .add(
                    Map.<Field, Object>ofEntries(
                        entry(UserEditsLog.EDIT_ID, "e" + i),
                        entry(UserEditsLog.REPORT_ID, "r"),
                        entry(UserEditsLog.ACTION, "accept"),
                        entry(UserEditsLog.EDITED_BY, "lewis"),
                        entry(UserEditsLog.WRITTEN_AT, Instant.EPOCH.plusSeconds(i)),
                        entry(LogColumns.WEEK_START, MONDAY.plusWeeks(i / 3))))
                .dataset(spark));
  }

  private static void replace(Warehouse warehouse, int i) {
    LocalDate week = MONDAY.plusWeeks(i / 2);
    warehouse.replace(
        MinorityEvents.TABLE,
        rows(
            MinorityEvents.TABLE,
            MinorityEvents.TABLE.fields().stream()
                .map(f -> value(f, "event " + i, week))
                .toArray()),
        Optional.of(Set.of(week)));
  }

  private static Object value(Field field, String id, LocalDate week) {
    return switch (field.name()) {
      case "report_group_id", "run_id" -> id;
      case "reports", "active_reports" -> 1;
      case "is_degraded" -> false;
      case "degraded_reasons" -> List.of();
      case "written_at" -> java.sql.Timestamp.from(Instant.EPOCH);
      case "week_start" -> java.sql.Date.valueOf(week);
      default -> null;
    };
  }
}
