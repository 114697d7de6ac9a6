package mrs.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import mrs.contracts.DataQualityLog;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.LogColumns;
import mrs.contracts.SourceColumns;
import mrs.contracts.UnifiedSalesData;
import org.junit.jupiter.api.Test;

/** Invoice lines: which are the same one, and what is said where that cannot be known. */
final class IngestLinesTest extends IngestFixture {
  private static final Map<String, String> LINES = Map.of("feeds.sales.grain", "line");
  private static final Map<String, String> RECEIPTS =
      Map.of("feeds.sales.grain", "line", "feeds.sales.line_id", "receipt");
  private static final String HEAD = SALES + ",line_id";

  private static String line(String sku, String day, int units, String sent, String id) {
    return String.join(",", "S1", sku, day, String.valueOf(units), sent + "T23:30:00Z", id);
  }

  private static String line(int units, String id) {
    return line("P1", "2024-06-24", units, "2024-06-24", id);
  }

  private List<String> rowsAndDuplicates() {
    return stored(
        DeliveriesLog.TABLE,
        DeliveriesLog.INGEST_SEQ,
        DeliveriesLog.ROWS_ADDED,
        DeliveriesLog.DUPLICATES);
  }

  @Test
  void identicalLinesWithoutAnIdAreAsManySalesAsOneDeliveryHadAtMost() {
    put("sales/1.csv", HEAD, line(1, ""), line(1, ""), line(2, ""), line(1, ""));
    ingest(LINES);
    put("sales/2.csv", HEAD, line(2, ""), line(1, ""), line(1, ""));
    put("sales/3.csv", HEAD, line(2, ""), line(2, ""));

    IngestReport report = ingest(LINES);

    assertThat(rowsAndDuplicates()).containsExactly("1|4|0", "2|0|3", "3|1|1");
    assertThat(report.reasons()).isEmpty();
    assertThat(report.degraded()).isFalse();
    assertThat(report.hints())
        .singleElement()
        .asString()
        .startsWith("sales/2.csv and 1 more: 5 lines have no line_id")
        .contains("send line_id");
  }

  @Test
  void theFirstOfIdenticalLinesIsHashedAsInAFeedOfCells() {
    put("sales/1.csv", SALES, sale("S1", "P1", "2024-06-24", 1));
    ingest();
    put("sales/2.csv", HEAD, line(1, ""), line(1, ""));

    ingest(LINES);

    assertThat(rowsAndDuplicates()).containsExactly("1|1|0", "2|1|1");
  }

  @Test
  void theSameLinesInOtherPlacesOfTheFileAreHashedAlike() {
    put("sales/1.csv", HEAD, line(1, ""), line(2, ""), line(1, ""), line(3, ""), line(1, ""));
    ingest(LINES);
    List<String> hashes =
        stored(UnifiedSalesData.TABLE, UnifiedSalesData.UNITS, LogColumns.CONTENT_HASH);
    put("sales/2.csv", HEAD, line(3, ""), line(1, ""), line(1, ""), line(1, ""), line(2, ""));

    ingest(LINES);

    assertThat(stored(UnifiedSalesData.TABLE, UnifiedSalesData.UNITS, LogColumns.CONTENT_HASH))
        .isEqualTo(hashes)
        .hasSize(5);
  }

  @Test
  void anIdenticalLineWithItsIdIsTheSameUnlessTheIdIsAReceipts() {
    put("sales/1.csv", HEAD, line(1, "A"), line(1, "A"), line(1, "B"));
    assertThat(ingest(LINES).hints()).isEmpty();
    assertThat(rowsAndDuplicates()).containsExactly("1|2|1");
    put("sales/2.csv", HEAD, line(5, "A"), line(5, "A"), line(5, "B"));

    ingest(RECEIPTS);

    assertThat(rowsAndDuplicates()).containsExactly("1|2|1", "2|3|0");
  }

  @Test
  void linesWithoutAnIdThatComeAgainLaterMayBeARestatement() {
    put("sales/1.csv", HEAD, line(1, ""), line("P2", "2024-06-24", 7, "2024-06-24", ""));
    ingest(LINES);
    put("sales/2.csv", HEAD, line("P1", "2024-06-24", 3, "2024-06-25", ""));

    IngestReport report = ingest(LINES);

    assertThat(report.reasons())
        .containsExactly(
            "suspect delivery sales/2.csv, lines_resent: 1 cells, such as S1/P1/2024-06-24, have"
                + " lines without line_id from several deliveries, sent at different times; all"
                + " count: send line_id if the later replace the earlier");
  }

  @Test
  void aLineIdUnderSeveralDaysIsSaidUnlessLinesMove() {
    put("sales/1.csv", HEAD, line(1, "A"), line("P1", "2024-06-23", 1, "2024-06-24", "B"));
    ingest(LINES);
    put("sales/2.csv", HEAD, line("P1", "2024-06-25", 1, "2024-06-25", "A"));

    IngestReport report = ingest(LINES);

    assertThat(report.reasons())
        .containsExactly(
            "suspect delivery sales/2.csv, lines_on_several_days: 1 line ids, such as S1/P1/A,"
                + " stand under several days and count on each; if they have moved from one to the"
                + " other, set feeds.sales.lines_move to true");
    assertThat(
            stored(
                DataQualityLog.TABLE,
                DataQualityLog.INGEST_SEQ,
                DataQualityLog.CONSTRAINT,
                DataQualityLog.PASSED))
        .contains("2|lines_on_several_days|false");

    put("sales/3.csv", HEAD, line("P1", "2024-06-22", 1, "2024-06-25", "A"));
    assertThat(
            ingest(Map.of("feeds.sales.grain", "line", "feeds.sales.lines_move", "true")).reasons())
        .isEmpty();
  }

  @Test
  void receiptNumbersThatStartAgainGetAHint() {
    put("sales/1.csv", HEAD, line(1, "1"), line("P1", "2024-06-25", 1, "2024-06-25", "1"));

    IngestReport report = ingest(RECEIPTS);

    assertThat(report.reasons()).isEmpty();
    assertThat(report.hints())
        .singleElement()
        .asString()
        .startsWith("sales/1.csv: 1 receipts with one SKU stand under several days");
  }

  @Test
  void copiesAreCountedByDeliveryHoweverTheyAreSharedOutAmongTasks() {
    for (int i = 1; i <= 9; i++) {
      put("sales/" + i + ".csv", HEAD, line(1, ""), line(i, "X" + i), line(1, ""));
    }

    ingest(LINES);

    assertThat(stored(UnifiedSalesData.TABLE, UnifiedSalesData.LINE_ID, SourceColumns.INGEST_SEQ))
        .containsExactly(
            "X1|1", "X2|2", "X3|3", "X4|4", "X5|5", "X6|6", "X7|7", "X8|8", "X9|9", "null|1",
            "null|1");
  }
}
