package mrs.jobs.why;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.Table;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.jobs.relations.Relations;
import mrs.transforms.SparkSchema;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The log rows of one report, and of the events that it ever belonged to: a handful, brought here.
 * A log that is not there, or cannot be read, is left out.
 */
final class ReportRows {
  private static final Logger LOG = LogManager.getLogger(ReportRows.class);

  private final SparkSession spark;
  private final Map<Contributor, List<Row>> rows = new EnumMap<>(Contributor.class);

  private ReportRows(SparkSession spark) {
    this.spark = spark;
  }

  /** Those of the hydrated {@code report}; reads its week of the reports' logs only. */
  static ReportRows of(Relations relations, Row report) {
    ReportRows records = new ReportRows(relations.warehouse().spark());
    Column same =
        col(DetectionLog.REPORT_ID).equalTo(lit(report.getAs(DetectionLog.REPORT_ID.name())));
    Column week =
        col(LogColumns.WEEK_START).equalTo(lit(report.getAs(LogColumns.WEEK_START.name())));
    for (Contributor log : Contributor.values()) {
      switch (log) {
        case MRDL, MRCL, MRPAL, MRCH, MRFL -> records.read(relations, log, same.and(week));
        case UEL -> records.read(relations, log, same);
        default -> {
          // Of events: read below, once it is known which.
        }
      }
    }
    Object[] events =
        records.rows(Contributor.MRCH).stream()
            .map(r -> r.getAs(CohortHistory.REPORT_GROUP_ID.name()))
            .distinct()
            .toArray();
    for (Contributor log : List.of(Contributor.MELOG, Contributor.MEEL, Contributor.UMEEL)) {
      records.read(relations, log, col(CohortHistory.REPORT_GROUP_ID).isin(events));
    }
    return records;
  }

  /** Rows of {@code log}; none where it could not be read. */
  List<Row> rows(Contributor log) {
    return rows.getOrDefault(log, List.of());
  }

  /** The same rows as the transforms take them. */
  ReportLogs logs() {
    return new ReportLogs(
        dataset(Contributor.MRDL).orElseThrow(),
        dataset(Contributor.MRCL),
        dataset(Contributor.MRPAL),
        dataset(Contributor.MRCH),
        dataset(Contributor.MELOG),
        dataset(Contributor.MEEL),
        dataset(Contributor.MRFL),
        dataset(Contributor.UEL),
        dataset(Contributor.UMEEL));
  }

  private Optional<Dataset<Row>> dataset(Contributor log) {
    return Optional.ofNullable(rows.get(log))
        .map(some -> spark.createDataFrame(some, SparkSchema.schema(table(log))));
  }

  private void read(Relations relations, Contributor log, Column wanted) {
    if (relations.warehouse().has(table(log))) {
      try {
        rows.put(log, relations.read(table(log)).where(wanted).collectAsList());
      } catch (Exception e) {
        // Spark throws checked exceptions that its Java signatures do not declare.
        LOG.warn("{} cannot be read", table(log).name(), e);
      }
    }
  }

  private static Table table(Contributor log) {
    return log.input().map(OptionalInput::table).orElse(DetectionLog.TABLE);
  }
}
