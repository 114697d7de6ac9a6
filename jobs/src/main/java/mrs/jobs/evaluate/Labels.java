package mrs.jobs.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.Cause;
import mrs.contracts.Words;
import mrs.jobs.messages.Problem;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * What really happened, as somebody knows it who made it happen or looked into it.
 *
 * @param events by id
 * @param cells which event a cell belongs to
 */
public record Labels(Map<String, Event> events, Map<CellKey, Labelled> cells) {
  private static final List<String> EVENT_COLUMNS = List.of("event_id", "type", "cause");
  private static final List<String> CELL_COLUMNS =
      List.of("event_id", "store_id", "sku", "sales_date");

  /**
   * One occurrence.
   *
   * @param type what it is called when results are broken down
   * @param withheld whether its cause could only be known from context that was not given
   */
  public record Event(String id, String type, Cause cause, boolean withheld) {
    /** Whether its cause can only be known from context, given or not. */
    boolean isToldByContext() {
      return TOLD_BY_CONTEXT.contains(cause);
    }
  }

  /**
   * A cell of an event.
   *
   * @param wrongUnits by how many units it was reported wrong; 0 where not told
   */
  public record Labelled(String eventId, double wrongUnits) {}

  /** An event is found by so much of it. */
  private static final double FOUND_SHARE = 0.2;

  /** Causes that nothing but context tells. */
  private static final List<Cause> TOLD_BY_CONTEXT =
      List.of(Cause.PROMOTION, Cause.STOCK_OUT, Cause.VIRAL, Cause.WEATHER);

  /**
   * Reads {@code events.csv} (event_id, type, cause; optional context_given: 0 or 1) and {@code
   * cells.csv} (event_id, store_id, sku, sales_date; optional clean_units, feed_units) of {@code
   * folder}, gzip or not.
   */
  public static Labels read(SparkSession spark, Path folder) {
    Map<String, Event> events = new LinkedHashMap<>();
    for (Row row : rows(spark, folder, "events", EVENT_COLUMNS)) {
      String id = text(row, "event_id");
      events.put(id, event(folder, id, row));
    }
    Map<CellKey, Labelled> cells = new HashMap<>();
    for (Row row : rows(spark, folder, "cells", CELL_COLUMNS)) {
      String event = text(row, "event_id");
      if (!events.containsKey(event)) {
        throw refused(folder, "cells", "event_id '" + event + "' is not in events.csv");
      }
      CellKey cell = new CellKey(text(row, "store_id"), text(row, "sku"), day(folder, row));
      double wrong =
          Math.abs(number(folder, row, "feed_units") - number(folder, row, "clean_units"));
      cells.put(cell, new Labelled(event, wrong));
    }
    return new Labels(events, cells);
  }

  /** The event of a cell that has one. */
  String eventOf(CellKey cell) {
    return java.util.Objects.requireNonNull(cells.get(cell)).eventId();
  }

  /** Of which events enough is hit; {@code hits} has the cells of each that are. */
  List<Event> found(Map<String, Integer> hits) {
    Map<String, Integer> sizes = new HashMap<>();
    cells.values().forEach(l -> sizes.merge(l.eventId(), 1, Integer::sum));
    return events.values().stream()
        .filter(e -> hits.getOrDefault(e.id(), 0) > 0)
        .filter(e -> hits.getOrDefault(e.id(), 0) >= FOUND_SHARE * sizes.getOrDefault(e.id(), 0))
        .toList();
  }

  private static Event event(Path folder, String id, Row row) {
    String word = text(row, "cause");
    Cause cause =
        Words.find(Cause.class, word)
            .orElseThrow(
                () ->
                    refused(
                        folder, "events", "cause '" + word + "' of event '" + id + "' is none"));
    boolean given = !optional(row, "context_given").equals(Optional.of("0"));
    return new Event(id, text(row, "type"), cause, !given && TOLD_BY_CONTEXT.contains(cause));
  }

  private static List<Row> rows(
      SparkSession spark, Path folder, String name, List<String> columns) {
    Path file =
        Stream.of(name + ".csv", name + ".csv.gz")
            .map(folder::resolve)
            .filter(Files::exists)
            .findFirst()
            .orElseThrow(() -> refused(folder, name, "there is no such file"));
    List<Row> rows =
        spark
            .read()
            .option("header", "true")
            .option("mode", "FAILFAST")
            .csv(file.toString())
            .collectAsList();
    List<String> there = rows.isEmpty() ? columns : List.of(rows.get(0).schema().fieldNames());
    for (String column : columns) {
      if (!there.contains(column)) {
        throw refused(folder, name, "the column " + column + " is absent");
      }
    }
    return rows;
  }

  private static String text(Row row, String column) {
    return optional(row, column).orElse("");
  }

  private static Optional<String> optional(Row row, String column) {
    List<String> there = List.of(row.schema().fieldNames());
    return there.contains(column)
        ? Optional.ofNullable(row.<@Nullable String>getAs(column))
        : Optional.empty();
  }

  private static long day(Path folder, Row row) {
    String day = text(row, "sales_date");
    try {
      return LocalDate.parse(day).toEpochDay();
    } catch (java.time.DateTimeException e) {
      throw refused(folder, "cells", "sales_date '" + day + "' is no date");
    }
  }

  private static double number(Path folder, Row row, String column) {
    String number = optional(row, column).orElse("0");
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw refused(folder, "cells", column + " '" + number + "' is no number");
    }
  }

  private static Problem refused(Path folder, String name, String what) {
    return Problem.refused(
        "the labels " + folder.resolve(name + ".csv") + ": " + what,
        "give a folder with events.csv ("
            + String.join(", ", EVENT_COLUMNS)
            + ") and cells.csv ("
            + String.join(", ", CELL_COLUMNS)
            + ")");
  }
}
