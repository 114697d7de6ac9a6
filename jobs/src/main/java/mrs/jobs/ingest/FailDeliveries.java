package mrs.jobs.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.DeliveryState;
import mrs.jobs.ingest.failures.DeliveryFailure;
import mrs.jobs.ingest.failures.DeliveryFailures;
import mrs.jobs.ingest.feed.Content;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.runs.RunContext;

/**
 * Says what becomes of the deliveries of an ingest that cannot be brought in.
 *
 * <p>One that failed is tried again by the next ingests until it has failed {@code attempts} times;
 * then it is parked. One that is gone comes in when it is there again. One whose rows had come in
 * before it failed or went away is parked at once: its rows are whole and count, so there is
 * nothing to try.
 *
 * @param before the failures of earlier ingests
 */
record FailDeliveries(RunContext context, String runId, DeliveryFailures before, int attempts) {

  /**
   * What became of them.
   *
   * @param failures what is to be entered
   * @param landed those whose rows count
   * @param gone a line for each that is gone and of which nothing had come in
   */
  record Failed(List<DeliveryFailure> failures, List<Landed> landed, List<String> gone) {}

  /** {@code failed} says why, for those that cannot be read. */
  Failed apply(FrozenDeliveries deliveries, Map<Delivery, String> failed) {
    List<FrozenIngest.Entry> unread = new ArrayList<>(deliveries.settled());
    deliveries.gone().forEach(g -> unread.add(g.entry()));
    failed.keySet().forEach(d -> unread.add(FrozenIngest.Entry.of(d)));
    List<Landed> landed =
        deliveries.resumed() ? Landed.of(context.warehouse(), runId, unread) : List.of();
    Map<Long, Landed> rows =
        landed.stream().collect(Collectors.toMap(l -> l.entry().ingestSeq(), Function.identity()));
    List<DeliveryFailure> failures = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    Set<Content> retried =
        deliveries.frozen().retried().stream()
            .map(FrozenIngest.Entry::content)
            .collect(Collectors.toSet());
    Entering entering = new Entering(deliveries.frozen().folder(), retried, rows, failures);
    deliveries.frozen().retried().forEach(entering::retry);
    for (FrozenDeliveries.Gone gone : deliveries.gone()) {
      if (rows.containsKey(gone.entry().ingestSeq())) {
        entering.fail(gone.entry(), gone.why());
      } else {
        lines.add(gone.why() + "; it comes in once it is there again");
      }
    }
    failed.forEach((delivery, why) -> entering.fail(FrozenIngest.Entry.of(delivery), why));
    return new Failed(failures, landed, lines);
  }

  /** Makes the rows. */
  private final class Entering {
    private final String folder;
    private final Set<Content> retried;
    private final Map<Long, Landed> landed;
    private final List<DeliveryFailure> failures;

    private Entering(
        String folder,
        Set<Content> retried,
        Map<Long, Landed> landed,
        List<DeliveryFailure> failures) {
      this.folder = folder;
      this.retried = retried;
      this.landed = landed;
      this.failures = failures;
    }

    private void retry(FrozenIngest.Entry entry) {
      failures.add(
          new DeliveryFailure(place(entry), DeliveryState.RETRIED, 0, "it was asked for again", 0));
    }

    private void fail(FrozenIngest.Entry entry, String why) {
      Content content = entry.content();
      int tried = 1 + (retried.contains(content) ? 0 : before.attempts(content));
      Optional<Landed> there = Optional.ofNullable(landed.get(entry.ingestSeq()));
      boolean parked = there.isPresent() || tried >= attempts;
      String said =
          Stream.concat(
                  Stream.of(why),
                  there.stream()
                      .map(
                          l ->
                              "an interrupted ingest had brought its rows in, all of them: "
                                  + l.rows()
                                  + " count, unchecked"))
              .collect(Collectors.joining("; "));
      failures.add(
          new DeliveryFailure(
              place(entry),
              parked ? DeliveryState.PARKED : DeliveryState.FAILED,
              tried,
              said,
              there.map(Landed::rows).orElse(0L)));
    }

    private DeliveryFailure.FailedDelivery place(FrozenIngest.Entry entry) {
      return new DeliveryFailure.FailedDelivery(
          entry.ingestSeq(), entry.content(), entry.file(), folder);
    }
  }
}
