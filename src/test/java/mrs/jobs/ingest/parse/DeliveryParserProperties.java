package mrs.jobs.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mrs.contracts.UnifiedSalesData;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands around them, good rows arrive exactly, and the books balance. */
final class DeliveryParserProperties {
  private static final String HEADER = "store_id,sku,sales_date,units,received_at";
  private static final List<String> BAD_CSV =
      List.of(
          "",
          " ",
          ",",
          "\"",
          "S1,\"P1,2024-06-25,1,2024-06-25T23:30:00Z",
          "S1,\"P1\"x,2024-06-25,1,2024-06-25T23:30:00Z",
          "S1,P1,2024-06-25,NaN,2024-06-25T23:30:00Z",
          "S1,P1,2024-06-25,1,2024-06-25T23:30:00Z,",
          "S1,P1,2024-06-25,1,",
          "S1,P\u0000,2024-06-25,1,2024-06-25T23:30:00Z",
          "x".repeat(70_000));
  private static final List<String> BAD_JSON =
      List.of(
          "",
          "{",
          "}",
          "[]",
          "{}{}",
          "{\"store_id\":\"S1\"}",
          "{\"store_id\":\"S1\",\"store_id\":\"S1\"}",
          "{\"units\":NaN}",
          "'",
          "\"");

  /** A line of a file: a row with this many units, or one of the bad ones. */
  record LineOf(int units, int bad) {
    boolean isGood() {
      return bad < 0;
    }
  }

  @Provide
  Arbitrary<List<LineOf>> mixtures() {
    Arbitrary<LineOf> good =
        Arbitraries.integers().between(-50, 5000).map(units -> new LineOf(units, -1));
    Arbitrary<LineOf> bad = Arbitraries.integers().between(0, 1000).map(b -> new LineOf(0, b));
    return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(3, good), net.jqwik.api.Tuple.of(2, bad))
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 150)
  void csv(@ForAll("mixtures") List<LineOf> mixture, @ForAll boolean crlf, @ForAll boolean gzip) {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (LineOf line : mixture) {
      lines.add(
          line.isGood()
              ? "S1,P1,2024-06-25," + line.units() + ",2024-06-25T23:30:00Z"
              : BAD_CSV.get(line.bad() % BAD_CSV.size()));
    }
    check("a.csv", lines, 2, mixture, crlf, gzip);
  }

  @Property(tries = 150)
  void json(@ForAll("mixtures") List<LineOf> mixture, @ForAll boolean crlf, @ForAll boolean gzip) {
    List<String> lines = new ArrayList<>();
    for (LineOf line : mixture) {
      lines.add(
          line.isGood()
              ? "{\"store_id\":\"S1\",\"sku\":\"P1\",\"sales_date\":\"2024-06-25\",\"units\":"
                  + line.units()
                  + ",\"received_at\":\"2024-06-25T23:30:00Z\"}"
              : BAD_JSON.get(line.bad() % BAD_JSON.size()));
    }
    check("a.jsonl", lines, 1, mixture, crlf, gzip);
  }

  private static void check(
      String name,
      List<String> lines,
      int firstLine,
      List<LineOf> mixture,
      boolean crlf,
      boolean gzip) {
    String end = crlf ? "\r\n" : "\n";
    String text = lines.isEmpty() ? "" : String.join(end, lines) + end;
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < mixture.size(); i++) {
      if (mixture.get(i).isGood()) {
        double units = mixture.get(i).units();
        expected.add((firstLine + i) + " S1,P1,19899," + units + ",1719358200000000,,,,,");
      }
    }

    ParsedFile file =
        ParsedFile.of(
            UnifiedSalesData.TABLE,
            gzip ? name + ".gz" : name,
            gzip ? ParsedFile.gzip(content) : content);

    assertThat(file.values()).isEqualTo(expected);
    assertThat(file.dead()).hasSize(mixture.size() - expected.size());
    assertThat(file.summary().records()).isEqualTo(mixture.size());
    assertThat(file.summary().deadLetters()).isEqualTo(file.dead().size());
  }
}
