package mrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import mrs.SparkTest;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.Errors;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.StageRun;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Nothing gets lost on the way (law 7). */
class ConservationIT extends SparkTest {
  private final Site site = Played.get(spark).after(spark, Site.LAST);

  @Test
  void everyStageOfEveryNightBalances() {
    List<StageRun> attempts =
        Arrays.stream(Stage.values())
            .flatMap(s -> site.context().ledger().attempts(s).stream())
            .toList();

    assertThat(attempts).hasSize((Site.LAST + 1) * Stage.values().length);
    assertThat(attempts).allMatch(a -> a.books().map(Books::balanced).orElse(false));
  }

  @Test
  void recordsOfADeliveryAreRowsDuplicatesOrDeadLetters() {
    for (Row d : site.warehouse().read(DeliveriesLog.TABLE).collectAsList()) {
      assertThat(
              number(d, DeliveriesLog.ROWS_ADDED.name())
                  + number(d, DeliveriesLog.DUPLICATES.name())
                  + number(d, DeliveriesLog.DEAD_LETTERS.name()))
          .as(d.<String>getAs(DeliveriesLog.SOURCE_FILE.name()))
          .isEqualTo(number(d, DeliveriesLog.RECORDS.name()));
    }
  }

  @Test
  void tablesHaveWhatTheDeliveriesSay() {
    for (Table table : mrs.contracts.Catalogue.FEEDS) {
      assertThat(site.warehouse().read(table).count())
          .as(table.name())
          .isEqualTo(total(table, DeliveriesLog.ROWS_ADDED.name()));
      assertThat(site.warehouse().read(Errors.of(table)).count())
          .as(table.name())
          .isEqualTo(total(table, DeliveriesLog.DEAD_LETTERS.name()));
    }
  }

  @Test
  void everyLineOfTheFeedIsARecord() {
    assertThat(total(UnifiedSalesData.TABLE, DeliveriesLog.RECORDS.name()))
        .isEqualTo(Feeds.records(site.folder().resolve("feed").resolve(Path.of("sales"))));
  }

  @Test
  void brokenLinesAreDeadLettersWithTheirReason() {
    assertThat(site.warehouse().read(Errors.of(UnifiedSalesData.TABLE)).collectAsList())
        .extracting(
            r -> r.<String>getAs(Errors.CODE.name()),
            r -> r.<String>getAs(Errors.SOURCE_FILE.name()))
        .containsExactlyInAnyOrder(
            tuple("NOT_FINITE", "sales/2024-06-04.csv.gz"),
            tuple("BAD_TYPE", "sales/2024-06-04.csv.gz"),
            tuple("BAD_TIME", "sales/2024-06-04.csv.gz"),
            tuple("TIME_OUT_OF_RANGE", "sales/2024-06-04.csv.gz"),
            tuple("MISSING_VALUE", "sales/2024-06-04.csv.gz"),
            tuple("FIELD_COUNT", "sales/2024-06-04.csv.gz"),
            tuple("BAD_QUOTING", "sales/2024-06-04.csv.gz"),
            tuple("BAD_ENCODING", "sales/2024-06-04.csv.gz"));
  }

  private long total(Table table, String column) {
    return site.warehouse().read(DeliveriesLog.TABLE).collectAsList().stream()
        .filter(d -> d.getAs(DeliveriesLog.TABLE_NAME.name()).equals(table.name()))
        .mapToLong(d -> number(d, column))
        .sum();
  }

  private static long number(Row row, String column) {
    return row.<Long>getAs(column);
  }
}
