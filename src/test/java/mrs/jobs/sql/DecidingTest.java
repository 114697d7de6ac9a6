package mrs.jobs.sql;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import mrs.SparkTest;
import mrs.contracts.LogColumns;
import mrs.contracts.UserEditsLog;
import mrs.endtoend.Folders;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.EffectiveEdits;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decision that is written as the README says is one. */
class DecidingTest extends SparkTest {
  @TempDir private Path folder;

  @Test
  void anEditWrittenByTheReadmesStatementHolds() throws IOException {
    Path root = Folders.copy(TinyWarehouse.shared(spark).root(), folder.resolve("warehouse"));

    spark.sql(
        statement()
            .replace("/path/to/warehouse", root.toString())
            .replace("REPORT_ID'", TinyWarehouse.FAULT + "'"));

    Dataset<Row> edits = Warehouse.open(spark, root).read(UserEditsLog.TABLE);
    assertThat(
            EffectiveEdits.by(edits, UserEditsLog.REPORT_ID)
                .where(col(UserEditsLog.REPORT_ID).equalTo(TinyWarehouse.FAULT))
                .select(col(EffectiveEdits.CAUSE), col(EffectiveEdits.CAUSE_BY))
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[promotion,lewis]");
    assertThat(edits.select(col(LogColumns.WEEK_START)).collectAsList())
        .allSatisfy(
            r -> assertThat(r.getDate(0).toLocalDate().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY));
  }

  private static String statement() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int begin = readme.indexOf("INSERT INTO");
    return readme.substring(begin, readme.indexOf("```", begin));
  }
}
