package mrs.jobs.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import mrs.contracts.Errors;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.ingest.feed.FeedFile;
import mrs.jobs.ingest.feed.FeedFormat;
import mrs.jobs.ingest.feed.Fingerprint;
import mrs.jobs.ingest.parse.DeliveryParser;
import mrs.jobs.ingest.parse.Parsed;
import mrs.jobs.ingest.parse.ParsedFile;
import mrs.jobs.ingest.parse.Plausible;
import mrs.jobs.messages.Problem;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that are wrong as a whole: each costs one dead letter, and what can be read of it is read.
 */
final class FileFaultsTest {
  private static final String HEADER = "store_id,sku,sales_date,units,received_at";

  private static String row(int i) {
    return "S1,P" + i + ",2024-06-25," + i + ",2024-06-25T23:30:00Z";
  }

  private static byte[] file(int rows) {
    String body = IntStream.range(0, rows).mapToObj(i -> row(i) + "\n").reduce("", String::concat);
    return (HEADER + "\n" + body).getBytes(StandardCharsets.UTF_8);
  }

  private static ParsedFile sales(String name, byte[] content) {
    return ParsedFile.of(UnifiedSalesData.TABLE, name, content);
  }

  @Test
  void truncatedGzipKeepsTheRowsBeforeTheBreak() {
    byte[] random = new byte[4000];
    new Random(1).nextBytes(random);
    StringBuilder body = new StringBuilder(HEADER + "\n");
    for (int i = 0; i < random.length; i++) {
      body.append(row(Math.abs(random[i] * 131 + i))).append('\n');
    }
    byte[] content = body.toString().getBytes(StandardCharsets.UTF_8);
    byte[] whole = ParsedFile.gzip(content);

    ParsedFile file = sales("a.csv.gz", Arrays.copyOf(whole, whole.length / 2));

    ParsedFile undisturbed = sales("a.csv.gz", whole);
    assertThat(file.rows()).hasSizeBetween(1000, 3000);
    assertThat(file.values()).isEqualTo(undisturbed.values().subList(0, file.rows().size()));
    assertThat(file.faults()).containsExactly((file.rows().size() + 2) + " TRUNCATED_FILE");
    assertThat(file.summary().records()).isEqualTo(file.rows().size() + 1L);
    assertThat(file.summary().keepOriginal()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 10, 12})
  void gzipThatEndsBeforeItsFirstLineGivesOneDeadLetter(int length) {
    ParsedFile file = sales("a.csv.gz", Arrays.copyOf(ParsedFile.gzip(file(3)), length));

    assertThat(file.faults()).containsExactly("1 TRUNCATED_FILE");
    assertThat(file.rows()).isEmpty();
    assertThat(file.summary().keepOriginal()).isTrue();
  }

  @Test
  void gzipWithoutItsChecksumKeepsEveryRowAndIsTruncated() {
    byte[] whole = ParsedFile.gzip(file(3));

    ParsedFile file = sales("a.csv.gz", Arrays.copyOf(whole, whole.length - 8));

    assertThat(file.rows()).hasSize(3);
    assertThat(file.faults()).containsExactly("5 TRUNCATED_FILE");
  }

  @Test
  void gzipThatFailsItsChecksumIsNotBelieved() {
    byte[] damaged = ParsedFile.gzip(file(3));
    damaged[damaged.length - 6] ^= 1;

    ParsedFile file = sales("a.csv.gz", damaged);

    assertThat(file.rows()).isEmpty();
    assertThat(file.faults()).containsExactly("0 UNREADABLE_FILE");
  }

  @Test
  void fileThatIsNoGzipIsUnreadable() {
    ParsedFile file = sales("a.csv.gz", file(3));

    assertThat(file.faults()).containsExactly("0 UNREADABLE_FILE");
    assertThat(file.dead().get(0).text())
        .isEqualTo("the file cannot be read (Not in GZIP format); deliver it again");
  }

  @Test
  void compressedFileIsReadWhateverItsName() {
    assertThat(sales("a.csv", ParsedFile.gzip(file(3))).rows()).hasSize(3);
  }

  @Test
  void everyMemberOfAGzipIsRead() {
    byte[] first = ParsedFile.gzip(file(2));
    byte[] second = ParsedFile.gzip((row(7) + "\n").getBytes(StandardCharsets.UTF_8));
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);

    assertThat(sales("a.csv.gz", both).values())
        .containsExactly(
            "2 S1,P0,19899,0.0,1719358200000000,,,,,",
            "3 S1,P1,19899,1.0,1719358200000000,,,,,",
            "4 S1,P7,19899,7.0,1719358200000000,,,,,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "S1,P1,2024-06-25,1,2024-06-25T23:30:00Z\nS1,P2,2024-06-25,1,2024-06-25T23:30:00Z\n",
        "store_id,sku,sales_date,units\nS1,P1,2024-06-25,1\n",
        "Store_ID,SKU,Sales_Date,Units,Received_At\nS1,P1,2024-06-25,1,2024-06-25T23:30:00Z\n",
        "store_id;sku;sales_date;units;received_at\nS1;P1;2024-06-25;1;2024-06-25T23:30:00Z\n",
        "\"store_id,sku,sales_date,units,received_at\nS1,P1,2024-06-25,1,2024-06-25T23:30:00Z\n",
        "\nstore_id,sku,sales_date,units,received_at\n",
        ""
      })
  void fileWithoutAHeaderGivesOneDeadLetter(String content) {
    ParsedFile file = sales("a.csv", content.getBytes(StandardCharsets.UTF_8));

    assertThat(file.faults()).containsExactly("0 MISSING_HEADER");
    assertThat(file.rows()).isEmpty();
    assertThat(file.summary().records()).isEqualTo(1);
    assertThat(file.summary().keepOriginal()).isTrue();
  }

  @Test
  void headerThatNamesAColumnTwiceGivesOneDeadLetter() {
    ParsedFile file = sales("a.csv", ParsedFile.lines(HEADER + ",units", row(1) + ",2"));

    assertThat(file.faults()).containsExactly("0 DUPLICATE_KEY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
  void utf16FileGivesOneDeadLetter(String charset) {
    byte[] csv = new String(file(3), StandardCharsets.UTF_8).getBytes(Charset.forName(charset));
    byte[] json = "{\"store_id\":\"S1\"}\n{}\n".getBytes(Charset.forName(charset));

    assertThat(sales("a.csv", csv).faults()).containsExactly("0 BAD_ENCODING");
    assertThat(sales("a.jsonl", json).faults()).containsExactly("0 BAD_ENCODING");
  }

  @Test
  void lastRowThatBreaksOffIsATruncatedFile() {
    byte[] content = Arrays.copyOf(file(3), file(3).length - 30);

    ParsedFile file = sales("a.csv", content);

    assertThat(file.rows()).hasSize(2);
    assertThat(file.faults()).containsExactly("4 TRUNCATED_FILE");
  }

  @Test
  void lineOf20MegabytesIsADeadLetterWithItsHeadLengthAndHash() {
    byte[] line = new byte[20 << 20];
    Arrays.fill(line, (byte) 'x');
    byte[] before = ParsedFile.lines(HEADER, row(1));
    byte[] after = ("\n" + row(2) + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] content = Arrays.copyOf(before, before.length + line.length + after.length);
    System.arraycopy(line, 0, content, before.length, line.length);
    System.arraycopy(after, 0, content, before.length + line.length, after.length);

    ParsedFile file = sales("a.csv.gz", ParsedFile.gzip(content));

    assertThat(file.faults()).containsExactly("3 LINE_TOO_LONG");
    Parsed.Dead letter = file.dead().get(0);
    assertThat(letter.length()).isEqualTo(line.length);
    assertThat(letter.sha256()).isEqualTo(DigestUtils.sha256Hex(line));
    assertThat(letter.payload()).isEqualTo(Arrays.copyOf(line, Errors.MAX_PAYLOAD_BYTES));
    assertThat(file.values())
        .containsExactly(
            "2 S1,P1,19899,1.0,1719358200000000,,,,,", "4 S1,P2,19899,2.0,1719358200000000,,,,,");
  }

  @Test
  void lineOfTheGreatestLengthIsRead() {
    String start = "S1,P1,2024-06-25,1,2024-06-25T23:30:00Z,";
    String longest = start + "n".repeat(LineReader.MAX_LINE - start.length());

    ParsedFile file = sales("a.csv", ParsedFile.lines(HEADER + ",note", longest, longest + "n"));

    assertThat(file.rows()).hasSize(1);
    assertThat(file.faults()).containsExactly("3 LINE_TOO_LONG");
  }

  @Test
  void fileThatChangesAfterItWasIdentifiedIsNotTaken(@TempDir Path folder) throws IOException {
    Path path = Files.write(folder.resolve("a.csv"), file(3));
    Configuration hadoop = new Configuration();
    FeedFile delivered =
        new FeedFile(
            path.toUri().toString(), "a.csv", UnifiedSalesData.TABLE.name(), FeedFormat.CSV, 1);
    Delivery delivery = new Delivery(1, delivered, Fingerprint.of(delivered, hadoop));
    Files.write(path, file(4));
    DeliveryParser parser =
        DeliveryParser.open(delivery, new Plausible(ParsedFile.NOW), false, hadoop);

    assertThatThrownBy(
            () -> {
              while (parser.hasNext()) {
                parser.next();
              }
            })
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("the file a.csv changed while it was being read");
  }
}
