package mrs.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

class CsvLinesTest {
  private static final StructType CAUSE =
      new StructType().add("cause", DataTypes.StringType).add("score", DataTypes.DoubleType);

  @Test
  void quotesWhatNeedsItAndTellsNullFromEmpty() {
    assertThat(line("plain", "a,b", "say \"x\"", "two\nlines", "\r", null, "", " edge "))
        .isEqualTo("plain,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\"\r\",,\"\",\" edge \"\n");
  }

  @Test
  void writesTimesInUtcAndNumbersAsTheyAre() {
    assertThat(
            line(
                Timestamp.from(Instant.parse("2024-06-10T02:00:00.25Z")),
                Date.valueOf("2024-06-10"),
                1.0,
                -0.1,
                9_007_199_254_740_993L,
                true))
        .isEqualTo("2024-06-10T02:00:00.250Z,2024-06-10,1.0,-0.1,9007199254740993,true\n");
  }

  @Test
  void writesNestedValuesAsJsonAndBytesAsBase64() {
    Row cause = new GenericRowWithSchema(new Object[] {"viral", 0.5}, CAUSE);
    assertThat(
            line(
                JavaConverters.asScalaBuffer(List.of("b", "a")),
                JavaConverters.asScalaBuffer(List.of(cause)),
                "hi".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            "\"[\"\"b\"\",\"\"a\"\"]\",\"[{\"\"cause\"\":\"\"viral\"\",\"\"score\"\":0.5}]\",aGk=\n");
  }

  @Test
  void namesTheColumnsInTheHeader() {
    StructType schema =
        new StructType().add("a", DataTypes.StringType).add("b,c", DataTypes.LongType);
    assertThat(new CsvLines().header(schema)).isEqualTo("a,\"b,c\"\n");
  }

  private static String line(Object... values) {
    return new CsvLines().line(RowFactory.create(values));
  }
}
