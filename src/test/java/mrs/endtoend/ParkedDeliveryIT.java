package mrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mrs.SparkTest;
import mrs.jobs.cli.MrsCommand;
import mrs.jobs.ingest.feed.FaultyFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see of a delivery that cannot be brought in, on the command line. */
class ParkedDeliveryIT extends SparkTest {
  private static final String HEAD = "store_id,sku,sales_date,units,received_at\n";

  @TempDir private Path folder;

  /** What a command gave: exit code, and all that it said. */
  private record Ended(int code, String said) {}

  @Test
  void isToldOfUntilItIsMendedAndAskedFor() throws IOException {
    FaultyFiles.install(spark);
    FaultyFiles.strikeTheParser(
        "bad.csv",
        () -> {
          throw new IllegalStateException("the reader has a defect");
        });
    String retry = "'mrs ingest " + feed() + " --retry-parked'";
    put("bad", 2);
    put("good", 3);

    Ended first = ingest("--set", "ingest.attempts=2");
    assertThat(first.code()).isEqualTo(2);
    assertThat(first.said()).contains("not in yet: sales/bad.csv").contains("1 attempt since");
    Ended second = ingest("--set", "ingest.attempts=2");
    assertThat(second.code()).isEqualTo(2);
    assertThat(second.said()).contains("parked: sales/bad.csv").contains("2 attempts since");
    assertThat(ingest().code()).isEqualTo(2);

    Ended list = mrs("dlq", "ls", "--json");
    assertThat(list.code()).isZero();
    assertThat(list.said())
        .contains("\"code\" : \"DELIVERY_PARKED\"", "\"source_file\" : \"sales/bad.csv\"")
        .contains("\"attempts\" : 2", "the reader has a defect", retry);
    Ended health = mrs("health");
    assertThat(health.code()).isEqualTo(2);
    assertThat(health.said())
        .containsPattern("deliveries +sales/bad.csv +parked +degraded +2 attempts since ");

    FaultyFiles.mend("bad.csv");
    assertThat(ingest().code()).isEqualTo(2);
    assertThat(ingest("--retry-parked").code()).isZero();
    assertThat(ingest().code()).isZero();
    assertThat(mrs("sql", "select sum(units) u from unified_sales_data").said()).contains("5.0");
    assertThat(mrs("dlq", "ls").said()).isEqualTo("(no rows)\n");
  }

  private void put(String name, int units) throws IOException {
    Path file = folder.resolve("feed/sales/" + name + ".csv");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, HEAD + "S1,P" + units + ",2024-06-24," + units + ",2024-06-25T01:00:00Z\n");
  }

  /** Of files that are too large for a copy: the defect strikes where they lie. */
  private Ended ingest(String... options) {
    List<String> args = new ArrayList<>(List.of("ingest", feed()));
    args.addAll(List.of("--set", "cache.low_bytes=1"));
    args.addAll(List.of(options));
    return mrs(args.toArray(String[]::new));
  }

  private String feed() {
    return FaultyFiles.address(folder.resolve("feed"));
  }

  private Ended mrs(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--warehouse", folder.resolve("warehouse").toString(), "--conf", "conf"));
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
    try {
      int code = MrsCommand.run(all.toArray(String[]::new));
      both.flush();
      return new Ended(code, said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
