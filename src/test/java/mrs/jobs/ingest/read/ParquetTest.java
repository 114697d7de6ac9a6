package mrs.jobs.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import mrs.SparkTest;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.parse.ParsedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet deliveries, as other programs write them. */
final class ParquetTest extends SparkTest {
  private static final String VALUES = "S1,P1,19899,3.5,1719358200000000,,,,,";

  @TempDir private Path folder;

  /** Lets Spark write the rows of a query and gives the file. */
  private Path write(String query) throws IOException {
    Path out = Files.createTempDirectory(folder, "out").resolve("parquet");
    spark.sql(query).coalesce(1).write().parquet(out.toString());
    try (var files = Files.list(out)) {
      return files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  private ParsedFile sales(String query) throws IOException {
    return ParsedFile.of(UnifiedSalesData.TABLE, write(query));
  }

  private static String select(String storeId, String units, String salesDate, String receivedAt) {
    return "SELECT %s AS store_id, 'P1' AS sku, %s AS units, %s AS sales_date, %s AS received_at"
        .formatted(storeId, units, salesDate, receivedAt);
  }

  @Test
  void readsEveryTypeThatCanMeanTheColumn() throws IOException {
    List<String> queries =
        List.of(
            select("'S1'", "3.5D", "DATE'2024-06-25'", "TIMESTAMP'2024-06-25 23:30:00Z'"),
            select("'S1'", "3.5F", "'2024-06-25'", "'2024-06-25T23:30:00Z'"),
            select(
                "'S1'",
                "CAST(3.5 AS DECIMAL(9,2))",
                "DATE'2024-06-25'",
                "TIMESTAMP_NTZ'2024-06-25 23:30:00'"),
            select(
                "'S1'",
                "CAST(3.5 AS DECIMAL(38,2))",
                "DATE'2024-06-25'",
                "TIMESTAMP'2024-06-25 23:30:00Z'"));

    for (String query : queries) {
      ParsedFile file = sales(query);

      assertThat(file.faults()).as(query).isEmpty();
      assertThat(file.values()).as(query).containsExactly("1 " + VALUES);
    }
    assertThat(sales(queries.get(2)).remarks())
        .containsExactly("received_at no_time_zone 1 '2024-06-25T23:30:00'");
  }

  @Test
  void readsTimesAsMicrosecondsToo() throws IOException {
    spark.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    try {
      assertThat(
              sales(select("17", "-2", "DATE'2024-06-25'", "TIMESTAMP'2024-06-25 23:30:00Z'"))
                  .values())
          .containsExactly("1 17,P1,19899,-2.0,1719358200000000,,,,,");
    } finally {
      spark.conf().unset("spark.sql.parquet.outputTimestampType");
    }
  }

  @Test
  void valueOfAnotherTypeIsADeadLetterWithTheRowAsText() throws IOException {
    ParsedFile file =
        sales(
            String.join(
                " UNION ALL ",
                select("'S1'", "DOUBLE('NaN')", "'2024-06-25'", "'2024-06-25T23:30:00Z'"),
                select("'S1'", "3.5D", "'soon'", "'2024-06-25T23:30:00Z'"),
                select("NULL", "3.5D", "'2024-06-25'", "'2024-06-25T23:30:00Z'"),
                select("'S1'", "3.5D", "'2024-06-25'", "'2024-06-25T23:30:00Z'")));

    assertThat(file.faults()).containsExactly("1 NOT_FINITE", "2 BAD_TIME", "3 MISSING_VALUE");
    assertThat(file.values()).containsExactly("4 " + VALUES);
    assertThat(file.dead().get(0).payload())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            """
            store_id: S1
            sku: P1
            units: NaN
            sales_date: 2024-06-25
            received_at: 2024-06-25T23:30:00Z
            """);
  }

  @Test
  void columnOfAnotherTypeGivesDeadLettersAndNoFailure() throws IOException {
    List<String> queries =
        List.of(
            select("array('S1')", "3.5D", "'2024-06-25'", "'2024-06-25T23:30:00Z'"),
            select("named_struct('a', 1)", "3.5D", "'2024-06-25'", "'2024-06-25T23:30:00Z'"),
            select("'S1'", "'3.5'", "'2024-06-25'", "'2024-06-25T23:30:00Z'"),
            select("'S1'", "3.5D", "20240625", "'2024-06-25T23:30:00Z'"),
            select("'S1'", "3.5D", "'2024-06-25'", "DATE'2024-06-25'"));

    for (String query : queries) {
      assertThat(sales(query).faults()).as(query).containsExactly("1 BAD_TYPE");
    }
  }

  @Test
  void unknownColumnsAreSeenAndNotRead() throws IOException {
    String known = select("'S1'", "3.5D", "'2024-06-25'", "'2024-06-25T23:30:00Z'");

    ParsedFile file = sales(known + ", map('a', 1) AS extra");

    assertThat(file.values()).containsExactly("1 " + VALUES);
    assertThat(file.summary().columns())
        .containsExactly("store_id", "sku", "units", "sales_date", "received_at", "extra");
  }

  @Test
  void fileWithoutARequiredColumnGivesOneDeadLetter() throws IOException {
    ParsedFile file = sales("SELECT 'S1' AS store_id, explode(sequence(1, 5)) AS units");

    assertThat(file.faults()).containsExactly("0 MISSING_HEADER");
    assertThat(file.dead().get(0).text())
        .isEqualTo("the file has no column sku, sales_date, received_at; send it");
  }

  @Test
  void truncatedFileIsUnreadable() throws IOException {
    Path whole = write(select("'S1'", "3.5D", "'2024-06-25'", "'2024-06-25T23:30:00Z'"));
    byte[] bytes = Files.readAllBytes(whole);

    ParsedFile file =
        ParsedFile.of(
            UnifiedSalesData.TABLE, "cut.parquet", Arrays.copyOf(bytes, bytes.length / 2));

    assertThat(file.faults()).containsExactly("0 UNREADABLE_FILE");
    assertThat(file.summary().keepOriginal()).isTrue();
  }

  @Test
  void damagedPageEndsTheFileWithOneDeadLetter() throws IOException {
    Path whole =
        write(
            "SELECT concat('S', id) AS store_id, 'P1' AS sku, rand(1) AS units, '2024-06-25' AS"
                + " sales_date, '2024-06-25T23:30:00Z' AS received_at FROM range(5000)");
    byte[] bytes = Files.readAllBytes(whole);
    Arrays.fill(bytes, 4, 200, (byte) 0xFF);

    ParsedFile file = ParsedFile.of(UnifiedSalesData.TABLE, "damaged.parquet", bytes);

    assertThat(file.faults()).containsExactly((file.rows().size() + 1) + " UNREADABLE_FILE");
    assertThat(file.summary().records()).isEqualTo(file.rows().size() + 1L);
  }

  @Test
  void dayThatIsAMidnightIsRead() throws IOException {
    String sent = "TIMESTAMP'2024-06-25 23:30:00Z'";
    for (String day :
        List.of("TIMESTAMP'2024-06-25 00:00:00Z'", "TIMESTAMP_NTZ'2024-06-25 00:00:00'")) {
      ParsedFile file = sales(select("'S1'", "3.5D", day, sent));

      assertThat(file.values()).as(day).containsExactly("1 " + VALUES);
      assertThat(file.remarks()).as(day).isEmpty();
    }
  }

  @Test
  void dayThatIsAnotherTimeIsADeadLetterThatShowsIt() throws IOException {
    ParsedFile file =
        sales(
            select(
                "'S1'",
                "3.5D",
                "TIMESTAMP'2024-06-24 22:00:00Z'",
                "TIMESTAMP_NTZ'2024-06-25 23:30:00.5'"));

    assertThat(file.faults()).containsExactly("1 BAD_TIME");
    assertThat(file.texts())
        .containsExactly(
            "sales_date is '2024-06-24T22:00:00Z'; send a date, or a time that is midnight");
    assertThat(file.dead().get(0).payload())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            """
            store_id: S1
            sku: P1
            units: 3.5
            sales_date: 2024-06-24T22:00:00Z
            received_at: 2024-06-25T23:30:00.5
            """);
  }

  @Test
  void deadLetterShowsDaysAndTimesAsPeopleWriteThem() throws IOException {
    String day = "DATE'2025-06-25'";
    String time = "TIMESTAMP'2025-06-25 23:30:00Z'";

    ParsedFile file =
        sales(
            select("'S1'", "3.5D", day, time)
                + " UNION ALL "
                + select("'S1'", "3.5D", "DATE'2024-06-25'", time));

    assertThat(file.texts())
        .containsExactly(
            "sales_date is '2025-06-25'; plausible is 1990-01-01 to 2024-06-28",
            "received_at is '2025-06-25T23:30:00Z'; plausible is 2000-01-01T00:00:00Z to"
                + " 2024-06-27T02:00:00Z");
  }

  @Test
  void optionalValueThatIsNoNumberCostsThatValue() throws IOException {
    String sale = select("'S1'", "3.5D", "DATE'2024-06-25'", "TIMESTAMP'2024-06-25 23:30:00Z'");

    assertThat(
            sales(sale + ", DOUBLE('NaN') AS discount, 'Y' AS on_promotion, 'x' AS net_sales")
                .values())
        .containsExactly("1 S1,P1,19899,3.5,1719358200000000,,true,,,");
    assertThat(sales(sale + ", DOUBLE('NaN') AS discount, 1.0D AS on_promotion").remarks())
        .containsExactly("discount null_word 1 'NaN'");
    assertThat(sales(sale + ", array(1) AS net_sales").remarks())
        .containsExactly("net_sales unreadable_value 1 'a structure'");
  }

  @Test
  void invisibleCharacterAndScientificNotationAreFoundInIdentifiers() throws IOException {
    String day = "DATE'2024-06-25'";
    String time = "TIMESTAMP'2024-06-25 23:30:00Z'";

    ParsedFile file =
        sales(
            select("'S\u00AD1'", "3.5D", day, time)
                + " UNION ALL "
                + select("'5.01235E+12'", "3.5D", day, time));

    assertThat(file.texts())
        .containsExactly("store_id 'S\\u00ad1' has an invisible character; remove it");
    assertThat(file.remarks()).containsExactly("store_id scientific_notation 1 '5.01235E+12'");
  }
}
