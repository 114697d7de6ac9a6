package mrs.transforms.clustering;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.ClusterModelsLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.Direction;
import mrs.contracts.LogColumns;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class AssignClustersTest extends ClusteringNights {
  private static final String SLUMP =
      id(Direction.DOWN, Size.MODERATE, Breadth.SEVERAL_SKUS, Duration.ONE_DAY);

  @Test
  void writesWholeRowsOnceEnoughGroupsLookAlike() {
    LogBook book = slump(slump(new LogBook(), "S1", 3), "S2", 3);

    AssignClusters.Clustered clustered = assign(book, stamp(3));

    assertThat(clustered.rows().orderBy("report_id").collectAsList())
        .extracting(r -> r.mkString("|"))
        .containsExactly(
            "S1K1|S1|K1|%s|%s|1.0|run-3|2024-03-07 00:00:00.0|1|false|WrappedArray()|2024-03-04"
                .formatted(SLUMP, SLUMP_NAME),
            "S1K2|S1|K2|%s|%s|1.0|run-3|2024-03-07 00:00:00.0|1|false|WrappedArray()|2024-03-04"
                .formatted(SLUMP, SLUMP_NAME),
            "S2K1|S2|K1|%s|%s|1.0|run-3|2024-03-07 00:00:00.0|1|false|WrappedArray()|2024-03-04"
                .formatted(SLUMP, SLUMP_NAME),
            "S2K2|S2|K2|%s|%s|1.0|run-3|2024-03-07 00:00:00.0|1|false|WrappedArray()|2024-03-04"
                .formatted(SLUMP, SLUMP_NAME));
    assertThat(clustered.models().collectAsList())
        .extracting(r -> r.mkString("|"))
        .containsExactly(
            SLUMP
                + "|"
                + SLUMP_NAME
                + "|down|moderate|several SKUs of one store|1 day|steady|2|"
                + Math.log(0.5)
                + "|WrappedArray(store_day|S1|down@2024-03-06, store_day|S2|down@2024-03-06)"
                + "|run-3|2024-03-07 00:00:00.0|1|false|WrappedArray()|2024-03-04");
  }

  @Test
  void aLonelyGroupStaysUnclusteredAndIsRemembered() {
    AssignClusters.Clustered clustered = night(slump(new LogBook(), "S1", 3), stamp(3));

    assertThat(clusters(clustered.rows())).isEqualTo(Map.of("S1K1", "-", "S1K2", "-"));
    Row row = own.head();
    assertThat(row.isNullAt(row.fieldIndex(ClusteredLog.CLUSTER_ID.name()))).isTrue();
    assertThat(row.isNullAt(row.fieldIndex(ClusteredLog.SIMILARITY.name()))).isTrue();
    assertThat(model.head().<Long>getAs(ClusterModelsLog.SUPPORT.name())).isEqualTo(1);
  }

  @Test
  void earlierMembersJoinInTheRunInWhichTheirPatternBecomesACluster() {
    LogBook book = slump(new LogBook(), "S1", 3);
    night(book, stamp(3));
    assertThat(night(book, stamp(4)).rows().count()).isZero();

    AssignClusters.Clustered second = night(slump(book, "S2", 5), stamp(5));

    assertThat(clusters(second.rows()))
        .isEqualTo(
            Map.of("S1K1", SLUMP_NAME, "S1K2", SLUMP_NAME, "S2K1", SLUMP_NAME, "S2K2", SLUMP_NAME));
    assertThat(second.models().collectAsList())
        .extracting(r -> r.<Long>getAs("support") + " " + r.getList(r.fieldIndex("groups")))
        .containsExactly("2 [store_day|S2|down@2024-03-08]");
    assertThat(night(book, stamp(6)).rows().count()).isZero();
  }

  @Test
  void aGroupCountsOnceForItsPattern() {
    LogBook book = slump(new LogBook(), "S1", 3);
    night(book, stamp(3));

    AssignClusters.Clustered again = night(slump(book, "S1", 4), stamp(4));
    assertThat(again.models().collectAsList())
        .extracting(r -> r.<Long>getAs("support") + " " + r.getList(r.fieldIndex("groups")))
        .containsExactly("2 [store_day|S1|down@2024-03-07]");

    LocalDate day = LogBook.START.plusDays(3);
    LogBook unchanged = book.detected("S1K1", 5, cell("S1", "K1", day, day, 5.5, 10));
    assertThat(night(unchanged, stamp(5)).models().count()).isZero();
  }

  @Test
  void similarityFallsWithTheDistanceFromThePatternsMean() {
    LogBook book = slump(slump(new LogBook(), "S1", 3), "S2", 3);
    night(book, stamp(3));
    LocalDate day = LogBook.START.plusDays(3);
    book.detected("one", 4, cell("S3", "K1", day, day, 6, 10));
    book.detected("two", 4, cell("S3", "K2", day, day, 6, 10));

    Row row = night(book, stamp(4)).rows().head();

    double mean = (2 * Math.log(0.5) + Math.log(0.6)) / 3;
    assertThat(row.<Double>getAs(ClusteredLog.SIMILARITY.name()))
        .isCloseTo(1 - (Math.log(0.6) - mean) / 3, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void withoutTheModelNothingIsClusteredAndNothingIsLearnt() {
    LogBook book = slump(slump(new LogBook(), "S1", 3), "S2", 3);
    RunStamp down = stamp(3, "CLUSTER_MODEL_down");

    AssignClusters.Clustered blind =
        assign(book.dataset(Contributor.MRDL), down, Optional.empty(), Optional.empty());
    assertThat(clusters(blind.rows()))
        .isEqualTo(Map.of("S1K1", "-", "S1K2", "-", "S2K1", "-", "S2K2", "-"));
    assertThat(blind.rows().select(col(LogColumns.DEGRADED_REASONS)).head().<String>getList(0))
        .containsExactly("CLUSTER_MODEL_down");
    assertThat(blind.models().count()).isZero();
    own = appended(ClusteredLog.TABLE, own, blind.rows());

    assertThat(clusters(night(book, stamp(4)).rows()))
        .isEqualTo(
            Map.of("S1K1", SLUMP_NAME, "S1K2", SLUMP_NAME, "S2K1", SLUMP_NAME, "S2K2", SLUMP_NAME));
  }

  @Test
  void orderAndPartitionsOfItsInputsChangeNothing() {
    LogBook book = slump(slump(slump(new LogBook(), "S1", 3), "S2", 4), "S3", 4);
    Dataset<Row> reports = book.dataset(Contributor.MRDL);
    AssignClusters.Clustered one = assign(reports, stamp(5), Optional.of(model), Optional.empty());
    AssignClusters.Clustered other =
        assign(
            reports.orderBy(col(DetectionLog.SKU).desc()).repartition(5),
            stamp(5),
            Optional.of(model),
            Optional.empty());

    assertThat(other.rows().collectAsList())
        .containsExactlyInAnyOrderElementsOf(one.rows().collectAsList());
    assertThat(other.models().collectAsList())
        .containsExactlyInAnyOrderElementsOf(one.models().collectAsList());
    assertThat(Date.valueOf("2024-03-04"))
        .isEqualTo(one.models().head().<Date>getAs(LogColumns.WEEK_START.name()));
  }
}
