package mrs.hydrate;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.AttributionLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.Source;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.GatherReports;
import mrs.hydrate.consolidation.OfferedValues;
import mrs.hydrate.consolidation.Precedence;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.transforms.Availability;
import mrs.transforms.Transform;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row of {@code minority_reports} for every report that detection knows, from the logs alone.
 *
 * <p>Each field group is merged by its chain ({@link Precedence}), says which source gave it, and
 * is NULL where none did. A log that is down costs its own columns and one code; a report without a
 * row in MRCL, MRPAL, MRCH or MELOG has that code for itself. {@code run_id} and {@code written_at}
 * are those of the newest log row that contributed; an edit has no run and leaves both as they are.
 *
 * <p>Wide rows are shuffled once, by report; see {@link GatherReports} for what else is.
 *
 * @param availability how the logs were found
 * @param weeks which reports are wanted, by the week that they are stored under
 */
public record HydrateReports(Availability availability, Weeks weeks)
    implements Transform<HydrateReports.Inputs, Dataset<Row>> {

  private static final List<Contributor> WITH_RUN =
      Arrays.stream(Contributor.values()).filter(log -> !log.isEdits()).toList();

  /** All but the status, see {@link ReportStanding}. */
  private static final List<FieldGroup> MERGED =
      Arrays.stream(FieldGroup.values()).filter(group -> group != FieldGroup.STATUS).toList();

  private static final String NEWEST = "newest";

  /**
   * The logs, and the cells that were restated.
   *
   * @param restated (store_id, sku, sales_date, region) of cells whose sales were restated and that
   *     detection has not judged since; empty where nothing waits
   */
  public record Inputs(ReportLogs logs, Optional<Dataset<Row>> restated) {}

  @Override
  public Dataset<Row> apply(Inputs in) {
    ReportLogs logs = weeks.ofReports(in.logs()).usable(availability);
    Column pending = Restatements.pending(in.restated());
    ReportReasons reasons = new ReportReasons(logs.missingFrom(availability), logs, pending);
    Dataset<Row> gathered = GatherReports.whole().apply(logs);
    Dataset<Row> merged =
        Precedence.merge(Restatements.onto(gathered, in.restated()), OfferedValues.of(MERGED));
    return columnsOfTheTable(reasons.onto(merged, newest().as(NEWEST)), pending);
  }

  private static Dataset<Row> columnsOfTheTable(Dataset<Row> rows, Column pending) {
    Map<String, Column> computed = computed(pending);
    Column[] columns =
        MinorityReports.TABLE.fields().stream()
            .map(f -> as(f, computed.getOrDefault(f.name(), col(f))))
            .toArray(Column[]::new);
    return rows.select(columns);
  }

  /** Columns that do not stand in the merged rows under their own name. */
  private static Map<String, Column> computed(Column pending) {
    Map<Field, Column> computed = new HashMap<>();
    for (FieldGroup group : MERGED) {
      group.fields().forEach(f -> computed.put(f, Precedence.merged(group, f)));
    }
    put(computed, Source.ATTRIBUTION, MinorityReports.RANKED_CAUSES);
    put(computed, Source.ATTRIBUTION, AttributionLog.EVIDENCE_PATTERN);
    put(computed, Source.COHORT, MinorityReports.EVENT_STATUS);
    put(computed, Source.COHORT, MinorityReports.RESOLUTION_REASON);
    put(computed, Source.DETECTED, LogColumns.WEEK_START);
    computed.put(MinorityReports.RUN_ID, col(MinorityReports.RUN_ID, NEWEST));
    computed.put(MinorityReports.WRITTEN_AT, col(MinorityReports.WRITTEN_AT, NEWEST));
    computed.put(MinorityReports.REPORT_STATUS, ReportStanding.status(pending));
    computed.put(FieldGroup.STATUS.sourceUsed(), ReportStanding.source(pending));
    computed.put(LogColumns.DEGRADED_REASONS, ReportReasons.all());
    computed.put(LogColumns.IS_DEGRADED, size(ReportReasons.all()).gt(0));
    Map<String, Column> byName = new HashMap<>();
    computed.forEach((field, column) -> byName.put(field.name(), column));
    return byName;
  }

  private static void put(Map<Field, Column> computed, Source source, Field field) {
    computed.put(field, OfferedValues.read(source, field));
  }

  /** (written_at, run_id) of the newest row that contributed; MRFL's only where it gave a field. */
  private static Column newest() {
    return greatest(
        WITH_RUN.stream()
            .map(
                log ->
                    when(
                        contributes(log),
                        struct(
                            col(LogColumns.WRITTEN_AT, log.column()),
                            col(LogColumns.RUN_ID, log.column()))))
            .toArray(Column[]::new));
  }

  private static Column contributes(Contributor log) {
    Column there = col(log.column()).isNotNull();
    return log == Contributor.MRFL ? there.and(ReportReasons.recordContributed()) : there;
  }
}
