package mrs.jobs.warehouse;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityEvents;
import mrs.contracts.MinorityReports;
import mrs.contracts.Table;
import mrs.jobs.messages.Problem;
import mrs.jobs.runs.Cost;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table's newest commit says against what Delta itself reads, and commits against both. */
class StoredTableTest extends SparkTest {
  private static final Table EVENTS = MinorityEvents.TABLE;
  private static final LocalDate APRIL = LocalDate.of(2024, 4, 29);
  private static final LocalDate MAY = LocalDate.of(2024, 5, 6);

  @TempDir private Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void createWarehouse() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("a warehouse, 100 % full"));
  }

  @Test
  void aNewTableHasNoRows() {
    assertThat(read()).isEmpty();
    assertThat(warehouse.files(EVENTS)).isEmpty();
  }

  @Test
  void rowsAreThoseThatDeltaReads() {
    add(event("e1", APRIL, 1), event("e2", MAY, 1));
    add(event("e3", MAY, 1));

    assertThat(read())
        .containsExactlyInAnyOrder(event("e1", APRIL, 1), event("e2", MAY, 1), event("e3", MAY, 1));
    assertThat(warehouse.read(EVENTS).collectAsList())
        .containsExactlyInAnyOrderElementsOf(
            spark.read().format("delta").load(warehouse.path(EVENTS).toString()).collectAsList());
  }

  @Test
  void anEarlierVersionIsReadAsItWas() {
    add(event("e1", APRIL, 1));
    long version = PinnedTables.onSight(warehouse).version(EVENTS).orElseThrow();
    add(event("e2", MAY, 1));
    replace(Optional.empty(), event("e3", MAY, 1));

    assertThat(events(warehouse.readVersion(EVENTS, version)))
        .containsExactly(event("e1", APRIL, 1));
  }

  @Test
  void aQuestionForOneWeekReadsTheFilesOfThatWeekAlone() throws IOException {
    add(event("e1", APRIL, 1), event("e2", MAY, 1));
    deleteDataOf(APRIL);

    assertThat(
            events(
                warehouse
                    .read(EVENTS)
                    .where(col(LogColumns.WEEK_START).equalTo(Date.valueOf(MAY)))))
        .containsExactly(event("e2", MAY, 1));
  }

  @Test
  void filesThatCannotHaveWhatIsWantedStayUnread() throws IOException {
    add(event("e1", APRIL, 1));
    add(event("e2", MAY, 5));
    deleteDataOf(APRIL);
    Instant time = at(2);

    Dataset<Row> since =
        PinnedTables.onSight(warehouse)
            .readConformed(EVENTS, f -> f.mayExceed(MinorityReports.WRITTEN_AT, time));

    assertThat(events(since)).containsExactly(event("e2", MAY, 5));
  }

  @Test
  void theFilesOfYearsOfWeeksAreListedWithoutAJob() {
    int weeks = 60;
    add(
        IntStream.range(0, weeks)
            .mapToObj(w -> event("e" + w, APRIL.plusWeeks(w), 1))
            .toArray(Event[]::new));
    add(event("e", MAY, 2));
    DeltaLog.clearCache();
    Warehouse anew = Warehouse.open(spark, warehouse.root());
    long before = Cost.soFar(anew).sparkJobs();

    assertThat(anew.files(EVENTS)).hasSize(weeks + 1);

    assertThat(Cost.soFar(anew).sparkJobs()).isEqualTo(before);
  }

  @Test
  void oneWeekIsReplacedAndTheOthersStay() {
    add(event("e1", APRIL, 1), event("e2", MAY, 1), event("e3", MAY, 1));

    long rows = replace(Optional.of(Set.of(MAY)), event("e2", MAY, 2));

    assertThat(rows).isEqualTo(1);
    assertThat(read()).containsExactlyInAnyOrder(event("e1", APRIL, 1), event("e2", MAY, 2));
  }

  @Test
  void replacingAWeekByNothingEmptiesIt() {
    add(event("e1", APRIL, 1), event("e2", MAY, 1));

    assertThat(replace(Optional.of(Set.of(MAY)))).isZero();
    assertThat(read()).containsExactly(event("e1", APRIL, 1));
  }

  @Test
  void allIsReplacedWhereNoWeekIsNamed() {
    add(event("e1", APRIL, 1), event("e2", MAY, 1));

    replace(Optional.empty(), event("e9", MAY, 2));

    assertThat(read()).containsExactly(event("e9", MAY, 2));
  }

  @Test
  void whatAnotherProcessCommittedIsReplacedToo() {
    add(event("e1", MAY, 1));
    assertThat(read()).containsExactly(event("e1", MAY, 1));
    Warehouse.open(spark, warehouse.root()).add(EVENTS, rows(event("e2", MAY, 1)));

    replace(Optional.of(Set.of(MAY)), event("e3", MAY, 2));

    assertThat(read()).containsExactly(event("e3", MAY, 2));
  }

  @Test
  void withoutChecksumsTheLogIsReplayed() throws IOException {
    add(event("e1", APRIL, 1));
    add(event("e2", MAY, 1));
    try (Stream<Path> log = Files.list(warehouse.path(EVENTS).resolve("_delta_log"))) {
      for (Path file : log.filter(f -> f.toString().endsWith(".crc")).toList()) {
        Files.delete(file);
      }
    }
    DeltaLog.clearCache();

    Warehouse reopened = Warehouse.open(spark, warehouse.root());

    assertThat(events(reopened.read(EVENTS)))
        .containsExactlyInAnyOrder(event("e1", APRIL, 1), event("e2", MAY, 1));
  }

  @Test
  void aTableWhoseFilesDoNotSayItAllIsRefused() {
    add(event("e1", APRIL, 1));
    spark.sql(
        "ALTER TABLE delta.`"
            + warehouse.path(EVENTS)
            + "` SET TBLPROPERTIES ('delta.enableDeletionVectors' = true)");

    assertThatThrownBy(() -> warehouse.read(EVENTS))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(EVENTS.name())
        .hasMessageContaining("reader of version 3");
  }

  private record Event(String id, LocalDate week, int night) {}

  private static Event event(String id, LocalDate week, int night) {
    return new Event(id, week, night);
  }

  private void add(Event... events) {
    warehouse.add(EVENTS, rows(events));
  }

  private long replace(Optional<Set<LocalDate>> weeks, Event... events) {
    return warehouse.replace(EVENTS, rows(events), weeks);
  }

  private static Dataset<Row> rows(Event... events) {
    TableRows rows = new TableRows(EVENTS);
    for (Event event : events) {
      rows.add(
          Map.of(
              MinorityEvents.REPORT_GROUP_ID,
              event.id(),
              MinorityReports.RUN_ID,
              "run",
              MinorityReports.WRITTEN_AT,
              at(event.night()),
              LogColumns.IS_DEGRADED,
              false,
              LogColumns.DEGRADED_REASONS,
              List.of(),
              LogColumns.WEEK_START,
              event.week()));
    }
    return rows.dataset(spark).repartition(1);
  }

  private static Instant at(int night) {
    return Instant.parse("2024-05-06T02:00:00Z").plus(night, ChronoUnit.DAYS);
  }

  private List<Event> read() {
    return events(warehouse.read(EVENTS));
  }

  private static List<Event> events(Dataset<Row> rows) {
    return rows.collectAsList().stream()
        .map(
            r ->
                new Event(
                    r.getAs(MinorityEvents.REPORT_GROUP_ID.name()),
                    r.<Date>getAs(LogColumns.WEEK_START.name()).toLocalDate(),
                    (int)
                        ChronoUnit.DAYS.between(
                            at(0),
                            r.<Timestamp>getAs(MinorityReports.WRITTEN_AT.name()).toInstant())))
        .toList();
  }

  /** What a reader that opened these files would notice. */
  private void deleteDataOf(LocalDate week) throws IOException {
    try (Stream<Path> data = Files.list(warehouse.path(EVENTS).resolve("week_start=" + week))) {
      for (Path file : data.toList()) {
        Files.delete(file);
      }
    }
  }
}
