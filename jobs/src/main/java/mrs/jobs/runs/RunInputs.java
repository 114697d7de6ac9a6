package mrs.jobs.runs;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.Catalogue;
import mrs.contracts.ContextualEvents;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.RunKind;
import mrs.contracts.SourceColumns;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.contracts.UserEditsLog;
import mrs.jobs.spark.Actions;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Availability;
import mrs.transforms.Mondays;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What one run may read, and nothing else: input rows up to its frozen deliveries and its logical
 * time, log rows of committed stages up to its logical time, rows of a stage's own log from before
 * it.
 */
public final class RunInputs {
  private final RunContext context;
  private final RunConfig run;
  private final PinnedTables tables;
  private final Sight sight;

  private RunInputs(RunContext context, RunConfig run, PinnedTables tables, Sight sight) {
    this.context = context;
    this.run = run;
    this.tables = tables;
    this.sight = sight;
  }

  /** Of {@code run}, before any optional input was looked for. */
  public static RunInputs of(RunContext context, RunConfig run, PinnedTables tables) {
    return new RunInputs(
        context, run, tables, new Sight(Availability.ALL, false, new Sight.LastDay()));
  }

  /** The same, with the optional inputs found so. */
  public RunInputs with(Availability found) {
    return new RunInputs(
        context, run, tables, new Sight(found, sight.comparing(), sight.lastDay()));
  }

  /**
   * The same with the ledger as it was {@code then}, for a stage that may only compare what it
   * would write with what it wrote.
   */
  public RunInputs comparing(RunLedger then) {
    return new RunInputs(
        new RunContext(context.warehouse(), then, context.clock(), context.progress()),
        run,
        tables,
        new Sight(sight.availability(), true, sight.lastDay()));
  }

  /** The same, of the tables as they are now. */
  public RunInputs pinnedAnew() {
    return new RunInputs(context, run, PinnedTables.onSight(context.warehouse()), sight);
  }

  /** The tables that are read, each at one version. */
  public PinnedTables tables() {
    return tables;
  }

  /** The rows of committed runs. */
  public CommittedRows committed() {
    return new CommittedRows(tables, context.ledger());
  }

  /** Whether rows are only to be compared with those that the run wrote before. */
  public boolean isComparing() {
    return sight.comparing();
  }

  /** The run. */
  public RunConfig run() {
    return run;
  }

  /** The warehouse that is written to. */
  public Warehouse warehouse() {
    return context.warehouse();
  }

  /** Where the work happens. */
  public RunContext context() {
    return context;
  }

  /** How the optional inputs were found. */
  public Availability availability() {
    return sight.availability();
  }

  /** What the rows of {@code stage} carry. */
  public RunStamp stamp(Stage stage) {
    return new RunStamp(
        run.runId(), run.logicalTime(), stage.version(), availability().codes(stage));
  }

  /** Sales that had been sent by the logical time. */
  public Dataset<Row> sales() {
    return readable(tables.readConformed(UnifiedSalesData.TABLE));
  }

  private Dataset<Row> readable(Dataset<Row> sales) {
    return upToDelivery(UnifiedSalesData.TABLE, sales)
        .where(col(UnifiedSalesData.RECEIVED_AT).leq(time(run.logicalTime())));
  }

  /**
   * The last day of which there are sales, at most the run's {@code --to}; empty without any sales.
   */
  public Optional<LocalDate> lastDay() {
    return sight.lastDay().of(this::findLastDay);
  }

  private Optional<LocalDate> findLastDay() {
    LocalDate latest =
        run.window().to().orElse(LocalDate.ofInstant(run.logicalTime(), java.time.ZoneOffset.UTC));
    Dataset<Row> sales = sales().where(col(UnifiedSalesData.SALES_DATE).leq(Date.valueOf(latest)));
    return lastDay(sales, UnifiedSalesData.SALES_DATE, latest);
  }

  /**
   * The last {@code day} in rows that are stored by its week. It is looked for in the weeks around
   * {@code near} first, and where those hold none, in all.
   */
  public static Optional<LocalDate> lastDay(Dataset<Row> rows, Field day, LocalDate near) {
    Date recent = Date.valueOf(Mondays.of(near).minusWeeks(1));
    return greatest(rows.where(col(LogColumns.WEEK_START).geq(recent)), day)
        .or(() -> greatest(rows, day));
  }

  private static Optional<LocalDate> greatest(Dataset<Row> rows, Field day) {
    Row last = Actions.figures(rows.agg(max(col(day))));
    return last.isNullAt(0) ? Optional.empty() : Optional.of(last.getDate(0).toLocalDate());
  }

  /**
   * Rows of a log, or of a derived table, as the run's other stages see it: up to the logical time.
   */
  public Dataset<Row> log(Table table) {
    return committed().of(table).where(col(LogColumns.WRITTEN_AT).leq(time(run.logicalTime())));
  }

  /**
   * Rows that {@link #log} has more than it had for the run {@code previous}; files that hold none
   * are left unread.
   */
  public Dataset<Row> logSince(Table table, RunConfig previous) {
    Instant seen = previous.logicalTime();
    return committed()
        .of(table, f -> f.mayExceed(LogColumns.WRITTEN_AT, seen))
        .where(col(LogColumns.WRITTEN_AT).leq(time(run.logicalTime())))
        .where(col(LogColumns.WRITTEN_AT).gt(time(seen)));
  }

  /** Sales that {@link #sales} has more than it had for the run {@code previous}. */
  public Dataset<Row> salesSince(RunConfig previous) {
    Table table = UnifiedSalesData.TABLE;
    long seq = previous.inputSeqs().getOrDefault(table.name(), 0L);
    Instant seen = previous.logicalTime();
    Dataset<Row> rows =
        tables.readConformed(
            table,
            f ->
                f.mayExceed(SourceColumns.INGEST_SEQ, seq)
                    || f.mayExceed(UnifiedSalesData.RECEIVED_AT, seen));
    return readable(rows)
        .where(
            col(SourceColumns.INGEST_SEQ)
                .gt(seq)
                .or(col(UnifiedSalesData.RECEIVED_AT).gt(time(seen))));
  }

  /**
   * Rows of a stage's own log: from before the logical time, so that a replay sees what the run
   * saw.
   */
  public Dataset<Row> own(Table table) {
    return committed().of(table).where(col(LogColumns.WRITTEN_AT).lt(time(run.logicalTime())));
  }

  /** Rows of an optional input, unless it is down or not installed. */
  public Optional<Dataset<Row>> optional(OptionalInput input) {
    return availability().isRead(input) ? Optional.of(bounded(input)) : Optional.empty();
  }

  /**
   * Decisions that {@link #optional} has more than it had for the run {@code previous}: those that
   * arrived since, and those that were dated later than that run.
   */
  public Optional<Dataset<Row>> editsSince(OptionalInput input, RunConfig previous) {
    if (!availability().isRead(input)) {
      return Optional.empty();
    }
    Table table = input.table();
    long seen = previous.inputSeqs().getOrDefault(table.name(), 0L);
    EditNumbers numbers = new EditNumbers(tables);
    Column later = col(UserEditsLog.WRITTEN_AT).gt(time(previous.logicalTime()));
    return Optional.of(
        decided(
            numbers
                .between(table, seen, lastNumber(table))
                .unionByName(numbers.upTo(table, seen).where(later))));
  }

  /** Rows of an optional input that the stage itself writes, unless it is down. */
  public Optional<Dataset<Row>> optionalOwn(OptionalInput input) {
    return availability().isRead(input) ? Optional.of(own(input.table())) : Optional.empty();
  }

  /**
   * The newest earlier run that has seen everything up to its time: one of which {@code stage} is
   * committed and that was not limited to a window of days. What came in since waits to be seen; a
   * run with a window may have seen part of it.
   */
  public Optional<RunConfig> previous(Stage stage) {
    return earlier(stage).filter(r -> r.window().equals(RunConfig.Window.OPEN)).findFirst();
  }

  /**
   * The earlier runs of which {@code stage} is committed, with and without a window, newest first.
   */
  public Stream<RunConfig> earlier(Stage stage) {
    return context.ledger().committed(stage).stream()
        .filter(r -> r.kind() == RunKind.NIGHTLY)
        .filter(r -> r.logicalTime().isBefore(run.logicalTime()))
        .sorted(Comparator.comparing(RunConfig::logicalTime).reversed());
  }

  /** A literal of {@code time}. */
  public static Column time(Instant time) {
    return lit(Timestamp.from(time));
  }

  private Dataset<Row> bounded(OptionalInput input) {
    Table table = input.table();
    if (Catalogue.EDITS.contains(table)) {
      return decided(new EditNumbers(tables).upTo(table, lastNumber(table)));
    }
    if (Catalogue.KNOWN_AHEAD.contains(table)) {
      return upToDelivery(table, tables.readConformed(table));
    }
    if (!Catalogue.FEEDS.contains(table)) {
      return log(table);
    }
    Dataset<Row> rows = upToDelivery(table, tables.readConformed(table));
    if (table.equals(ContextualEvents.TABLE)) {
      return rows.where(col(ContextualEvents.RECEIVED_AT).leq(time(run.logicalTime())));
    }
    return latestSnapshot(table, rows);
  }

  private Dataset<Row> decided(Dataset<Row> edits) {
    return edits.where(col(UserEditsLog.WRITTEN_AT).leq(time(run.logicalTime())));
  }

  private long lastNumber(Table table) {
    return run.inputSeqs().getOrDefault(table.name(), 0L);
  }

  /** Which it is say the commits, where no later one than the run may read is in. */
  private Dataset<Row> latestSnapshot(Table table, Dataset<Row> rows) {
    Column seq = col(SourceColumns.INGEST_SEQ);
    Optional<Long> known = tables.greatest(table, SourceColumns.INGEST_SEQ);
    return known.isPresent() && known.get() <= lastNumber(table)
        ? rows.where(seq.equalTo(known.get()))
        : rows.where(seq.equalTo(lit(Actions.figures(rows.agg(max(seq))).get(0))));
  }

  private Dataset<Row> upToDelivery(Table table, Dataset<Row> rows) {
    return rows.where(col(SourceColumns.INGEST_SEQ).leq(lastNumber(table)));
  }
}
