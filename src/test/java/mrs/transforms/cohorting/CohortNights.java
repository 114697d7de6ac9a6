package mrs.transforms.cohorting;

import static mrs.transforms.SparkSchema.schema;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mrs.SparkTest;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.EventsLog;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.transforms.Dropped;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Nights of cohorting for tests: each reads what detection and people wrote into {@link #book} and
 * what the nights before it wrote. Days and nights are days after {@link LogBook#START}.
 */
final class CohortNights extends SparkTest {
  final LogBook book = new LogBook();

  FormEvents.Rules rules = new FormEvents.Rules(1, 1000, 1000);
  int cap = 1000;
  private Dataset<Row> history = rows(CohortHistory.TABLE);
  private Dataset<Row> events = rows(EventsLog.TABLE);
  private Dataset<Row> ended = rows(EventsEndedLog.TABLE);

  /** The id of the event of store S1 that started on {@code day}. */
  static String id(int day) {
    return sha("store|S1|up\u0000" + LogBook.START.plusDays(day));
  }

  /** The same where it was taken in {@code night}. */
  static String id(int day, int night) {
    return sha("store|S1|up\u0000" + LogBook.START.plusDays(day) + "\u0000" + LogBook.at(night));
  }

  static String sha(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Detection finds SKU {@code id} of store S1 too high from {@code first} to {@code last}. */
  CohortNights found(String id, int night, int first, int last) {
    book.detected(id, night, ofStore(id, first, last));
    return this;
  }

  /** Detection takes that back. */
  CohortNights lost(String id, int night, String reason, int first, int last) {
    book.withdrawn(id, night, reason, ofStore(id, first, last));
    return this;
  }

  private static Object[] ofStore(String id, int first, int last) {
    LocalDate start = LogBook.START.plusDays(first);
    return new Object[] {
      DetectionLog.SKU,
      "K" + id,
      DetectionLog.TEST,
      "store_day",
      DetectionLog.GROUP_KEY,
      "store_day|S1|up|" + id,
      DetectionLog.GROUP_START,
      start,
      DetectionLog.WINDOW_START,
      start,
      DetectionLog.WINDOW_END,
      LogBook.START.plusDays(last)
    };
  }

  /** What all logs give. */
  FormEvents.Inputs inputs() {
    return new FormEvents.Inputs(
        book.dataset(Contributor.MRDL),
        history,
        events,
        ended,
        Optional.of(book.dataset(Contributor.MRCL)),
        Optional.of(book.dataset(Contributor.MRPAL)),
        Optional.of(book.dataset(Contributor.UMEEL)));
  }

  FormEvents.Cohorted form(FormEvents.Inputs in, int night, String... reasons) {
    RunStamp stamp = new RunStamp("run-" + night, LogBook.at(night), 1, List.of(reasons));
    LocalDate lastDay = LocalDate.ofInstant(stamp.writtenAt(), ZoneOffset.UTC);
    FormEvents.Cohorted formed =
        new FormEvents(rules, lastDay, cap, stamp).apply(in, SparkTest::computed);
    assertThat(formed.considered().count()).isEqualTo(formed.history().count() + waiting(formed));
    return formed;
  }

  /** Runs a night with all logs there, and keeps what it wrote. */
  FormEvents.Cohorted night(int night) {
    return night(inputs(), night);
  }

  FormEvents.Cohorted night(FormEvents.Inputs in, int night, String... reasons) {
    FormEvents.Cohorted formed = form(in, night, reasons);
    history = appended(CohortHistory.TABLE, history, formed.history());
    events = appended(EventsLog.TABLE, events, formed.events());
    ended = appended(EventsEndedLog.TABLE, ended, formed.ended());
    return formed;
  }

  private static Dataset<Row> appended(Table table, Dataset<Row> before, Dataset<Row> rows) {
    Column[] columns =
        table.fields().stream().map(f -> functions.col(f.name())).toArray(Column[]::new);
    List<Row> all = new ArrayList<>(before.collectAsList());
    all.addAll(
        rows.withColumn(LogColumns.CONTENT_HASH.name(), lit(0L)).select(columns).collectAsList());
    return spark.createDataFrame(all, schema(table));
  }

  static long waiting(FormEvents.Cohorted formed) {
    return formed.dropped().collectAsList().stream()
        .mapToLong(r -> r.<Long>getAs(Dropped.RECORDS.name()))
        .sum();
  }

  /** The event of each report that was written. */
  static Map<String, String> moves(FormEvents.Cohorted formed) {
    Map<String, String> moves = new TreeMap<>();
    for (Row row : formed.history().collectAsList()) {
      moves.put(
          row.getAs(CohortHistory.REPORT_ID.name()),
          row.getAs(CohortHistory.REPORT_GROUP_ID.name()));
    }
    return moves;
  }

  /** Status, reports, active reports and parents of each event that was written. */
  static Map<String, String> changes(FormEvents.Cohorted formed) {
    Map<String, String> changes = new TreeMap<>();
    for (Row row : formed.events().collectAsList()) {
      changes.put(
          row.getAs(EventsLog.REPORT_GROUP_ID.name()),
          "%s %s %s %s"
              .formatted(
                  row.getAs(EventsLog.EVENT_STATUS.name()),
                  row.getList(row.fieldIndex(EventsLog.REPORT_IDS.name())),
                  row.getAs(EventsLog.ACTIVE_REPORTS.name()),
                  row.getList(row.fieldIndex(EventsLog.PARENTS.name()))));
    }
    return changes;
  }

  /** Resolution, evidence and day of each end that was written. */
  static Map<String, String> ends(FormEvents.Cohorted formed) {
    Map<String, String> ends = new TreeMap<>();
    for (Row row : formed.ended().collectAsList()) {
      ends.put(
          row.getAs(EventsEndedLog.REPORT_GROUP_ID.name()),
          "%s %s %s"
              .formatted(
                  row.getAs(EventsEndedLog.RESOLUTION_REASON.name()),
                  row.getList(row.fieldIndex(EventsEndedLog.EVIDENCE.name())),
                  row.getAs(EventsEndedLog.ENDED_ON.name())));
    }
    return ends;
  }

  static void assertSilent(FormEvents.Cohorted formed) {
    assertThat(moves(formed)).isEmpty();
    assertThat(changes(formed)).isEmpty();
    assertThat(ends(formed)).isEmpty();
  }
}
