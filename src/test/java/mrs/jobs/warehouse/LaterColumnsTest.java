package mrs.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.Table;
import mrs.jobs.warehouse.delta.CreateTable;
import mrs.transforms.SparkSchema;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that a warehouse has from before their contract had a column. */
class LaterColumnsTest extends SparkTest {
  private static final Table MELOG = EventsLog.TABLE;
  private static final Field USED = FieldGroup.SEVERITY.sourceUsed();
  private static final Instant NIGHT = Instant.parse("2024-05-07T02:00:00Z");
  private static final LocalDate WEEK = LocalDate.of(2024, 5, 6);

  @TempDir private Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void createWarehouse() throws IOException {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("warehouse"));
    Table before = makeWithout(MELOG, EventsLog.PRIORITY);
    rows(before, event("old", 4.5))
        .write()
        .format("delta")
        .mode("append")
        .save(warehouse.path(MELOG).toString());
  }

  @Test
  void whatAnotherColumnSaidThenIsReadInItsPlace() {
    assertThat(priorities()).isEqualTo(Map.of("old", 4.5));
  }

  @Test
  void theTableIsNotSaidToLackIt() {
    assertThat(PinnedTables.onSight(warehouse).missingColumns(MELOG)).isEmpty();
  }

  @Test
  void theNextCommitAddsTheColumnAndRowsOfThenStayAsTheyAre() {
    Map<Field, Object> event = event("new", 1.5);
    event.put(EventsLog.PRIORITY, 7.0);

    warehouse.add(MELOG, rows(MELOG, event));

    assertThat(priorities()).isEqualTo(Map.of("old", 4.5, "new", 7.0));
    assertThat(warehouse.read(MELOG).where("priority is null").count()).isEqualTo(1);
    assertThat(spark.read().format("delta").load(warehouse.path(MELOG).toString()).collectAsList())
        .containsExactlyInAnyOrderElementsOf(warehouse.read(MELOG).collectAsList());
    assertThat(PinnedTables.onSight(warehouse).readAfter(MELOG, 1).orElseThrow().count())
        .isEqualTo(1);
  }

  @Test
  void whatIsComputedAnewGetsAnyColumnWithItsRows() throws IOException {
    makeWithout(MinorityReports.TABLE, USED);
    Column[] values =
        MinorityReports.TABLE.fields().stream()
            .map(
                f ->
                    SparkSchema.as(
                        f,
                        switch (f.type().sql()) {
                          case "STRING" -> functions.lit("cohort");
                          case "DATE" -> functions.lit(java.sql.Date.valueOf(WEEK));
                          case "DOUBLE" -> functions.lit(1.5);
                          case "BOOLEAN" -> functions.lit(false);
                          case "TIMESTAMP" -> functions.lit(java.sql.Timestamp.from(NIGHT));
                          default -> f.nullable() ? functions.lit(null) : functions.array();
                        }))
            .toArray(Column[]::new);

    warehouse.replace(MinorityReports.TABLE, spark.range(1).select(values), Optional.empty());

    assertThat(warehouse.read(MinorityReports.TABLE).select(USED.name()).head().getString(0))
        .isEqualTo("cohort");
  }

  private Map<String, Double> priorities() {
    Map<String, Double> priorities = new HashMap<>();
    for (Row row : warehouse.readConformed(MELOG).collectAsList()) {
      priorities.put(
          row.getAs(EventsLog.REPORT_GROUP_ID.name()),
          row.<Double>getAs(EventsLog.PRIORITY.name()));
    }
    return priorities;
  }

  /** Makes {@code table} anew, as its contract was without {@code column}. */
  private Table makeWithout(Table table, Field column) throws IOException {
    Table before =
        new Table(
            table.name(),
            table.kind(),
            table.doc(),
            table.fields().stream().filter(f -> !f.equals(column)).toList(),
            table.key(),
            table.partition());
    Path path = warehouse.path(table);
    FileUtils.deleteDirectory(path.toFile());
    DeltaLog.clearCache();
    CreateTable.at(Files.createDirectories(path), before, Instant.EPOCH);
    return before;
  }

  private static Dataset<Row> rows(Table table, Map<Field, Object> event) {
    return new TableRows(table)
        .add(event)
        .dataset(spark)
        .withColumn(
            LogColumns.CONTENT_HASH.name(),
            SparkSchema.as(LogColumns.CONTENT_HASH, functions.lit(1)));
  }

  private static Map<Field, Object> event(String id, double severity) {
    Map<Field, Object> event = new HashMap<>();
    event.put(EventsLog.REPORT_GROUP_ID, id);
    event.put(EventsLog.EVENT_STATUS, "open");
    event.put(EventsLog.DIRECTION, "up");
    event.put(EventsLog.SCOPE, "store|S1|up");
    event.put(EventsLog.REPORT_IDS, List.of("r"));
    event.put(EventsLog.ACTIVE_REPORTS, 1);
    event.put(EventsLog.STORES, 1);
    event.put(EventsLog.SKUS, 1);
    event.put(EventsLog.STARTS_ON, WEEK);
    event.put(EventsLog.ENDS_ON, WEEK);
    event.put(EventsLog.SEVERITY, severity);
    event.put(EventsLog.PARENTS, List.of());
    event.put(LogColumns.RUN_ID, "n1");
    event.put(LogColumns.WRITTEN_AT, NIGHT);
    event.put(LogColumns.VERSION, 1);
    event.put(LogColumns.IS_DEGRADED, false);
    event.put(LogColumns.DEGRADED_REASONS, List.of());
    event.put(LogColumns.WEEK_START, WEEK);
    return event;
  }
}
