package mrs.jobs.relations;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import org.apache.spark.sql.Column;

/**
 * Something that can be asked by name: a table of the catalogue, or a view of one.
 *
 * @param table whose rows it has
 * @param doc what it holds, in a sentence
 * @param rows which of the table's rows; empty = all
 * @param scored whether it has the columns of {@link ReportTrust} beside those of the table
 */
public record Relation(
    String name, Table table, String doc, Optional<Column> rows, boolean scored) {

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
      String name, Table table, String of, Optional<Column> rows, boolean scored) {
    Column rare =
        not(coalesce(col(DetectionLog.SEVERITY).lt(DetectionLog.SHOWN_SEVERITY), lit(false)));
    String now = scored ? ", with how far to trust each now." : ".";
    return Stream.of(
        new Relation(
            name,
            table,
            of + ", of severity 1 or more" + now,
            Optional.of(rows.map(rare::and).orElse(rare)),
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
    Column active =
        not(
            col(ReportStatus.FIELD)
                .isin(
                    ReportStatus.SUPERSEDED.word(),
                    ReportStatus.RETRACTED.word(),
                    ReportStatus.REJECTED.word()));
    return both(
        MinorityReports.TABLE.name() + "_active",
        MinorityReports.TABLE,
        "The hydrated reports that are not superseded, retracted or rejected",
        Optional.of(active),
        true);
  }

  private static Stream<Relation> activeEvents() {
    Column over =
        col(MinorityEvents.EVENT_STATUS).isin(EventStatus.ENDED.word(), EventStatus.MERGED.word());
    return both(
        MinorityEvents.TABLE.name() + "_active",
        MinorityEvents.TABLE,
        "The hydrated events that are not ended or merged (one of unknown status counts)",
        Optional.of(not(coalesce(over, lit(false)))),
        false);
  }
}
