package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.AttributionLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.ContextualEvents;
import mrs.contracts.FeastCalendar;
import mrs.contracts.Field;
import mrs.contracts.InputState;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.SourceColumns;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.contracts.UserEditsLog;
import mrs.hydrate.consolidation.LogBook;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.PastNights;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Mondays;
import mrs.transforms.attribution.ProposeCauses;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which context and which edits attribution has not read yet, and where they may matter. */
class NewEvidenceTest extends SparkTest {
  private static final Table CONTEXT = ContextualEvents.TABLE;
  private static final Table EDITS = UserEditsLog.TABLE;
  private static final Table CALENDAR = FeastCalendar.TABLE;
  private static final Table SALES = UnifiedSalesData.TABLE;
  private static final MrsConfig CONFIG =
      ConfigFile.read(Path.of("conf", "mrs.yaml"), Map.of("calendar.regions.default", "DE"));

  @TempDir private static Path folder;
  private static Warehouse warehouse;
  private PastNights past;

  @BeforeAll
  static void writeContextReportsAndEdits() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    TableRows rows = new TableRows(CONTEXT);
    rows.add(told(1, "promo", 0, 10)).add(told(2, "promo", 2, 10));
    rows.add(told(3, "rain", 2, 5)).add(told(1, "late", 8, 20));
    Append.to(warehouse, CONTEXT).append(rows.dataset(spark));
    TableRows feasts = new TableRows(CALENDAR);
    feasts.add(feast(1, "default", 1)).add(feast(1, "default", 2)).add(feast(1, "default", 100));
    feasts.add(feast(2, "default", 1)).add(feast(2, "default", 4)).add(feast(2, "default", 101));
    feasts.add(feast(2, "nowhere", 2));
    Append.to(warehouse, CALENDAR).append(feasts.dataset(spark));
    Append.to(warehouse, SALES).append(new TableRows(SALES).add(sold(3)).dataset(spark));
    PastNights.write(
        warehouse,
        new LogBook()
            .attributed("r1", 0, "viral", 0.5, of("p1", 1))
            .attributed("r2", 0, "viral", 0.5, of("p2", 2))
            .attributed("r3", 0, "viral", 0.5, of("p2", 3))
            .attributed("r0", 0, "viral", 0.5, of("p0", 0))
            .clustered("r1", 0, ClusteredLog.CLUSTER_ID, "c1", LogColumns.WEEK_START, week(1))
            .clustered("r3", 0, ClusteredLog.CLUSTER_ID, "c1", LogColumns.WEEK_START, week(3))
            .edit("1", 1, "r1", "accept", null)
            .edit("2", 2, "r3", "set_cause", "weather"));
  }

  @BeforeEach
  void attributeReports() {
    past = new PastNights(warehouse).night(0).committed();
  }

  @Test
  void nothingIsNewToAStageThatNeverRan() {
    PastNights never = new PastNights(warehouse).night(0).committed(Stage.CLUSTERING);

    NewEvidence news =
        NewEvidence.of(never.night(5).read(CONTEXT, 3).read(EDITS, 2).inputs(), CONFIG);

    assertThat(news).isEqualTo(new NewEvidence(ProposeCauses.Unseen.NOTHING, Optional.empty()));
  }

  @Test
  void whatWasReadIsNotNew() {
    past.night(3).read(CONTEXT, 3).read(EDITS, 2).committed(Stage.ATTRIBUTION);

    assertThat(news(past.night(5).read(CONTEXT, 3).read(EDITS, 2)))
        .isEqualTo("context [], edits [], from nowhere");
  }

  @Test
  void contextThatCameMattersFromItsFirstDayOn() {
    past.night(2).read(CONTEXT, 2).committed(Stage.ATTRIBUTION);

    assertThat(news(past.night(5).read(CONTEXT, 3)))
        .isEqualTo("context [rain 2024-03-09], edits [], from 2024-03-09");
  }

  @Test
  void contextThatIsSentAgainAsItWasIsNotNew() {
    past.night(1).read(CONTEXT, 1).committed(Stage.ATTRIBUTION);

    assertThat(news(past.night(5).read(CONTEXT, 2)))
        .isEqualTo("context [], edits [], from nowhere");
  }

  @Test
  void contextThatWasSentAfterTheLastRunIsNewThoughItsDeliveryWasThere() {
    past.night(5).read(CONTEXT, 3).committed(Stage.ATTRIBUTION);

    assertThat(news(past.night(9).read(CONTEXT, 3)))
        .isEqualTo("context [late 2024-03-24], edits [], from 2024-03-24");
  }

  @Test
  void contextThatTheLastRunDidWithoutIsNew() {
    past.night(3)
        .read(CONTEXT, 3)
        .found(OptionalInput.CONTEXTUAL_EVENTS, InputState.LATE)
        .committed(Stage.ATTRIBUTION);

    assertThat(news(past.night(5).read(CONTEXT, 3)))
        .isEqualTo("context [promo 2024-03-14, rain 2024-03-09], edits [], from 2024-03-09");
  }

  /** Not new: what was written again as it was, a region without a place, days not yet sold on. */
  @Test
  void feastsThatCameOrWentSinceTheCalendarWasReadAreNew() {
    past.night(2).read(CALENDAR, 1).committed(Stage.ATTRIBUTION);

    assertThat(news(past.night(5).read(CALENDAR, 2).read(SALES, 1)))
        .isEqualTo("context [holiday 2024-03-06, holiday 2024-03-08], edits [], from 2024-03-06");
    assertThat(news(past.night(5).read(CALENDAR, 1).read(SALES, 1)))
        .isEqualTo("context [], edits [], from nowhere");
    assertThat(
            news(
                past.night(5)
                    .read(CALENDAR, 2)
                    .read(SALES, 1)
                    .found(OptionalInput.CALENDAR, InputState.LATE)))
        .isEqualTo("context [], edits [], from nowhere");
  }

  @Test
  void anEditMattersFromTheFirstReportThatIsLikeItsOwn() {
    past.night(1).read(EDITS, 1).committed(Stage.ATTRIBUTION);

    assertThat(news(past.night(5).read(EDITS, 2)))
        .isEqualTo("context [], edits [2], from " + week(1));
  }

  @Test
  void withoutClustersAnEditMattersWhereTheEvidenceWasTheSame() {
    past.night(1).read(EDITS, 1).committed(Stage.ATTRIBUTION);

    assertThat(news(past.night(5).read(EDITS, 2).found(OptionalInput.MRCL, InputState.CORRUPT)))
        .isEqualTo("context [], edits [2], from " + week(2));
  }

  @Test
  void anAcceptSetsNoCause() {
    past.night(1).committed(Stage.ATTRIBUTION);

    assertThat(news(past.night(5).read(EDITS, 1))).isEqualTo("context [], edits [], from nowhere");
  }

  private static String news(PastNights.Night tonight) {
    NewEvidence news = NewEvidence.of(tonight.inputs(), CONFIG);
    return "context "
        + lines(news.unseen().context(), ContextualEvents.KIND, ContextualEvents.STARTS_ON)
        + ", edits "
        + lines(news.unseen().edits(), UserEditsLog.EDIT_ID)
        + ", from "
        + news.earliest().map(LocalDate::toString).orElse("nowhere");
  }

  private static List<String> lines(Optional<Dataset<Row>> rows, Field... columns) {
    return rows.stream()
        .flatMap(r -> r.select(cols(columns)).collectAsList().stream())
        .map(r -> r.mkString(" "))
        .sorted()
        .toList();
  }

  private static org.apache.spark.sql.Column[] cols(Field... fields) {
    return java.util.Arrays.stream(fields)
        .map(f -> col(f))
        .toArray(org.apache.spark.sql.Column[]::new);
  }

  private static LocalDate week(int week) {
    return LogBook.START.plusWeeks(week);
  }

  private static Object[] of(String pattern, int week) {
    return new Object[] {
      AttributionLog.EVIDENCE_PATTERN, pattern, LogColumns.WEEK_START, week(week)
    };
  }

  private static Map<Field, Object> feast(long seq, String region, int day) {
    return Map.of(
        FeastCalendar.REGION,
        region,
        FeastCalendar.DAY,
        LogBook.START.plusDays(day),
        FeastCalendar.FEAST,
        "FEAST",
        FeastCalendar.FEAST_NAME,
        "A feast",
        FeastCalendar.PLACE,
        "DE",
        FeastCalendar.LIBRARY_VERSION,
        String.valueOf(seq),
        FeastCalendar.INGEST_SEQ,
        seq,
        LogColumns.WRITTEN_AT,
        LogBook.at(0));
  }

  private static Map<Field, Object> sold(int day) {
    LocalDate sold = LogBook.START.plusDays(day);
    return Map.of(
        UnifiedSalesData.STORE_ID,
        "S1",
        UnifiedSalesData.SKU,
        "K1",
        UnifiedSalesData.SALES_DATE,
        sold,
        UnifiedSalesData.UNITS,
        1.0,
        UnifiedSalesData.RECEIVED_AT,
        LogBook.at(0),
        SourceColumns.INGEST_SEQ,
        1L,
        SourceColumns.SOURCE_FILE,
        "sales.csv",
        SourceColumns.SOURCE_LINE,
        2L,
        LogColumns.WEEK_START,
        Mondays.of(sold));
  }

  /**
   * Something of a day, which delivery {@code seq} brought and somebody sent on day {@code sent}.
   */
  private static Map<Field, Object> told(long seq, String kind, int sent, int day) {
    LocalDate starts = LogBook.START.plusDays(day);
    Map<Field, Object> row = new HashMap<>();
    row.put(ContextualEvents.FEED, "feed");
    row.put(ContextualEvents.EVENT_ID, kind);
    row.put(ContextualEvents.KIND, kind);
    row.put(ContextualEvents.STORE_ID, "S1");
    row.put(ContextualEvents.STARTS_ON, starts);
    row.put(ContextualEvents.ENDS_ON, starts);
    row.put(ContextualEvents.MAGNITUDE, 1.0);
    row.put(ContextualEvents.RECEIVED_AT, LogBook.at(sent));
    row.put(SourceColumns.INGEST_SEQ, seq);
    row.put(SourceColumns.SOURCE_FILE, "context.csv");
    row.put(SourceColumns.SOURCE_LINE, 1L);
    row.put(LogColumns.WEEK_START, Mondays.of(starts));
    return row;
  }
}
