package mrs.jobs.chaos.night;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mrs.transforms.SparkSchema.col;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import mrs.contracts.ContextKind;
import mrs.contracts.ContextualEvents;
import mrs.contracts.Field;
import mrs.contracts.SourceColumns;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.feed.DeliveredColumns;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * What is delivered for the rehearsed night: the sales of the last whole day once more, a day later
 * and in one store, drawn from the seed, five times as high; context of a day that is far off; a
 * snapshot as it is. Everything comes from the copy of the warehouse and the seed.
 */
final class NightFeed {
  private static final int RISE = 5;
  private static final int CONTEXT_AHEAD_DAYS = 30;
  private static final String BROKEN = "-?-";

  private final Path folder;
  private final LastSales last;
  private final boolean qualified;
  private final Random random;
  private final Instant sentAt;
  private final List<String> sales;

  NightFeed(Path folder, LastSales last, MrsConfig config, Instant sentAt, Random random) {
    this.folder = folder;
    this.last = last;
    this.qualified = config.feeds().sales().qualifyStores();
    this.sentAt = sentAt;
    this.random = random;
    this.sales = lines();
  }

  LocalDate day() {
    return last.day().plusDays(1);
  }

  Instant sentAt() {
    return sentAt;
  }

  /** How many cells, or invoice lines, were sold. */
  int cells() {
    return sales.size();
  }

  /** The night's sales, as they are. */
  void deliverSales(String name) throws IOException {
    write("sales/" + name + ".csv", header(LastSales.COLUMNS), sales);
  }

  /** The same rows in another order. */
  void deliverShuffled(String name) throws IOException {
    List<String> other = new ArrayList<>(sales);
    Collections.shuffle(other, random);
    write("sales/" + name + ".csv", header(LastSales.COLUMNS), other);
  }

  /** The night's sales with some lines broken; gives how many. */
  int deliverBroken(String name) throws IOException {
    List<String> some = new ArrayList<>(sales);
    int broken = 1 + random.nextInt(Math.max(1, some.size() / 4));
    for (int i = 0; i < broken; i++) {
      int comma = some.get(i).indexOf(day().toString());
      some.set(i, some.get(i).substring(0, comma) + BROKEN + some.get(i).substring(comma));
    }
    write("sales/" + name + ".csv", header(LastSales.COLUMNS), some);
    return broken;
  }

  /** Context that says nothing about the days that are judged, without a column. */
  void deliverContext(String name, Optional<Field> without) throws IOException {
    Map<Field, String> values = new HashMap<>();
    String far = day().plusDays(CONTEXT_AHEAD_DAYS).toString();
    values.put(ContextualEvents.EVENT_ID, "rehearsed-" + name);
    values.put(ContextualEvents.KIND, ContextKind.HOLIDAY.word());
    values.put(ContextualEvents.STARTS_ON, far);
    values.put(ContextualEvents.ENDS_ON, far);
    values.put(ContextualEvents.RECEIVED_AT, sentAt.toString());
    List<Field> columns = columns(ContextualEvents.TABLE, without);
    String line =
        columns.stream().map(c -> values.getOrDefault(c, "")).collect(Collectors.joining(","));
    write("context/" + name + ".csv", header(columns), List.of(line));
  }

  /** The newest snapshot of {@code table} once more, in another order, without {@code column}. */
  void deliverSnapshot(Warehouse warehouse, Table table, Optional<Field> column)
      throws IOException {
    List<Field> columns = columns(table, column);
    var all = warehouse.readConformed(table);
    Row newest = all.agg(functions.max(col(SourceColumns.INGEST_SEQ))).head();
    List<String> lines = new ArrayList<>();
    if (!newest.isNullAt(0)) {
      for (Row row :
          all.where(col(SourceColumns.INGEST_SEQ).equalTo(newest.getLong(0))).collectAsList()) {
        lines.add(
            columns.stream()
                .map(c -> text(row.<@Nullable Object>getAs(c.name())))
                .collect(Collectors.joining(",")));
      }
    }
    Collections.sort(lines);
    Collections.shuffle(lines, random);
    String kind = column.isPresent() ? "-drifted" : "-whole";
    write("reference/" + table.name() + kind + ".csv", header(columns), lines);
  }

  private static List<Field> columns(Table table, Optional<Field> without) {
    return DeliveredColumns.of(table).stream()
        .filter(c -> without.filter(c::equals).isEmpty())
        .toList();
  }

  private List<String> lines() {
    String risen =
        text(last.rows().get(random.nextInt(last.rows().size())), UnifiedSalesData.STORE_ID);
    List<String> lines = new ArrayList<>();
    for (Row row : last.rows()) {
      lines.add(
          LastSales.COLUMNS.stream()
              .map(column -> value(row, column, risen))
              .collect(Collectors.joining(",")));
    }
    return lines;
  }

  private String value(Row row, Field column, String risen) {
    if (column.equals(UnifiedSalesData.SALES_DATE)) {
      return day().toString();
    } else if (column.equals(UnifiedSalesData.RECEIVED_AT)) {
      return sentAt.toString();
    } else if (column.equals(UnifiedSalesData.UNITS)) {
      boolean rises = text(row, UnifiedSalesData.STORE_ID).equals(risen);
      double units = row.<Double>getAs(column.name());
      return String.valueOf(rises ? RISE * units : units);
    } else if (column.equals(UnifiedSalesData.LINE_ID)) {
      String id = text(row, column);
      return id.isEmpty() ? "" : text(id + "-rehearsed");
    } else if (column.equals(UnifiedSalesData.STORE_ID) && qualified) {
      String retailer = row.<@Nullable String>getAs(UnifiedSalesData.RETAILER.name()) + ":";
      String store = row.getAs(column.name());
      return text(store.startsWith(retailer) ? store.substring(retailer.length()) : store);
    }
    return text(row, column);
  }

  private static String text(Row row, Field column) {
    return text(row.<@Nullable Object>getAs(column.name()));
  }

  /** A value as a field of CSV. */
  private static String text(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  private static String header(List<Field> columns) {
    return columns.stream().map(Field::name).collect(Collectors.joining(","));
  }

  private void write(String name, String header, List<String> lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, header + "\n" + String.join("\n", lines) + "\n", UTF_8);
  }
}
