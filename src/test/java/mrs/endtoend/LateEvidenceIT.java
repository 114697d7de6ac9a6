package mrs.endtoend;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mrs.SparkTest;
import mrs.contracts.AttributionLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.Errors;
import mrs.contracts.EventStatus;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import mrs.contracts.UserEditsLog;
import mrs.contracts.UserEventEditsLog;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.IngestJob;
import mrs.jobs.ingest.IngestRequest;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.RunRequest;
import mrs.jobs.runs.execution.NightlyRun;
import mrs.jobs.stages.Pipeline;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.transforms.Latest;
import mrs.transforms.Mondays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What comes after the nights: context, causes that people set and decisions about reports from
 * before the horizon, which is a week here, while no sales come in at all.
 */
@EnabledIfSystemProperty(
    named = "mrs.long",
    matches = "true",
    disabledReason = "minutes of nights: 'mvn -Pdrills verify', or -Dmrs.long=true")
class LateEvidenceIT extends SparkTest {
  private static final MrsConfig SHORT =
      ConfigFile.read(Path.of("conf", "mrs.yaml"), Map.of("limits.horizon_days", "7"));

  @TempDir private Path temporary;
  private Site site;
  private Instant now = Site.time(Site.LAST);

  @BeforeEach
  void copySite() {
    site = Played.get(spark).copyAfter(spark, Site.LAST, temporary.resolve("site"));
  }

  @Test
  void contextTakesUpTheOldReportsThatItTouchesAndNoOthers() throws IOException {
    now = later();
    night(SHORT);
    Row report = oldest();
    String day = report.<Date>getAs(DetectionLog.WINDOW_START.name()).toString();
    String store = report.getAs(DetectionLog.STORE_ID.name());
    Path context = site.folder().resolve("feed/context/late.csv");
    Files.createDirectories(context.getParent());
    Files.writeString(
        context,
        "event_id,kind,starts_on,ends_on,received_at,store_id\n"
            + "late,stock_out,%s,%s,%s,%s\n".formatted(day, day, now, store));

    String run = night(SHORT);

    Set<String> touched =
        ids(
            Latest.by(site.warehouse().read(DetectionLog.TABLE), DetectionLog.REPORT_ID)
                .where(col(DetectionLog.STORE_ID).equalTo(store))
                .where("window_start <= date_add('" + day + "', 1)")
                .where("window_end >= date_add('" + day + "', -1)"));
    Set<String> groups = groups(touched);
    assertThat(ids(written(AttributionLog.TABLE, run)))
        .contains(report.<String>getAs(DetectionLog.REPORT_ID.name()))
        .isSubsetOf(groups);
    assertThat(ids(written(DetectionLog.TABLE, run))).isEmpty();
    assertThat(ids(written(AttributionLog.TABLE, night(SHORT)))).isEmpty();
  }

  @Test
  void lateDecisionsReachOldReportsAndEventsAndUnknownOnesAreDeadLetters() {
    now = later();
    night(SHORT);
    Row report = oldest();
    String event =
        Latest.by(site.warehouse().read(CohortHistory.TABLE), CohortHistory.REPORT_ID)
            .where(
                col(CohortHistory.REPORT_ID)
                    .equalTo(report.<String>getAs(DetectionLog.REPORT_ID.name())))
            .head()
            .getAs(CohortHistory.REPORT_GROUP_ID.name());
    // Decided two hours before the last run, and known here only now.
    Instant then = now.minus(Duration.ofHours(2));
    edit(UserEditsLog.TABLE, "1", DetectionLog.REPORT_ID, id(report), "reject", then);
    edit(UserEventEditsLog.TABLE, "2", CohortHistory.REPORT_GROUP_ID, "nobody", "accept", then);

    String run = night(SHORT);

    assertThat(ids(written(FinalisedLog.TABLE, run))).containsExactly(id(report));
    assertThat(
            site.warehouse().read(Errors.of(UserEventEditsLog.TABLE)).collectAsList().stream()
                .map(r -> r.<String>getAs(Errors.CODE.name())))
        .containsExactly("UNKNOWN_REFERENCE");

    edit(UserEventEditsLog.TABLE, "3", CohortHistory.REPORT_GROUP_ID, event, "accept", now);
    night(SHORT);
    edit(UserEventEditsLog.TABLE, "4", CohortHistory.REPORT_GROUP_ID, event, "undo", now);
    String undone = night(SHORT);
    assertThat(site.warehouse().read(EventsEndedLog.TABLE).count()).isPositive();
    assertThat(written(EventsLog.TABLE, undone).collectAsList())
        .allMatch(r -> !r.getAs(EventsLog.EVENT_STATUS.name()).equals(EventStatus.OPEN.word()));
    assertThat(site.warehouse().read(Errors.of(UserEventEditsLog.TABLE)).count()).isEqualTo(1);
  }

  @Test
  void whatWaitsIsTakenUpHoweverOldItIsAndInOrderOfItsWeeks() {
    Site fresh = Site.open(spark, temporary.resolve("fresh"));
    site = fresh;
    fresh.nights().deliver(0);
    fresh.nights().ingest(0);
    now = Site.time(0);
    MrsConfig capped =
        ConfigFile.read(
            Path.of("conf", "mrs.yaml"),
            Map.of("limits.horizon_days", "7", "limits.worklist", "40"));
    night(capped);
    Set<String> all = ids(site.warehouse().read(DetectionLog.TABLE));
    for (int i = 0; i < 8 && !ids(site.warehouse().read(CohortHistory.TABLE)).equals(all); i++) {
      night(capped);
    }

    assertThat(ids(site.warehouse().read(AttributionLog.TABLE))).isEqualTo(all);
    assertThat(ids(site.warehouse().read(CohortHistory.TABLE))).isEqualTo(all);
  }

  private Instant later() {
    return now.plus(Duration.ofHours(3));
  }

  /** Ingests what there is and judges, three hours after the last time; gives the run's id. */
  private String night(MrsConfig config) {
    now = later();
    Clock clock = Clock.fixed(now.minus(Duration.ofMinutes(5)), ZoneOffset.UTC);
    RunContext context = site.context();
    new IngestJob(
            new RunContext(context.warehouse(), context.ledger(), clock, context.progress()),
            config)
        .run(IngestRequest.of(site.folder().resolve("feed").toString()));
    RunRequest request = new RunRequest(Optional.empty(), Optional.of(now), Window.OPEN);
    List<NightlyRun.Result> results =
        new NightlyRun(context, Pipeline.stages()).run(request, config);
    assertThat(results).noneMatch(r -> r.stages().stream().anyMatch(s -> s.error().isPresent()));
    assertThat(results)
        .allMatch(r -> r.stages().stream().allMatch(s -> s.books().orElseThrow().balanced()));
    return results.get(0).run().runId();
  }

  /** A report of the first week that detection stands by and no context explains yet. */
  private Row oldest() {
    return Latest.by(site.warehouse().read(DetectionLog.TABLE), DetectionLog.REPORT_ID)
        .where("report_state = 'active' and direction = 'down'")
        .orderBy(col(LogColumns.WEEK_START), col(DetectionLog.REPORT_ID))
        .head();
  }

  private Set<String> groups(Set<String> reports) {
    Dataset<Row> latest =
        Latest.by(site.warehouse().read(DetectionLog.TABLE), DetectionLog.REPORT_ID)
            .withColumn(
                "g", functions.concat(functions.col("group_key"), functions.col("group_start")));
    Object[] groups =
        latest
            .where(col(DetectionLog.REPORT_ID).isin(reports.toArray()))
            .select("g")
            .collectAsList()
            .stream()
            .map(r -> r.get(0))
            .toArray();
    return ids(latest.where(functions.col("g").isin(groups)));
  }

  private Dataset<Row> written(Table table, String run) {
    return site.warehouse().read(table).where(col(LogColumns.RUN_ID).equalTo(run));
  }

  private static String id(Row report) {
    return report.getAs(DetectionLog.REPORT_ID.name());
  }

  private static Set<String> ids(Dataset<Row> rows) {
    return rows.select(col(DetectionLog.REPORT_ID)).collectAsList().stream()
        .map(r -> r.getString(0))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void edit(Table table, String edit, Field about, String id, String action, Instant when) {
    Map<Field, Object> values =
        new java.util.HashMap<>(
            Map.of(
                UserEditsLog.EDIT_ID,
                edit,
                about,
                id,
                UserEditsLog.ACTION,
                action,
                UserEditsLog.EDITED_BY,
                "lewis",
                UserEditsLog.WRITTEN_AT,
                when,
                LogColumns.WEEK_START,
                Mondays.of(when)));
    if (action.equals("undo")) {
      values.put(UserEditsLog.VALUE, "3");
    }
    Append.to(site.warehouse(), table).enter(new TableRows(table).add(values));
  }
}
