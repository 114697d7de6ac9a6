package mrs.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mrs.SparkTest;
import mrs.jobs.sql.TinyWarehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest extends SparkTest {
  @TempDir private Path folder;

  @Test
  void sqlAnswersAsATableAndAsJson() throws IOException {
    String sql = "select report_status, count(*) n from minority_reports group by 1 order by 1";
    assertThat(mrs("sql", sql))
        .isEqualTo(new Ended(0, "report_status  n\nopen           1\nsuperseded     1\n", ""));
    JsonNode json = new ObjectMapper().readTree(mrs("sql", sql, "--json").out());
    assertThat(json.toString())
        .isEqualTo(
            "[{\"report_status\":\"open\",\"n\":1},{\"report_status\":\"superseded\",\"n\":1}]");
    assertThat(mrs("sql", "select range as id from range(0)").out()).isEqualTo("id\n(no rows)\n");
  }

  @Test
  void sqlSaysThatItCutAndPrintsNothingThatMovesTheCursor() {
    Ended cut = mrs("sql", "select range as id from range(5)", "--limit", "2");
    assertThat(cut.out()).isEqualTo("id\n0\n1\n");
    assertThat(cut.err()).startsWith("only the first 2 rows are shown");
    assertThat(mrs("sql", "select decode(unhex('1b5b33316d')) a, [1, 2] b").out())
        .isEqualTo("a           b\n\\u001b[31m  [1,2]\n");
  }

  @Test
  void aTablePrintsValuesAsTheyAre() {
    assertThat(mrs("sql", "select '@|bold a|@ %n' as text, 1 n union all select '東京の店', 20").out())
        .isEqualTo("text           n\n@|bold a|@ %n  1\n東京の店           20\n");
    assertThat(mrs("sql", "select '東京の店' store").out()).isEqualTo("store\n東京の店\n");
  }

  @Test
  void everyCommandIsThereUnderItsNameAlsoWhenItIsTheOnlyOne() {
    MrsCommand.commandLine()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              assertThat(command.getCommandSpec().name()).isEqualTo(name);
              assertThat(mrs(name, "--help").out()).startsWith("Usage: mrs " + name + " ");
            });
    assertThat(mrs("--help").out()).contains("  demo  ", "  contracts  ");
    assertThat(mrs("rnus").err()).contains("'rnus'", "see 'mrs --help'");
  }

  @Test
  void sqlAsOfARun() {
    String sql = "select window_end from minority_reports where sku = 'A7'";
    assertThat(mrs("sql", sql, "--as-of", "n1", "--conf", "conf").out())
        .isEqualTo("window_end\n2024-06-10\n");
  }

  @Test
  void whatIsNoQuestionEndsInOneLineAndCodeFour() {
    refused(
        mrs("sql", "drop table minority_reports"), "the statement is no SELECT; ask one SELECT");
    refused(mrs("sql", "select * from minority_report"), "did you mean minority_reports?");
    refused(mrs("sql", "select severty from minority_reports"), "did you mean severity?");
    refused(mrs("sql", "select 1", "--limit", "0"), "--limit 0 is out of bounds");
    refused(mrs("sql", "select 1", "--as-of", "never"), "neither a time nor the id of a run");
    refused(mrs("why", "ffffffff"), "there is no report 'ffffffff'");
    refused(mrs("dlq", "show", "x"), "is no dead letter's id");
    refused(mrs("export", "minority_reports", "--format", "parquet"), "name a file with --out");
    refused(mrs("export", "stores", "--format", "csv", "--out", folder.toString()), "is a folder");
    refused(mrs("maintain", "--keep-days", "0"), "out of bounds");
    Ended option = mrs("sql", "select 1", "--nonsense");
    assertThat(option.code()).isEqualTo(4);
    assertThat(option.err()).startsWith("refused: Unknown option: '--nonsense'");
    Ended format = mrs("export", "stores", "--format", "xml");
    assertThat(format.code()).isEqualTo(4);
    assertThat(format.err()).contains("CSV, JSON, PARQUET");
  }

  @Test
  void evaluateTellsWhatItWouldReportAndRefusesWhatDoesNotGoTogether() {
    assertThat(mrs("evaluate", "--store", "S1", "--conf", "conf").err()).isEmpty();
    assertThat(mrs("evaluate", "--store", "S1", "--conf", "conf").out())
        .startsWith("store_id  sku  direction  window_start")
        .endsWith("(no rows)\n");
    String labels = folder.toString();
    refused(mrs("evaluate", "--labels", labels), "there is no such file");
    refused(mrs("evaluate", "--labels", labels, "--sku", "A7"), "do not go with --labels");
    refused(mrs("evaluate", "--fit", "mine.yaml"), "needs something to fit to");
  }

  @Test
  void aWarehouseThatIsNotThereIsRefused() {
    List<String> args = List.of("sql", "select 1", "--warehouse", folder.resolve("no").toString());
    refused(Ended.of(args), "there is no warehouse at");
  }

  @Test
  void exportWritesToTheTerminalAndToAFile() {
    String head = "store_id,region,store_group,ingest_seq,source_file,source_line,content_hash\n";
    Ended terminal = mrs("export", "stores", "--format", "csv");
    assertThat(terminal.out()).startsWith(head + "S1,R1,,1,reference/stores.csv,2,");
    Path file = folder.resolve("stores.csv");
    Ended written = mrs("export", "stores", "--format", "csv", "--out", file.toString());
    assertThat(written).isEqualTo(new Ended(0, "", "3 rows of stores are in " + file + "\n"));
    assertThat(file).hasContent(terminal.out());
  }

  @Test
  void whyGivesTheSameStoryAsJson() throws IOException {
    JsonNode story = new ObjectMapper().readTree(mrs("why", "a1b2c3d4", "--json").out());
    assertThat(story.fieldNames())
        .toIterable()
        .containsExactly(
            "report_id",
            "report",
            "series",
            "sources",
            "causes",
            "event",
            "degraded",
            "history",
            "trust",
            "behind");
    assertThat(story.at("/series/expected/upper").asDouble()).isEqualTo(13.0);
    assertThat(story.at("/series/window_start").asText()).isEqualTo("2024-06-10");
    assertThat(story.at("/report/proposed_cause").asText()).isEqualTo("promotion");
    assertThat(story.at("/sources/4/sources/0/source").asText()).isEqualTo("ui");
    assertThat(story.at("/history/1/changes/0").asText())
        .isEqualTo("window_end 2024-06-10 → 2024-06-11");
    assertThat(mrs("why", "a1b2c3d4").out()).startsWith("report " + TinyWarehouse.RISE + "\n");
  }

  @Test
  void runsLsListsRunsWithHowTheyStand() throws IOException {
    assertThat(mrs("runs", "ls"))
        .isEqualTo(
            new Ended(
                0,
                """
                run_id  kind     logical_time          state
                n1      nightly  2024-06-11T02:00:00Z  committed
                i1      ingest   2024-06-12T01:00:00Z  committed
                n2      nightly  2024-06-12T02:00:00Z  committed
                n3      nightly  2024-06-14T02:00:00Z  committed
                n4      nightly  2024-06-15T02:00:00Z  unfinished
                """,
                ""));
    JsonNode json = new ObjectMapper().readTree(mrs("runs", "ls", "--json").out());
    assertThat(json.get(0).toString())
        .isEqualTo(
            "{\"run_id\":\"n1\",\"kind\":\"nightly\",\"logical_time\":\"2024-06-11T02:00:00Z\","
                + "\"state\":\"committed\"}");
    refused(
        Ended.of(List.of("runs", "ls", "--warehouse", folder.resolve("no").toString())),
        "there is no warehouse at");
  }

  @Test
  void dlqListsAndShows() {
    assertThat(mrs("dlq", "ls", "--table", "contextual_events").out())
        .isEqualTo(
            """
            table              code        source_file           count  newest                first_id
            contextual_events  BLANK_LINE  sales/2024-06-10.csv  1      2024-06-12T01:00:00Z  5a1e5a1e5a1e:3
            """);
    assertThat(mrs("dlq", "show", "5a1e5a1e:7").out())
        .isEqualTo(
            """
            unified_sales_data, sales/2024-06-10.csv line 7
              BAD_TYPE: units 'many' is no number
              delivery %s
              run i1 at 2024-06-12T01:00:00Z, tried 1 times
              payload of 26 bytes, 26 of them kept, SHA-256 %s:
            S1,A7,2024-06-10,many\\u001b[31m
            """
                .formatted(TinyWarehouse.SOURCE, "ab".repeat(32)));
  }

  @Test
  void healthEndsWithCodeTwoWhenSomethingIsDegraded() throws IOException {
    Ended health = mrs("health", "--json");
    assertThat(health.code()).isEqualTo(2);
    JsonNode findings = new ObjectMapper().readTree(health.out());
    assertThat(findings.get(13).toString())
        .isEqualTo(
            "{\"check\":\"errors\",\"subject\":\"contextual_events\",\"value\":\"25.000 %\","
                + "\"figure\":25.0,\"state\":\"degraded\",\"says\":\"1 of 4 records of ingest i1"
                + " are dead letters; 'mrs dlq ls' lists them\"}");
  }

  @Test
  void contractsAreExportedWithoutAWarehouse() {
    Path out = folder.resolve("contracts");
    Ended ended = Ended.of(List.of("contracts", "export", "--out", out.toString()));
    assertThat(ended.code()).isZero();
    assertThat(out.resolve("minority_reports.odcs.yaml")).isRegularFile();
  }

  private static void refused(Ended ended, String part) {
    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("refused: ")
        .contains(part);
  }

  private static Ended mrs(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--warehouse", TinyWarehouse.shared(spark).root().toString()));
    return Ended.of(all);
  }
}
