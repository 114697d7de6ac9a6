package mrs.jobs.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mrs.jobs.ingest.feed.Delivery;

/** Why an ingest that is done needs a look: one line for each reason. */
final class IngestReasons {
  private IngestReasons() {}

  static List<String> of(
      List<TableBatch> batches,
      List<DeliveryAccount> accounts,
      List<Verdict> verdicts,
      List<Drift> drifts) {
    List<String> lines = new ArrayList<>();
    batches.stream().filter(b -> b.deadLetters() > 0).forEach(b -> lines.add(deadLetters(b)));
    Map<Long, List<Verdict>> failed =
        verdicts.stream()
            .filter(v -> !v.passed())
            .collect(Collectors.groupingBy(Verdict::ingestSeq));
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

  private static String suspect(Verdict verdict, Delivery delivery) {
    return "suspect delivery "
        + delivery.file().name()
        + ", "
        + verdict.constraint()
        + ": "
        + verdict.text();
  }

  private static void drifts(List<Drift> drifts, List<String> lines) {
    Map<String, Long> deliveries = new TreeMap<>();
    drifts.forEach(d -> deliveries.merge(drift(d), 1L, Long::sum));
    deliveries.forEach(
        (what, n) -> lines.add(what + " in " + n + (n == 1 ? " delivery" : " deliveries")));
  }

  private static String drift(Drift drift) {
    String column = drift.table().name() + ": column " + drift.column();
    return switch (drift.kind()) {
      case ABSENT -> column + " is absent (" + drift.code().orElse("") + ")";
      case UNKNOWN -> column + " is unknown and was ignored";
      case NO_TIME_ZONE -> column + " has times without a zone, read as UTC";
    };
  }
}
