package mrs.serving.relations;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.Catalogue;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventStatus;
import mrs.contracts.Field;
import mrs.contracts.MinorityEvents;
import mrs.contracts.MinorityReports;
import mrs.contracts.ReportStatus;
import mrs.contracts.ReportTrust;
import mrs.contracts.Table;
import mrs.contracts.Words;

/**
 * Something that can be asked by name: a table of the catalogue, or a view of one.
 *
 * @param table whose rows it has
 * @param doc what it holds, in a sentence
 * @param rows which of the table's rows, as a condition in SQL; empty = all
 * @param scored whether it has the columns of {@link ReportTrust} beside those of the table
 */
public record Relation(
    String name, Table table, String doc, Optional<String> rows, boolean scored) {

  private static final String ALL_SEVERITIES = "_all";

  /** Every one, tables in the catalogue's order and then views. */
  public static final List<Relation> ALL =
      Stream.of(
              Catalogue.ALL.stream().map(t -> table(t)),
              activeReports(),
              scoredReports(),
              activeEvents())
          .flatMap(some -> some)
          .toList();

  /** The one called {@code name}, in any case. */
  public static Optional<Relation> find(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ALL.stream().filter(r -> r.name().equals(lower)).findFirst();
  }

  /** Whether it is a view rather than a table of its own. */
  public boolean isView() {
    return rows.isPresent() || scored;
  }

  /** Its columns, in order. */
  public List<Field> fields() {
    return scored
        ? Stream.concat(table.fields().stream(), ReportTrust.FIELDS.stream()).toList()
        : table.fields();
  }

  private static Relation table(Table table) {
    return new Relation(table.name(), table, table.doc(), Optional.empty(), false);
  }

  /** A view of events that are rare enough to be shown, and one of all. */
  private static Stream<Relation> both(
      String name, Table table, String of, Optional<String> rows, boolean scored) {
    String rare =
        "NOT coalesce("
            + DetectionLog.SEVERITY.name()
            + " < "
            + DetectionLog.SHOWN_SEVERITY
            + ", false)";
    String now = scored ? ", with how far to trust each now." : ".";
    return Stream.of(
        new Relation(
            name,
            table,
            of + ", of severity 1 or more" + now,
            Optional.of(rows.map(r -> rare + " AND " + r).orElse(rare)),
            scored),
        new Relation(name + ALL_SEVERITIES, table, of + ", of any severity" + now, rows, scored));
  }

  private static Stream<Relation> scoredReports() {
    return both(
        MinorityReports.TABLE.name() + "_scored",
        MinorityReports.TABLE,
        "The hydrated reports",
        Optional.empty(),
        true);
  }

  private static Stream<Relation> activeReports() {
    String active =
        ReportStatus.FIELD.name()
            + " NOT IN "
            + words(ReportStatus.SUPERSEDED, ReportStatus.RETRACTED, ReportStatus.REJECTED);
    return both(
        MinorityReports.TABLE.name() + "_active",
        MinorityReports.TABLE,
        "The hydrated reports that are not superseded, retracted or rejected",
        Optional.of(active),
        true);
  }

  private static Stream<Relation> activeEvents() {
    String over =
        MinorityEvents.EVENT_STATUS.name() + " IN " + words(EventStatus.ENDED, EventStatus.MERGED);
    return both(
        MinorityEvents.TABLE.name() + "_active",
        MinorityEvents.TABLE,
        "The hydrated events that are not ended or merged (one of unknown status counts)",
        Optional.of("NOT coalesce(" + over + ", false)"),
        false);
  }

  private static String words(Words... words) {
    return Stream.of(words)
        .map(w -> "'" + w.word() + "'")
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
