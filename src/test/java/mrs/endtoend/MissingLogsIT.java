package mrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mrs.SparkTest;
import mrs.contracts.Catalogue;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventStatus;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.OptionalInput;
import mrs.contracts.ReportStatus;
import mrs.jobs.runs.StageRun;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each log that hydration can do without, gone and back again (law 10). */
class MissingLogsIT extends SparkTest {
  @TempDir private Path temporary;

  @ParameterizedTest
  @EnumSource(
      names = {"MRCL", "MRPAL", "MRCH", "MELOG", "MEEL", "MRFL", "USER_EDITS", "USER_EVENT_EDITS"})
  void costsItsOwnColumnsWhileItIsGone(OptionalInput input) throws IOException {
    Site site = Played.get(spark).copyAfter(spark, 5, temporary.resolve("site"));
    Map<String, List<String>> before = Contents.of(site.warehouse(), Catalogue.OUTPUTS);
    List<String> otherColumns =
        Contents.of(site.warehouse(), MinorityReports.TABLE, touched(input));
    Map<String, String> statuses = statuses(site);
    Path table = site.warehouse().path(input.table());
    Path aside = temporary.resolve("aside");

    Files.move(table, aside);
    StageRun gone = site.hydrate();

    assertThat(gone.error()).isEmpty();
    assertThat(gone.reasons()).containsExactly(input.downCode());
    List<Row> reports = site.warehouse().read(MinorityReports.TABLE).collectAsList();
    assertThat(reports).hasSize(statuses.size()).allSatisfy(r -> hasOnlyTheCode(r, input));
    assertThat(reports).allSatisfy(r -> hasTheStatus(r, input, statuses));
    assertThat(reports).allSatisfy(r -> hasTheNulls(r, input));
    assertThat(Contents.of(site.warehouse(), MinorityReports.TABLE, touched(input)))
        .isEqualTo(otherColumns);

    Files.move(aside, table);
    StageRun back = site.hydrate();

    assertThat(back.reasons()).isEmpty();
    assertThat(Contents.of(site.warehouse(), Catalogue.OUTPUTS)).isEqualTo(before);
  }

  private static void hasOnlyTheCode(Row report, OptionalInput input) {
    assertThat(report.<Boolean>getAs(LogColumns.IS_DEGRADED.name())).isTrue();
    assertThat(report.getList(report.fieldIndex(LogColumns.DEGRADED_REASONS.name())))
        .isEqualTo(List.of(input.downCode()));
  }

  private static void hasTheStatus(Row report, OptionalInput input, Map<String, String> before) {
    String status = report.getAs(MinorityReports.REPORT_STATUS.name());
    String was = before.get(report.<String>getAs(DetectionLog.REPORT_ID.name()));
    if (was.equals(ReportStatus.OPEN.word())) {
      assertThat(status).matches("[a-z]+_degraded_" + input.downCode());
    } else if (!was.equals(ReportStatus.ENDED.word())) {
      assertThat(status).isEqualTo(was);
    }
  }

  private static void hasTheNulls(Row report, OptionalInput input) {
    for (Field field : input.nulls()) {
      Object value = report.getAs(field.name());
      // Without MELOG it is still known which events ended.
      boolean ended = input == OptionalInput.MELOG && EventStatus.ENDED.word().equals(value);
      assertThat(value == null || ended).as(field.name() + " is " + value).isTrue();
    }
  }

  /** The columns that may change: those of the input, and what says how the row came about. */
  private static Field[] touched(OptionalInput input) {
    List<Field> touched = new ArrayList<>(input.nulls());
    touched.addAll(
        List.of(
            MinorityReports.REPORT_STATUS,
            LogColumns.IS_DEGRADED,
            LogColumns.DEGRADED_REASONS,
            MinorityReports.RUN_ID,
            MinorityReports.WRITTEN_AT));
    if (input == OptionalInput.MEEL) {
      // MELOG still tells how an event stood before it ended.
      touched.add(MinorityReports.EVENT_STATUS);
    }
    Arrays.stream(FieldGroup.values()).map(FieldGroup::sourceUsed).forEach(touched::add);
    return touched.toArray(Field[]::new);
  }

  private static Map<String, String> statuses(Site site) {
    Map<String, String> statuses = new HashMap<>();
    for (Row r : site.warehouse().read(MinorityReports.TABLE).collectAsList()) {
      assertThat(r.<Boolean>getAs(LogColumns.IS_DEGRADED.name())).isFalse();
      statuses.put(
          r.getAs(DetectionLog.REPORT_ID.name()), r.getAs(MinorityReports.REPORT_STATUS.name()));
    }
    return statuses;
  }
}
