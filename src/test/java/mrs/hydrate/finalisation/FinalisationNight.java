package mrs.hydrate.finalisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mrs.SparkTest;
import mrs.contracts.FinalisedLog;
import mrs.hydrate.consolidation.LogBook;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Row;

/** Reports that all logs know, and what a night of finalisation makes of them. */
abstract class FinalisationNight extends SparkTest {
  static final int DAY = 9;

  static LogBook known(String... ids) {
    LogBook book = new LogBook();
    for (String id : ids) {
      book.known(id);
    }
    return book;
  }

  static RunStamp stamp(String... reasons) {
    return new RunStamp("run-" + DAY, LogBook.at(DAY), 1, List.of(reasons));
  }

  static FinaliseReports.Finalised finalise(ReportLogs logs, String... reasons) {
    return new FinaliseReports(stamp(reasons), 1000)
        .apply(new FinaliseReports.Inputs(logs, logs, Optional.empty()), SparkTest::computed);
  }

  static Map<String, String> records(FinaliseReports.Finalised done) {
    Map<String, String> records = new TreeMap<>();
    for (Row row : done.rows().collectAsList()) {
      List<Object> content = new ArrayList<>();
      content.add(row.getAs(FinalisedLog.REPORT_STATE.name()));
      content.add(row.getAs(FinalisedLog.PROPOSED_CAUSE.name()));
      content.add(row.getAs(FinalisedLog.CONFIDENCE_SCORE.name()));
      content.add(row.getAs(FinalisedLog.DECISION.name()));
      content.add(row.getAs(FinalisedLog.DECIDED_BY.name()));
      content.add(row.getList(row.fieldIndex(FinalisedLog.DECIDED_GROUPS.name())));
      content.add(row.getAs(FinalisedLog.RESOLUTION_REASON.name()));
      records.put(
          row.getString(0),
          content.stream().map(String::valueOf).reduce((a, b) -> a + " " + b).orElseThrow());
    }
    return records;
  }
}
