package mrs.jobs.ingest.batch;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.IntStream;
import mrs.SparkTest;
import mrs.contracts.LogColumns;
import mrs.contracts.SourceColumns;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.ingest.feed.FeedFile;
import mrs.jobs.ingest.feed.FeedFolder;
import mrs.jobs.ingest.feed.IdentifyFiles;
import mrs.jobs.ingest.parse.ParsedFile;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries as datasets: what the edge adds to what the parser read. */
final class ParseDeliveriesTest extends SparkTest {
  private static final MrsConfig.SalesFeed CELLS =
      new MrsConfig.SalesFeed(
          MrsConfig.Grain.CELL,
          MrsConfig.LineId.LINE,
          false,
          MrsConfig.Zeros.EXPLICIT,
          28,
          7,
          false);

  @TempDir private Path folder;

  private ParsedBatch parse() {
    var files = FeedFolder.scan(folder.toString(), spark.sessionState().newHadoopConf()).files();
    var identities = IdentifyFiles.in(spark, files);
    List<Delivery> deliveries = new ArrayList<>();
    for (FeedFile file : files) {
      deliveries.add(new Delivery(deliveries.size() + 1, file, identities.get(file)));
    }
    RunStamp stamp = new RunStamp("r", ParsedFile.NOW, 1, List.of());
    return new ParseDeliveries(UnifiedSalesData.TABLE, CELLS, stamp).apply(spark, deliveries);
  }

  private void put(String name, String... lines) throws IOException {
    Files.createDirectories(folder.resolve("sales"));
    Files.write(folder.resolve("sales").resolve(name), ParsedFile.lines(lines));
  }

  private List<Long> hashes(ParsedBatch batch) {
    return batch
        .rows()
        .orderBy(col(SourceColumns.INGEST_SEQ), col(SourceColumns.SOURCE_LINE))
        .select(col(LogColumns.CONTENT_HASH))
        .collectAsList()
        .stream()
        .map(r -> r.getLong(0))
        .toList();
  }

  @Test
  void contentHashIsOfTheDeliveredValuesAndOfWhichColumnHasThem() throws IOException {
    put(
        "a.csv",
        "store_id,sku,sales_date,units,received_at,retailer,line_id",
        "S1,P1,2024-06-25,3,2024-06-25T23:30:00Z,X,",
        "S1,P1,2024-06-25,3.0,2024-06-26T01:30:00+02:00,X,",
        "S1,P1,2024-06-25,3,2024-06-25T23:30:00Z,,X",
        "S1,P1,2024-06-25,3,2024-06-25T23:30:01Z,X,");
    put(
        "b.csv",
        "retailer,received_at,units,sales_date,sku,store_id",
        "X,2024-06-25 23:30:00,3,2024-06-25,P1,S1");

    try (ParsedBatch batch = parse()) {
      List<Long> hashes = hashes(batch);
      assertThat(hashes.get(1)).isEqualTo(hashes.get(0));
      assertThat(hashes.get(4)).isEqualTo(hashes.get(0));
      assertThat(hashes.subList(2, 4)).doesNotContain(hashes.get(0)).doesNotHaveDuplicates();
    }
  }

  @Test
  void daysAndTimesDoNotDependOnTheTimeZoneOfTheMachine() throws IOException {
    put(
        "a.csv",
        "store_id,sku,sales_date,units,received_at",
        "S1,P1,2024-06-23,3,2024-06-24T00:30:00.123456Z");
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
    try (ParsedBatch batch = parse()) {
      Row row =
          batch
              .rows()
              .select(
                  col(UnifiedSalesData.SALES_DATE).cast("string"),
                  col(UnifiedSalesData.RECEIVED_AT).cast("string"),
                  col(LogColumns.WEEK_START).cast("string"))
              .head();
      assertThat(row.mkString("|")).isEqualTo("2024-06-23|2024-06-24 00:30:00.123456|2024-06-17");
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void everyDeliveryHasItsSummaryHoweverManyShareATask() throws IOException {
    for (int i = 0; i < 20; i++) {
      put(
          "f%02d.csv".formatted(i),
          IntStream.rangeClosed(0, i)
              .mapToObj(
                  n ->
                      n == 0
                          ? "store_id,sku,sales_date,units,received_at"
                          : "S1,P" + n + ",2024-06-25," + n + ",2024-06-25T23:30:00Z")
              .toArray(String[]::new));
    }

    try (ParsedBatch batch = parse()) {
      assertThat(batch.tagged().rdd().getNumPartitions()).isEqualTo(8);
      assertThat(batch.summaries().stream().map(s -> s.ingestSeq() + ":" + s.rows()))
          .containsExactlyElementsOf(
              IntStream.range(0, 20).mapToObj(i -> (i + 1) + ":" + i).toList());
      assertThat(batch.rows().count()).isEqualTo(190);
      assertThat(batch.deadLetters().count()).isZero();
    }
  }
}
