package mrs.jobs.relations;

import static mrs.transforms.SparkSchema.col;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.Catalogue;
import mrs.contracts.EventStatus;
import mrs.contracts.Field;
import mrs.contracts.MinorityEvents;
import mrs.contracts.MinorityReports;
import mrs.contracts.ReportStatus;
import mrs.contracts.ReportTrust;
import mrs.contracts.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

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

  /** Every one, tables in the catalogue's order and then views. */
  public static final List<Relation> ALL =
      Stream.concat(
              Catalogue.ALL.stream().map(t -> table(t)),
              Stream.of(activeReports(), scoredReports(), activeEvents()))
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

  private static Relation scoredReports() {
    return new Relation(
        MinorityReports.TABLE.name() + "_scored",
        MinorityReports.TABLE,
        "All hydrated reports, with how far to trust each now.",
        Optional.empty(),
        true);
  }

  private static Relation activeReports() {
    Column active =
        functions.not(
            col(ReportStatus.FIELD)
                .isin(
                    ReportStatus.SUPERSEDED.word(),
                    ReportStatus.RETRACTED.word(),
                    ReportStatus.REJECTED.word()));
    return new Relation(
        MinorityReports.TABLE.name() + "_active",
        MinorityReports.TABLE,
        "The hydrated reports that are not superseded, retracted or rejected, with how far to trust"
            + " each now.",
        Optional.of(active),
        true);
  }

  private static Relation activeEvents() {
    Column over =
        col(MinorityEvents.EVENT_STATUS).isin(EventStatus.ENDED.word(), EventStatus.MERGED.word());
    return new Relation(
        MinorityEvents.TABLE.name() + "_active",
        MinorityEvents.TABLE,
        "The hydrated events that are not ended or merged; one of unknown status counts as active.",
        Optional.of(functions.not(functions.coalesce(over, functions.lit(false)))),
        false);
  }
}
