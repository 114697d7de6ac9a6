package mrs.transforms.timeseries;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import mrs.SparkTest;
import mrs.contracts.SalesGrain;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.UnifiedSalesData;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Whatever is sent, in whatever order: each row counts or is counted, to the last bit. */
class SettleCellsProperties extends SparkTest {
  private static final int SILENT_DAYS = 1;
  private static final int ROWS = 900;

  @Property(tries = 1, shrinking = ShrinkingMode.OFF)
  void everyRowCountsOrIsAccountedForInAnyOrderAndLayout(@ForAll long seed) {
    Random random = new Random(seed);
    for (BuildTimeseries.Rules rules : everyKindOfFeed()) {
      List<SentRow> sent = SentRow.random(random, ROWS);
      PlainSettling plain = PlainSettling.of(rules, sent);

      Map<String, String> cells = settled(rules, sent, 1);
      Collections.shuffle(sent, random);

      assertThat(cells).as(rules.toString()).isEqualTo(plain.cells());
      assertThat(settled(rules, sent, 3)).as(rules.toString()).isEqualTo(cells);
      assertThat(
              seriesUnits(cells)
                  .add(plain.units(PlainSettling.Fate.CONFLICTING))
                  .add(plain.units(PlainSettling.Fate.SUPERSEDED)))
          .as(rules.toString())
          .isEqualByComparingTo(SentRow.units(sent));
    }
  }

  private static List<BuildTimeseries.Rules> everyKindOfFeed() {
    return List.of(
        rules(SalesGrain.CELL, false),
        rules(SalesGrain.LINE, false),
        rules(SalesGrain.LINE, true),
        rules(SalesGrain.RECEIPT, false),
        rules(SalesGrain.RECEIPT, true));
  }

  private static BuildTimeseries.Rules rules(SalesGrain grain, boolean move) {
    return new BuildTimeseries.Rules(grain, move, true, SILENT_DAYS, SILENT_DAYS);
  }

  private static Map<String, String> settled(
      BuildTimeseries.Rules rules, List<SentRow> sent, int partitions) {
    Dataset<Row> rows =
        rows(UnifiedSalesData.TABLE, sent.stream().map(SentRow::values).toArray(Object[][]::new))
            .withColumn(
                BuildTimeseries.FROM, org.apache.spark.sql.functions.lit("2024-01-01").cast("date"))
            .repartition(partitions);
    Map<String, String> cells = new TreeMap<>();
    for (Row cell :
        new SettleCells(rules)
            .apply(rows, Optional.empty())
            .select(
                col(UnifiedSalesData.STORE_ID),
                col(UnifiedSalesData.SALES_DATE),
                col(SalesTimeseries.UNITS),
                col(SalesTimeseries.CONFLICTING),
                org.apache.spark.sql.functions.col(SettleCells.SUPERSEDED),
                org.apache.spark.sql.functions.size(
                    org.apache.spark.sql.functions.col(SettleCells.CODES)))
            .collectAsList()) {
      assertThat(cell.getInt(5)).isZero();
      cells.put(
          cell.getString(0) + " " + cell.getDate(1),
          PlainSettling.shown(
              cell.isNullAt(2) ? Optional.empty() : Optional.of(cell.getDouble(2)),
              cell.getInt(3),
              cell.getInt(4)));
    }
    return cells;
  }

  private static BigDecimal seriesUnits(Map<String, String> cells) {
    List<BigDecimal> units = new ArrayList<>();
    cells.values().forEach(c -> PlainSettling.unitsIn(c).ifPresent(units::add));
    return units.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
