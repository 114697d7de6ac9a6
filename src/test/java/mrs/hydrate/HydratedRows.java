package mrs.hydrate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.transforms.Availability;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Hydrates logs and reads the rows as tests like to see them. */
final class HydratedRows {
  private static @Nullable ReportLogs lastLogs;
  private static List<Row> lastRows = List.of();

  private HydratedRows() {}

  static Dataset<Row> reports(ReportLogs logs) {
    return reports(logs, Availability.ALL, Weeks.ALL);
  }

  static Dataset<Row> reports(ReportLogs logs, Availability availability, Weeks weeks) {
    return new HydrateReports(availability, weeks)
        .apply(new HydrateReports.Inputs(logs, Optional.empty()));
  }

  static Dataset<Row> events(ReportLogs logs) {
    return new HydrateEvents(Availability.ALL, Weeks.ALL).apply(logs);
  }

  /** These columns of the report {@code id}, by name; the same logs are hydrated once. */
  static Map<String, @Nullable Object> report(ReportLogs logs, String id, Field... columns) {
    if (!logs.equals(lastLogs)) {
      lastRows = reports(logs).collectAsList();
      lastLogs = logs;
    }
    Row row =
        lastRows.stream()
            .filter(r -> id.equals(r.getAs(DetectionLog.REPORT_ID.name())))
            .findFirst()
            .orElseThrow();
    return values(row, columns);
  }

  static Map<String, @Nullable Object> values(Row row, Field... columns) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Field column : columns) {
      values.put(column.name(), plain(row.getAs(column.name())));
    }
    return values;
  }

  /** Every column of every row as text, sorted: equal where two tables are equal row for row. */
  static List<String> lines(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::mkString).sorted().toList();
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return value instanceof Seq<?> seq ? JavaConverters.seqAsJavaList(seq) : value;
  }
}
