package mrs.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.util.List;
import mrs.SparkTest;
import mrs.contracts.DetectionLog;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ReportGroupTest extends SparkTest {
  private static final StructType REPORT =
      new StructType()
          .add(DetectionLog.GROUP_KEY.name(), DataTypes.StringType)
          .add(DetectionLog.GROUP_START.name(), DataTypes.DateType);

  @Test
  void aRowAndAColumnSayTheSame() {
    Dataset<Row> reports = rows(REPORT, row("store_day|S1|up", Date.valueOf("2024-06-03")));

    assertThat(reports.as("r").select(ReportGroup.of("r")).collectAsList())
        .extracting(r -> r.getString(0))
        .isEqualTo(List.of("store_day|S1|up@2024-06-03"))
        .containsExactly(ReportGroup.of(reports.head()));
  }
}
