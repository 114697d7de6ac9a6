package mrs.transforms;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import mrs.SparkTest;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** All forms of a week's Monday are the same. */
class MondaysTest extends SparkTest {
  @Test
  void ofEveryDayOfAWeekIsItsMonday() {
    for (LocalDate day = LocalDate.EPOCH.minusDays(9);
        day.isBefore(LocalDate.EPOCH.plusDays(12)); ) {
      LocalDate monday = Mondays.of(day);

      assertThat(monday.getDayOfWeek().getValue()).isEqualTo(1);
      assertThat(day.toEpochDay() - monday.toEpochDay()).isBetween(0L, 6L);
      assertThat(Mondays.of(day.toEpochDay())).isEqualTo((int) monday.toEpochDay());
      day = day.plusDays(1);
    }
  }

  @Test
  void ofAColumnAndOfATimeIsTheSame() {
    Instant time = Instant.parse("2024-06-09T23:59:59Z");
    StructType schema =
        new StructType().add("day", DataTypes.DateType).add("time", DataTypes.TimestampType);
    Row row =
        rows(schema, row(Date.valueOf("2024-06-09"), Timestamp.from(time)))
            .select(Mondays.of(col("day")), Mondays.of(col("time")))
            .head();

    assertThat(Mondays.of(time)).isEqualTo("2024-06-03");
    assertThat(row.getDate(0).toLocalDate()).isEqualTo("2024-06-03");
    assertThat(row.getDate(1).toLocalDate()).isEqualTo("2024-06-03");
  }
}
