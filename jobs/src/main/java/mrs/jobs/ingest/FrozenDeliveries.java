package mrs.jobs.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mrs.jobs.ingest.failures.DeliveryFailure;
import mrs.jobs.ingest.failures.DeliveryFailures;
import mrs.jobs.ingest.feed.Content;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.ingest.feed.FeedFile;
import mrs.jobs.messages.Problem;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunContext;

/**
 * The deliveries of an ingest as they are there when it is worked on. Those of an interrupted one
 * are found again by their content, whatever they are called now.
 *
 * @param found under the names that they were frozen with
 * @param gone those that are not there any more
 * @param settled those of which the interrupted attempt had entered that they failed
 * @param resumed whether an earlier attempt may have left something
 */
record FrozenDeliveries(
    FrozenIngest frozen,
    List<Delivery> found,
    List<Gone> gone,
    List<FrozenIngest.Entry> settled,
    boolean resumed) {

  /** A delivery that is not there, and what is known about that. */
  record Gone(FrozenIngest.Entry entry, String why) {}

  /** Of an ingest that begins. */
  static FrozenDeliveries fresh(FrozenIngest frozen, List<Delivery> deliveries) {
    return new FrozenDeliveries(frozen, deliveries, List.of(), List.of(), false);
  }

  /**
   * Looks for the deliveries of {@code run} in {@code feed}, then in the folder that they lay in.
   */
  static FrozenDeliveries find(
      RunContext context, RunConfig run, IdentifiedFeed feed, FileMemory memory) {
    FrozenIngest frozen = KnownDeliveries.frozen(run);
    Set<Long> failed =
        DeliveryFailures.ofRun(context.warehouse(), run.runId()).stream()
            .map(DeliveryFailure::place)
            .map(DeliveryFailure.FailedDelivery::ingestSeq)
            .collect(Collectors.toSet());
    Places places = Places.of(context, frozen.folder(), feed, memory);
    List<Delivery> found = new ArrayList<>();
    List<Gone> gone = new ArrayList<>();
    List<FrozenIngest.Entry> settled = new ArrayList<>();
    for (FrozenIngest.Entry entry : frozen.deliveries()) {
      Optional<Delivery> delivery = Optional.ofNullable(places.found().get(entry.content()));
      if (failed.contains(entry.ingestSeq())) {
        settled.add(entry);
      } else if (delivery.isPresent()) {
        found.add(as(entry, delivery.get()));
      } else {
        gone.add(new Gone(entry, places.why(entry)));
      }
    }
    return new FrozenDeliveries(frozen, found, gone, settled, true);
  }

  private static Delivery as(FrozenIngest.Entry entry, Delivery there) {
    return new Delivery(entry.ingestSeq(), there.file().knownAs(entry.file()), there.identity());
  }

  /**
   * Where the deliveries may lie.
   *
   * @param found what lies there by content, not numbered
   * @param original the folder that they lay in, where it can be read
   */
  private record Places(
      Map<Content, Delivery> found, String folder, Optional<IdentifiedFeed> original) {

    static Places of(RunContext context, String folder, IdentifiedFeed feed, FileMemory memory) {
      Optional<IdentifiedFeed> original =
          folder.equals(feed.folder()) ? Optional.of(feed) : read(context, feed, folder, memory);
      Map<Content, Delivery> found = new HashMap<>();
      original.ifPresent(o -> put(o, found));
      put(feed, found);
      return new Places(found, folder, original);
    }

    private static Optional<IdentifiedFeed> read(
        RunContext context, IdentifiedFeed feed, String folder, FileMemory memory) {
      try {
        return Optional.of(
            IdentifiedFeed.read(context, feed.access(), folder, Optional.of(memory)));
      } catch (Problem e) {
        return Optional.empty();
      }
    }

    private static void put(IdentifiedFeed feed, Map<Content, Delivery> found) {
      feed.byContent()
          .forEach(
              (content, file) -> found.put(content, new Delivery(0, file, feed.identity(file))));
    }

    /** What can be said about a delivery that was not found. */
    String why(FrozenIngest.Entry entry) {
      Optional<FeedFile> named = original.flatMap(o -> o.named(entry.file()));
      if (original.isEmpty()) {
        return "the delivery "
            + entry.file()
            + " cannot be found, as its feed folder "
            + folder
            + " is not there or holds nothing";
      }
      Optional<String> left =
          original.flatMap(o -> Optional.ofNullable(o.scan().beside().left().get(entry.file())));
      if (left.isPresent()) {
        return "the delivery " + entry.file() + " cannot be had now: " + left.get();
      }
      return named.isPresent()
          ? "the delivery " + entry.file() + " is gone: the file holds something else now"
          : "the delivery " + entry.file() + " is gone";
    }
  }
}
