package mrs.jobs.runs.execution;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.max;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mrs.contracts.Catalogue;
import mrs.contracts.FeastCalendar;
import mrs.contracts.Field;
import mrs.contracts.InputState;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.contracts.UserEditsLog;
import mrs.jobs.calendar.CalendarCoverage;
import mrs.jobs.config.CalendarConfig;
import mrs.jobs.runs.Deliveries;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.warehouse.PinnedTables;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The tables as they are stored. When the newest row of a log was written says the ledger, when
 * that of a feed was sent the account of its deliveries.
 *
 * @param upTo rows and runs of a later time do not count; empty = all do
 */
record StoredInputs(
    PinnedTables tables, RunLedger ledger, Deliveries deliveries, Optional<Instant> upTo)
    implements InputFacts {
  private static final Logger LOG = LogManager.getLogger(StoredInputs.class);

  @Override
  public boolean has(Table table) {
    return tables.has(table);
  }

  /** Opens the table, so that lineage records it. */
  @Override
  public Optional<List<Field>> missingColumns(Table table) {
    try {
      tables.readConformed(table).limit(0).collectAsList();
      return Optional.of(tables.missingColumns(table));
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      LOG.warn("the input {} cannot be opened", table.name(), e);
      return Optional.empty();
    }
  }

  @Override
  public Optional<Long> version(Table table) {
    return tables.version(table);
  }

  @Override
  public Optional<Instant> newest(Table table) {
    if (Catalogue.FEEDS.contains(table)) {
      return deliveries.newest(table);
    }
    Stage writer = Catalogue.WRITERS.get(table);
    return writer == null ? newestEdit(table) : newestRun(writer);
  }

  private Optional<Instant> newestRun(Stage writer) {
    return ledger.committed(writer).stream()
        .map(RunConfig::logicalTime)
        .filter(t -> upTo.filter(t::isAfter).isEmpty())
        .max(Comparator.naturalOrder());
  }

  private Optional<Instant> newestEdit(Table table) {
    Dataset<Row> all = tables.read(table);
    Dataset<Row> edits =
        upTo.map(t -> all.where(col(UserEditsLog.WRITTEN_AT).leq(RunInputs.time(t)))).orElse(all);
    Row newest = edits.agg(max(col(UserEditsLog.WRITTEN_AT))).head();
    return newest.isNullAt(0) ? Optional.empty() : Optional.of(newest.getTimestamp(0).toInstant());
  }

  @Override
  public List<String> driftCodes(Table table) {
    return deliveries.driftCodes(table);
  }

  @Override
  public InputState coverage(CalendarConfig config, Instant logicalTime) {
    try {
      return CalendarCoverage.of(tables, config, deliveries.upTo(FeastCalendar.TABLE), logicalTime);
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      LOG.warn("the calendar cannot be read", e);
      return InputState.CORRUPT;
    }
  }

  @Override
  public boolean isReadable(Table table) {
    try {
      tables.readConformed(table).write().format("noop").mode("overwrite").save();
      return true;
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      LOG.warn("the input {} cannot be read", table.name(), e);
      return false;
    }
  }
}
