package mrs.jobs.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.parse.ParsedFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in another form than is read: one dead letter, which says what it is and what to do. */
final class FileFormsTest {
  private static final String HEADER = "store_id,sku,sales_date,units,received_at";
  private static final String SALE = "S1,P1,2024-06-25,3.5,2024-06-25T23:30:00Z";
  private static final String VALUES = "S1,P1,19899,3.5,1719358200000000,,,,,";
  private static final String OBJECT =
      "{\"store_id\":\"S1\",\"sku\":\"P1\",\"sales_date\":\"2024-06-25\",\"units\":3.5,"
          + "\"received_at\":\"2024-06-25T23:30:00Z\"}";

  private static ParsedFile sales(String name, byte[] content) {
    return ParsedFile.of(UnifiedSalesData.TABLE, name, content);
  }

  private static ParsedFile sales(String name, String content) {
    return sales(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertUnusable(ParsedFile file, String code, String text) {
    assertThat(file.faults()).containsExactly("0 " + code);
    assertThat(file.texts().get(0)).isEqualTo(text);
    assertThat(file.rows()).isEmpty();
    assertThat(file.summary().keepOriginal()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[OBJECT,\nOBJECT]\n",
        "[\n  OBJECT,\n  OBJECT\n]\n",
        "[\n",
        "[OBJECT,OBJECT]",
        "\uFEFF[{\n\"store_id\": \"S1\",\n\"units\": NaN\n}]"
      })
  void jsonArrayIsOneDeadLetterPrettyOrNot(String content) {
    ParsedFile file = sales("a.json", content.replace("OBJECT", OBJECT));

    assertUnusable(
        file,
        "BAD_JSON",
        "the file is a JSON array; send its objects one a line, without the brackets around and the"
            + " commas between them");
  }

  @Test
  void jsonArrayOfManyMegabytesOnALineIsOneDeadLetter() {
    ParsedFile file = sales("a.json", "[" + (OBJECT + ",").repeat(10_000) + OBJECT + "]");

    assertThat(file.faults()).containsExactly("0 BAD_JSON");
    assertThat(file.texts().get(0)).startsWith("the file is a JSON array; ");
  }

  @Test
  void objectOverSeveralLinesIsOneDeadLetter() {
    String content = "{\n  \"data\": [\n    " + OBJECT + "\n  ]\n}\n";

    assertUnusable(
        sales("a.json", content),
        "BAD_JSON",
        "the file's JSON is spread over several lines; send one object a line");
  }

  @Test
  void arrayThatIsOneLineOfManyCostsThatLine() {
    ParsedFile file = sales("a.jsonl", "[" + OBJECT + "]\n" + OBJECT + "\n");

    assertThat(file.faults()).containsExactly("1 BAD_JSON");
    assertThat(file.texts().get(0))
        .isEqualTo("not one JSON object: it is an array; send one a line");
    assertThat(file.values()).containsExactly("2 " + VALUES);
  }

  @Test
  void commaTooManyInJsonIsCalledByItsName() {
    ParsedFile file = sales("a.jsonl", OBJECT.replace("}", ",}") + "\n" + OBJECT + ",\n");

    assertThat(file.texts())
        .containsExactly(
            "not one JSON object: a comma stands before a closing bracket; send one a line",
            "not one JSON object: a comma follows the object; send one a line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.csv", "a.jsonl"})
  void linesOfAnOldMacAreOneDeadLetter(String name) {
    String content = name.endsWith("csv") ? HEADER + "\r" + SALE + "\r" : OBJECT + "\r" + OBJECT;

    assertUnusable(
        sales(name, content),
        "UNREADABLE_FILE",
        "the file's lines end with a carriage return alone, as on old Macs; end them with a line"
            + " feed (LF or CRLF)");
  }

  @Test
  void carriageReturnAtTheEndOfTheOnlyLineIsNoFault() {
    assertThat(sales("a.csv", HEADER + "\r").faults()).isEmpty();
    assertThat(sales("a.jsonl", OBJECT + "\r").values()).containsExactly("1 " + VALUES);
  }

  @Test
  void compressedContentIsCalledByItsNameUnderAnyName() throws IOException {
    byte[] plain = (HEADER + "\n" + (SALE + "\n").repeat(500)).getBytes(StandardCharsets.UTF_8);
    String unpack = ", which is not read under this name; send it plain or compressed with gzip";
    for (String name : new String[] {"a.csv", "a.jsonl", "a.csv.gz", "a.csv.zst"}) {
      assertUnusable(
          sales(name, Zstd.compress(plain)),
          "UNREADABLE_FILE",
          "the file is compressed with zstd" + unpack);
    }
    ByteArrayOutputStream bzip2 = new ByteArrayOutputStream();
    try (OutputStream out = new BZip2CompressorOutputStream(bzip2)) {
      out.write(plain);
    }
    assertUnusable(
        sales("a.csv", bzip2.toByteArray()),
        "UNREADABLE_FILE",
        "the file is compressed with bzip2" + unpack);
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("a.csv"));
      out.write(plain);
    }
    assertUnusable(
        sales("a.csv", zip.toByteArray()),
        "UNREADABLE_FILE",
        "the file is a ZIP archive or an Excel workbook, which is not read under this name; unpack"
            + " it, or save the sheet as CSV (UTF-8)");
    assertThat(sales("a.csv", ParsedFile.gzip(plain)).rows()).hasSize(500);
    assertThat(sales("a.csv.zst", plain).rows()).hasSize(500);
  }

  @ParameterizedTest
  @CsvSource({
    "fd377a585a000004e6d6b446, compressed with xz",
    "04224d1864404700, compressed with lz4",
    "ff060000734e61507059, compressed with snappy",
    "377abcaf271c0004, a 7-Zip archive",
    "d0cf11e0a1b11ae10000, an Excel workbook",
    "504152311504150415, Apache Parquet",
    "4f626a0104146176, Apache Avro"
  })
  void magicBytesTellWhatAFileIs(String start, String name) {
    for (String file : new String[] {"a.csv", "a.json.gz"}) {
      ParsedFile parsed = sales(file, HexFormat.of().parseHex(start));

      assertThat(parsed.faults()).containsExactly("0 UNREADABLE_FILE");
      if (!name.equals("Apache Parquet") || file.equals("a.csv")) {
        assertThat(parsed.texts().get(0)).startsWith("the file is " + name + ", which is not read");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.csv", "a.csv.br", "a.jsonl", "a.jsonl.br"})
  void contentWithoutAMarkThatIsNoTextIsOneDeadLetter(String name) {
    byte[] brotli = new byte[5000];
    new Random(7).nextBytes(brotli);
    brotli[0] = 0x5b;

    assertUnusable(sales(name, brotli), "UNREADABLE_FILE", HeadFaults.BINARY);
  }

  @Test
  void textUnderANameOfBrotliIsRead() {
    assertThat(sales("a.csv.br", HEADER + "\n" + SALE + "\n").values())
        .containsExactly("2 " + VALUES);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ",,,", ", , "})
  void headerThatEndsInCommasIsReadWhereverRowsEnd(String commas) {
    ParsedFile file =
        sales("a.csv", HEADER + commas + "\n" + SALE + commas + "\n" + SALE + "\n" + SALE);

    assertThat(file.faults()).isEmpty();
    assertThat(file.values()).containsExactly("2 " + VALUES, "3 " + VALUES, "4 " + VALUES);
    assertThat(file.summary().columns()).contains("(column 6)");
  }

  @Test
  void rowThatEndsInACommaTooManyIsADeadLetterThatSaysSo() {
    ParsedFile file = sales("a.csv", HEADER + "\n" + SALE + ",\n" + SALE + ",x\n");

    assertThat(file.faults()).containsExactly("2 FIELD_COUNT", "3 FIELD_COUNT");
    assertThat(file.texts())
        .containsExactly(
            "the record has 6 fields, the header 5; leave out the comma at its end, or end the"
                + " header with one",
            "the record has 6 fields, the header 5; quote fields that hold commas");
  }

  @Test
  void separatorThatIsDeclaredForExcelIsNamed() {
    String rows = (HEADER + "\n" + SALE + "\n").replace(',', ';');

    assertUnusable(
        sales("a.csv", "sep=;\r\n" + rows),
        "MISSING_HEADER",
        "the first line is Excel's 'sep=;'; leave it out and separate the fields by commas");
    assertThat(sales("a.csv", "\uFEFFsep=,\n" + HEADER + "\n" + SALE + "\n").values())
        .containsExactly("3 " + VALUES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {"; ;", "TAB \\t", "| |"})
  void otherSeparatorIsNamed(String separator, String shown) {
    String content = (HEADER + "\n" + SALE + "\n").replace(",", separator.replace("TAB", "\t"));

    assertUnusable(
        sales("a.csv", content),
        "MISSING_HEADER",
        "the fields are separated by '" + shown + "'; separate them by commas");
  }

  @Test
  void headerInCapitalsIsNamed() {
    assertUnusable(
        sales("a.csv", HEADER.replace("store_id", "Store_ID") + "\n" + SALE + "\n"),
        "MISSING_HEADER",
        "the first line does not name store_id; names count in lower case, it has 'Store_ID'");
  }
}
