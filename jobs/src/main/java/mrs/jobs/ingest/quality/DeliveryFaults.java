package mrs.jobs.ingest.quality;

import java.util.ArrayList;
import java.util.List;
import mrs.contracts.DriftKind;
import mrs.contracts.Table;
import mrs.jobs.ingest.batch.DeliverySummary;
import mrs.jobs.ingest.parse.Remark;

/** What makes a delivery suspect whatever its figures are. */
final class DeliveryFaults {
  /** That a delivery has records. */
  static final String RECORDS = "records";

  /** That no spreadsheet has cut identifiers off. */
  static final String IDENTIFIERS = "identifiers";

  private DeliveryFaults() {}

  /** Verdicts that {@code delivery} has failed; empty if it has none of these faults. */
  static List<DeliveryVerdict> of(Table table, DeliverySummary delivery) {
    List<DeliveryVerdict> faults = new ArrayList<>();
    if (delivery.records() == 0) {
      faults.add(
          new DeliveryVerdict(
              delivery.ingestSeq(),
              table.name(),
              RECORDS,
              false,
              0,
              "it has no record; if there was something to send, send it again"));
    }
    List<Remark> cut =
        delivery.remarks().stream().filter(r -> r.kind() == DriftKind.SCIENTIFIC_NOTATION).toList();
    if (!cut.isEmpty()) {
      faults.add(cutOff(table, delivery.ingestSeq(), cut));
    }
    return faults;
  }

  private static DeliveryVerdict cutOff(Table table, long ingestSeq, List<Remark> columns) {
    List<String> which =
        columns.stream()
            .map(
                r ->
                    r.column()
                        + " in "
                        + r.records()
                        + (r.records() == 1 ? " record" : " records")
                        + ", such as "
                        + r.example())
            .toList();
    return new DeliveryVerdict(
        ingestSeq,
        table.name(),
        IDENTIFIERS,
        false,
        columns.stream().mapToLong(Remark::records).sum(),
        "scientific notation in "
            + String.join("; in ", which)
            + ": a spreadsheet has cut digits off, so that several SKUs may share one id;"
            + " format the column as text there and export it again");
  }
}
