package mrs.jobs.ingest;

import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mrs.contracts.DriftKind;
import mrs.jobs.ingest.batch.TableBatch;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.ingest.quality.DeliveryVerdict;
import mrs.jobs.ingest.quality.Drift;

/** Why an ingest that is done needs a look: one line for each reason. */
final class IngestReasons {
  private static final String KEPT = ", kept without the value,";

  private IngestReasons() {}

  static List<String> of(
      List<TableBatch> batches,
      List<DeliveryAccount> accounts,
      List<DeliveryVerdict> verdicts,
      List<Drift> drifts) {
    List<String> lines = new ArrayList<>();
    batches.stream().filter(b -> b.deadLetters() > 0).forEach(b -> lines.add(deadLetters(b)));
    Map<Long, List<DeliveryVerdict>> failed =
        verdicts.stream()
            .filter(v -> !v.passed())
            .collect(Collectors.groupingBy(DeliveryVerdict::ingestSeq));
    for (DeliveryAccount account : accounts) {
      Delivery delivery = account.delivery();
      failed
          .getOrDefault(delivery.ingestSeq(), List.of())
          .forEach(v -> lines.add(suspect(v, delivery)));
    }
    drifts(drifts, lines);
    return lines;
  }

  private static String deadLetters(TableBatch batch) {
    StringBuilder codes = new StringBuilder();
    batch
        .codes()
        .forEach((code, n) -> codes.append(codes.length() == 0 ? "" : ", ").append(code + " " + n));
    return batch.table().name()
        + ": "
        + batch.deadLetters()
        + (batch.deadLetters() == 1 ? " dead letter (" : " dead letters (")
        + codes
        + ")";
  }

  private static String suspect(DeliveryVerdict verdict, Delivery delivery) {
    return "suspect delivery "
        + delivery.file().name()
        + ", "
        + verdict.constraint()
        + ": "
        + verdict.text();
  }

  private static void drifts(List<Drift> drifts, List<String> lines) {
    Map<String, List<Drift>> alike =
        drifts.stream()
            .filter(d -> d.kind() != DriftKind.SCIENTIFIC_NOTATION)
            .collect(Collectors.groupingBy(d -> subject(d) + d.kind(), TreeMap::new, toList()));
    alike.values().stream().map(IngestReasons::drift).sorted().forEach(lines::add);
  }

  private static String subject(Drift drift) {
    return drift.table().name() + ": column " + drift.column();
  }

  private static String drift(List<Drift> alike) {
    Drift first = alike.get(0);
    String records = records(alike.stream().mapToLong(Drift::records).sum());
    String what =
        switch (first.kind()) {
          case ABSENT -> " is absent (" + first.code().orElse("") + ")";
          case UNKNOWN -> " is unknown and was ignored";
          case NO_TIME_ZONE -> " has times without a zone, read as UTC";
          case NULL_WORD ->
              " has a word for no value, such as " + first.example() + ", in " + records + KEPT;
          case UNREADABLE_VALUE ->
              " cannot be read, such as " + first.example() + ", in " + records + KEPT;
          case ROUNDED ->
              " has more than six decimal places, such as "
                  + first.example()
                  + ", in "
                  + records
                  + "; units are added up as DECIMAL(38,6), rounded to six";
          case SCIENTIFIC_NOTATION ->
              throw new IllegalStateException("it makes the delivery suspect, and is told as that");
        };
    return subject(first) + what + in(alike.size());
  }

  private static String records(long records) {
    return records + (records == 1 ? " record" : " records");
  }

  private static String in(int deliveries) {
    return " in " + deliveries + (deliveries == 1 ? " delivery" : " deliveries");
  }
}
