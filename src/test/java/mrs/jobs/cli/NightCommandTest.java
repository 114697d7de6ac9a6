package mrs.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mrs.SparkTest;
import mrs.jobs.cli.options.ExitCodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightCommandTest extends SparkTest {
  @TempDir private Path root;

  @Test
  void bringsInAndJudgesUnlessTheIngestIsRefused() throws IOException {
    Ended refused = mrs("night", root.resolve("nowhere").toString());

    assertThat(refused.code()).isEqualTo(ExitCodes.REFUSED);
    assertThat(runs()).isEmpty();

    Ended night = mrs("night", feed(), "--logical-time", "2024-06-26T02:00:00Z");

    assertThat(night.code()).as(night.err()).isEqualTo(ExitCodes.DEGRADED);
    assertThat(night.err()).contains("1 dead letters", "run run-20240626T020000");
    assertThat(runs()).containsExactly("nightly committed", "ingest committed");
  }

  private String feed() throws IOException {
    Path sales = Files.createDirectories(root.resolve("feed/sales"));
    Files.writeString(
        sales.resolve("a.csv"),
        "store_id,sku,sales_date,units,received_at,net_sales,on_promotion,discount,retailer,line_id\n"
            + "S1,A1,2024-06-25,4,2024-06-26T01:00:00Z,1,false,0,R,\n"
            + "S1,A2,2024-06-25,many,2024-06-26T01:00:00Z,1,false,0,R,\n");
    return root.resolve("feed").toString();
  }

  /** Kind and state of each run, by logical time. */
  private List<String> runs() {
    return mrs("runs", "ls")
        .out()
        .lines()
        .skip(1)
        .filter(l -> !l.startsWith("(no rows)"))
        .map(l -> l.trim().split(" +", -1))
        .map(words -> words[1] + " " + words[3])
        .toList();
  }

  private Ended mrs(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--warehouse", root.resolve("w").toString(), "--conf", "conf"));
    return Ended.of(all);
  }
}
