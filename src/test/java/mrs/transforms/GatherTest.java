package mrs.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.ClusteredLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.hydrate.consolidation.ReportLogs;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class GatherTest extends SparkTest {

  @Test
  void takesTheLatestRowOfEachLogAndNullWhereThereIsNone() {
    LogBook book =
        new LogBook()
            .detected("a", 2, DetectionLog.SKU, "newer")
            .detected("a", 1, DetectionLog.SKU, "older")
            .clustered("a", 1, ClusteredLog.CLUSTER_ID, "c1")
            .detected("b", 1, DetectionLog.SKU, "b1")
            .clustered("c", 1, ClusteredLog.CLUSTER_ID, "c3");

    assertThat(lines(gather(book.logs())))
        .containsExactlyInAnyOrder("a newer c1", "b b1 -", "c - c3");
  }

  @Test
  void atOneTimeTheGreaterVersionIsLatest() {
    LogBook book =
        new LogBook()
            .detected("a", 1, DetectionLog.SKU, "second", LogColumns.VERSION, 2)
            .detected("a", 1, DetectionLog.SKU, "first", LogColumns.VERSION, 1);

    assertThat(lines(gather(book.logs()))).containsExactly("a second -");
  }

  @Test
  void givesAnAbsentLogsColumnAsNull() {
    LogBook book = new LogBook().detected("a", 1, DetectionLog.SKU, "s").clustered("a", 1);

    assertThat(lines(gather(book.logs().only(log -> log != Contributor.MRCL))))
        .containsExactly("a s -");
  }

  @Test
  void shufflesOnceHoweverManyLogs() {
    LogBook book = new LogBook().detected("a", 1).clustered("a", 1);

    String plan = gather(book.logs()).queryExecution().sparkPlan().toString();
    String executed = gather(book.logs()).queryExecution().executedPlan().toString();

    assertThat(plan).doesNotContain("Join");
    assertThat(executed.split("Exchange ", -1)).hasSize(2);
  }

  @Test
  void refusesToGatherNothing() {
    Gather.Part absent =
        Gather.Part.ofLog("mrcl", List.of(ClusteredLog.CLUSTER_ID), Optional.empty());

    assertThatThrownBy(() -> new Gather(DetectionLog.REPORT_ID, List.of(absent)).latest())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no part of report_id has rows");
  }

  private static Dataset<Row> gather(ReportLogs logs) {
    return new Gather(
            DetectionLog.REPORT_ID,
            List.of(
                Gather.Part.ofLog("mrdl", List.of(DetectionLog.SKU), Optional.of(logs.detected())),
                Gather.Part.ofLog("mrcl", List.of(ClusteredLog.CLUSTER_ID), logs.clustered())))
        .latest();
  }

  private static List<String> lines(Dataset<Row> gathered) {
    return gathered.collectAsList().stream()
        .map(
            row ->
                Stream.of(
                        row.<String>getAs(DetectionLog.REPORT_ID.name()),
                        in(row, "mrdl", DetectionLog.SKU),
                        in(row, "mrcl", ClusteredLog.CLUSTER_ID))
                    .reduce((one, two) -> one + " " + two)
                    .orElseThrow())
        .toList();
  }

  private static String in(Row row, String part, Field field) {
    Row struct = row.getAs(part);
    return struct == null ? "-" : struct.getAs(field.name());
  }
}
