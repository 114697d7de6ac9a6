package mrs.hydrate.consolidation;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mrs.SparkTest;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Which codes a report has on account of each log. */
class RowReasonsTest extends SparkTest {
  @Test
  void aReportHasTheCodesOfItsRowsAndTheDownCodesOfLogsThatOughtToHaveOne() {
    ReportLogs logs =
        new LogBook()
            .detected("r", 0, LogColumns.DEGRADED_REASONS, List.of("CONTEXT_down"))
            .attributed("r", 1, "viral", 0.7)
            .cohort("r", 1, "e", LogColumns.DEGRADED_REASONS, List.of("MRCL_down"))
            .edit("1", 2, "r", "accept", null)
            .logs();

    assertThat(codes(logs))
        .isEqualTo(
            Map.of(
                "MRDL", List.of("CONTEXT_down"),
                "MRCL", List.of("MRCL_down"),
                "MRCH", List.of("MRCL_down"),
                "MELOG", List.of("MELOG_down")));
  }

  @Test
  void aReportWithoutAnEventLacksNoRowOfTheEvent() {
    assertThat(codes(new LogBook().detected("r", 0).logs()))
        .isEqualTo(
            Map.of(
                "MRCL", List.of("MRCL_down"),
                "MRPAL", List.of("MRPAL_down"),
                "MRCH", List.of("MRCH_down")));
  }

  @Test
  void ofALogThatIsNotReadNoRowIsMissed() {
    Set<Contributor> down = Set.of(Contributor.MRCL, Contributor.MRPAL, Contributor.MRCH);

    assertThat(codes(new LogBook().detected("r", 0).without(down))).isEmpty();
  }

  @Test
  void codesOfSeveralStandOnceSorted() {
    Column all =
        RowReasons.union(
            List.of(RunStamp.literal(List.of("b", "a")), RunStamp.literal(List.of("c", "b"))));

    assertThat(spark.range(1).select(all).head().getList(0)).isEqualTo(List.of("a", "b", "c"));
  }

  /** The codes of the one report, by log; a log that gives none is left out. */
  private static Map<String, List<Object>> codes(ReportLogs logs) {
    Row row =
        GatherReports.whole()
            .apply(logs)
            .where(col(DetectionLog.REPORT_ID).equalTo("r"))
            .select(
                Arrays.stream(Contributor.values())
                    .map(log -> RowReasons.of(log, logs).as(log.name()))
                    .toArray(Column[]::new))
            .head();
    Map<String, List<Object>> codes = new TreeMap<>();
    for (Contributor log : Contributor.values()) {
      List<Object> own = row.getList(row.fieldIndex(log.name()));
      if (!own.isEmpty()) {
        codes.put(log.name(), own);
      }
    }
    return codes;
  }
}
