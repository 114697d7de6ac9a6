package mrs.jobs.runs;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import mrs.contracts.Catalogue;
import mrs.contracts.ContextualEvents;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.SourceColumns;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.contracts.UserEditsLog;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Availability;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What one run may read, and nothing else: input rows up to its frozen deliveries and its logical
 * time, log rows of committed stages up to its logical time, rows of a stage's own log from before
 * it.
 */
public final class RunInputs {
  private final Edge edge;
  private final RunConfig run;
  private final Availability availability;
  private final LastDay lastDay;

  private RunInputs(Edge edge, RunConfig run, Availability availability, LastDay lastDay) {
    this.edge = edge;
    this.run = run;
    this.availability = availability;
    this.lastDay = lastDay;
  }

  /** Looked up once a run: neither its deliveries nor its logical time change. */
  private static final class LastDay {
    private @Nullable Optional<LocalDate> known;

    Optional<LocalDate> of(RunInputs inputs) {
      Optional<LocalDate> day = known;
      if (day == null) {
        day = inputs.findLastDay();
        known = day;
      }
      return day;
    }
  }

  /** Of {@code run}, before any optional input was looked for. */
  static RunInputs of(Edge edge, RunConfig run) {
    return new RunInputs(edge, run, Availability.ALL, new LastDay());
  }

  /** The same, with the optional inputs found so. */
  RunInputs with(Availability found) {
    return new RunInputs(edge, run, found, lastDay);
  }

  /** The run. */
  public RunConfig run() {
    return run;
  }

  /** The warehouse that is read. */
  public Warehouse warehouse() {
    return edge.warehouse();
  }

  /** Where the work happens. */
  public Edge edge() {
    return edge;
  }

  /** How the optional inputs were found. */
  public Availability availability() {
    return availability;
  }

  /** What the rows of {@code stage} carry. */
  public RunStamp stamp(Stage stage) {
    return new RunStamp(run.runId(), run.logicalTime(), stage.version(), availability.codes(stage));
  }

  /** Sales that had been sent by the logical time. */
  public Dataset<Row> sales() {
    return readable(conformed(UnifiedSalesData.TABLE));
  }

  private Dataset<Row> readable(Dataset<Row> sales) {
    return upToDelivery(UnifiedSalesData.TABLE, sales)
        .where(UnifiedSalesData.RECEIVED_AT.col().leq(time(run.logicalTime())));
  }

  /**
   * The last day of which there are sales, at most the run's {@code --to}; empty without any sales.
   */
  public Optional<LocalDate> lastDay() {
    return lastDay.of(this);
  }

  private Optional<LocalDate> findLastDay() {
    LocalDate latest =
        run.window().to().orElse(LocalDate.ofInstant(run.logicalTime(), java.time.ZoneOffset.UTC));
    Dataset<Row> sales = sales().where(UnifiedSalesData.SALES_DATE.col().leq(Date.valueOf(latest)));
    return lastDay(sales, UnifiedSalesData.SALES_DATE, latest);
  }

  /**
   * The last {@code day} in rows that are stored by its week. It is looked for in the weeks around
   * {@code near} first, and where those hold none, in all.
   */
  public static Optional<LocalDate> lastDay(Dataset<Row> rows, Field day, LocalDate near) {
    Date recent = Date.valueOf(TableRows.monday(near).minusWeeks(1));
    return greatest(rows.where(LogColumns.WEEK_START.col().geq(recent)), day)
        .or(() -> greatest(rows, day));
  }

  private static Optional<LocalDate> greatest(Dataset<Row> rows, Field day) {
    Row last = rows.agg(max(day.col())).head();
    return last.isNullAt(0) ? Optional.empty() : Optional.of(last.getDate(0).toLocalDate());
  }

  /**
   * Rows of a log, or of a derived table, as the run's other stages see it: up to the logical time.
   */
  public Dataset<Row> log(Table table) {
    return trusted(table).where(LogColumns.WRITTEN_AT.col().leq(time(run.logicalTime())));
  }

  /**
   * Rows that {@link #log} has more than it had for the run {@code previous}; files that hold none
   * are left unread.
   */
  public Dataset<Row> logSince(Table table, RunConfig previous) {
    Instant seen = previous.logicalTime();
    Dataset<Row> rows =
        edge.warehouse().readConformed(table, f -> f.mayExceed(LogColumns.WRITTEN_AT, seen));
    return trusted(table, rows)
        .where(LogColumns.WRITTEN_AT.col().leq(time(run.logicalTime())))
        .where(LogColumns.WRITTEN_AT.col().gt(time(seen)));
  }

  /** Sales that {@link #sales} has more than it had for the run {@code previous}. */
  public Dataset<Row> salesSince(RunConfig previous) {
    Table table = UnifiedSalesData.TABLE;
    long seq = previous.inputSeqs().getOrDefault(table.name(), 0L);
    Instant seen = previous.logicalTime();
    Dataset<Row> rows =
        edge.warehouse()
            .readConformed(
                table,
                f ->
                    f.mayExceed(SourceColumns.INGEST_SEQ, seq)
                        || f.mayExceed(UnifiedSalesData.RECEIVED_AT, seen));
    return readable(rows)
        .where(
            SourceColumns.INGEST_SEQ
                .col()
                .gt(seq)
                .or(UnifiedSalesData.RECEIVED_AT.col().gt(time(seen))));
  }

  /**
   * Rows of a stage's own log: from before the logical time, so that a replay sees what the run
   * saw.
   */
  public Dataset<Row> own(Table table) {
    return trusted(table).where(LogColumns.WRITTEN_AT.col().lt(time(run.logicalTime())));
  }

  /** Rows of an optional input, unless it is down or not installed. */
  public Optional<Dataset<Row>> optional(OptionalInput input) {
    return usable(input) ? Optional.of(bounded(input)) : Optional.empty();
  }

  /** Rows of an optional input that the stage itself writes, unless it is down. */
  public Optional<Dataset<Row>> optionalOwn(OptionalInput input) {
    return usable(input) ? Optional.of(own(input.table())) : Optional.empty();
  }

  /** The newest earlier run of which {@code stage} is committed. */
  public Optional<RunConfig> previous(Stage stage) {
    return edge.ledger().committed(stage).stream()
        .filter(r -> r.logicalTime().isBefore(run.logicalTime()))
        .max(Comparator.comparing(RunConfig::logicalTime));
  }

  /** A literal of {@code time}. */
  public static Column time(Instant time) {
    return lit(Timestamp.from(time));
  }

  private boolean usable(OptionalInput input) {
    return switch (availability.state(input)) {
      case NOT_INSTALLED -> false;
      default -> !availability.isDown(input);
    };
  }

  private Dataset<Row> bounded(OptionalInput input) {
    Table table = input.table();
    if (Catalogue.EDITS.contains(table)) {
      return conformed(table).where(UserEditsLog.WRITTEN_AT.col().leq(time(run.logicalTime())));
    }
    if (!Catalogue.FEEDS.contains(table)) {
      return log(table);
    }
    Dataset<Row> rows = upToDelivery(table, conformed(table));
    if (table.equals(ContextualEvents.TABLE)) {
      return rows.where(ContextualEvents.RECEIVED_AT.col().leq(time(run.logicalTime())));
    }
    return latestSnapshot(rows);
  }

  private static Dataset<Row> latestSnapshot(Dataset<Row> rows) {
    Row newest = rows.agg(max(SourceColumns.INGEST_SEQ.col())).head();
    return rows.where(SourceColumns.INGEST_SEQ.col().equalTo(lit(newest.get(0))));
  }

  private Dataset<Row> upToDelivery(Table table, Dataset<Row> rows) {
    long last = run.inputSeqs().getOrDefault(table.name(), 0L);
    return rows.where(SourceColumns.INGEST_SEQ.col().leq(last));
  }

  private Dataset<Row> trusted(Table table) {
    return trusted(table, conformed(table));
  }

  private Dataset<Row> trusted(Table table, Dataset<Row> rows) {
    Stage writer = Catalogue.WRITERS.get(table);
    return writer == null ? rows : edge.ledger().trusted(rows, writer);
  }

  private Dataset<Row> conformed(Table table) {
    return edge.warehouse().readConformed(table);
  }
}
