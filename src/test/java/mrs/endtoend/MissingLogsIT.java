package mrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mrs.SparkTest;
import mrs.contracts.Catalogue;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventStatus;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.OptionalInput;
import mrs.contracts.ReportStatus;
import mrs.jobs.runs.StageRun;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each log that hydration can do without, gone and back again (law 10). */
class MissingLogsIT extends SparkTest {
  @TempDir private Path temporary;

  private static final Set<OptionalInput> LOGS =
      EnumSet.of(
          OptionalInput.MRCL,
          OptionalInput.MRPAL,
          OptionalInput.MRCH,
          OptionalInput.MELOG,
          OptionalInput.MEEL,
          OptionalInput.MRFL,
          OptionalInput.USER_EDITS,
          OptionalInput.USER_EVENT_EDITS);

  private Site site;
  private Map<String, String> statuses;

  /** Reports of events that were reopened. */
  private Set<String> reopened;

  @BeforeEach
  void copySite() {
    site = Played.get(spark).copyAfter(spark, Site.LAST, temporary.resolve("site"));
    statuses = statuses(site);
    reopened = reopened(site);
  }

  @Test
  void eachCostsItsOwnColumnsWhileItIsGone() throws IOException {
    Map<String, List<String>> before = Contents.of(site.warehouse(), Catalogue.OUTPUTS);
    Map<OptionalInput, List<String>> others = new EnumMap<>(OptionalInput.class);
    for (OptionalInput input : LOGS) {
      others.put(input, Contents.of(site.warehouse(), MinorityReports.TABLE, touched(input)));
    }
    Path aside = temporary.resolve("aside");
    for (OptionalInput input : LOGS) {
      Path table = site.warehouse().path(input.table());
      Files.move(table, aside);
      // The one before has returned: what it cost is here again, or is not among the others.
      costsItsOwnColumns(input, others.get(input));
      Files.move(aside, table);
    }

    StageRun back = site.hydrate();

    assertThat(back.reasons()).isEmpty();
    assertThat(Contents.of(site.warehouse(), Catalogue.OUTPUTS)).isEqualTo(before);
  }

  private void costsItsOwnColumns(OptionalInput input, List<String> others) {
    StageRun gone = site.hydrate();

    assertThat(gone.error()).as(input.word()).isEmpty();
    assertThat(gone.reasons()).containsExactly(input.downCode());
    List<Row> reports = site.warehouse().read(MinorityReports.TABLE).collectAsList();
    assertThat(reports).hasSize(statuses.size()).allSatisfy(r -> hasOnlyTheCode(r, input));
    assertThat(reports).allSatisfy(r -> hasTheStatus(r, input));
    assertThat(reports).allSatisfy(r -> hasTheNulls(r, input));
    assertThat(Contents.of(site.warehouse(), MinorityReports.TABLE, touched(input)))
        .as(input.word())
        .isEqualTo(others);
  }

  private static void hasOnlyTheCode(Row report, OptionalInput input) {
    assertThat(report.<Boolean>getAs(LogColumns.IS_DEGRADED.name())).isTrue();
    assertThat(report.getList(report.fieldIndex(LogColumns.DEGRADED_REASONS.name())))
        .isEqualTo(List.of(input.downCode()));
  }

  private void hasTheStatus(Row report, OptionalInput input) {
    String status = report.getAs(MinorityReports.REPORT_STATUS.name());
    String id = report.getAs(DetectionLog.REPORT_ID.name());
    String was = statuses.get(id);
    if (input == OptionalInput.MELOG && reopened.contains(id)) {
      // That it goes on stands in MELOG alone; MEEL knows its ending.
      assertThat(status).isEqualTo(ReportStatus.ENDED.word());
    } else if (was.equals(ReportStatus.OPEN.word())) {
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
    if (input == OptionalInput.MELOG) {
      // An ending that the event was reopened after counts again.
      touched.add(EventsEndedLog.RESOLUTION_REASON);
    }
    if (input == OptionalInput.MELOG || input == OptionalInput.MRCH) {
      touched.add(DetectionLog.SEVERITY);
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

  private static Set<String> reopened(Site site) {
    return site.warehouse().read(MinorityReports.TABLE).collectAsList().stream()
        .filter(
            r -> EventStatus.REOPENED.word().equals(r.getAs(MinorityReports.EVENT_STATUS.name())))
        .map(r -> r.<String>getAs(DetectionLog.REPORT_ID.name()))
        .collect(Collectors.toSet());
  }
}
