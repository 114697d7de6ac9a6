package mrs.jobs.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.Catalogue;
import mrs.contracts.SourceColumns;
import mrs.contracts.Table;
import mrs.jobs.Problem;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.ingest.feed.FeedFile;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.warehouse.Warehouse;

/**
 * The deliveries of an interrupted ingest, found again by their content, whatever they are called
 * now.
 *
 * @param found under the names that they were frozen with
 * @param gone a line for each that is not there any more and of which nothing had come in
 */
record FrozenDeliveries(List<Delivery> found, List<String> gone) {

  /**
   * Looks for the deliveries of {@code run} in {@code feed}, then in the folder that they lay in.
   *
   * @throws Problem if one is gone of which rows are in already: its books cannot be closed without
   *     it
   */
  static FrozenDeliveries find(Warehouse warehouse, RunConfig run, IdentifiedFeed feed) {
    FrozenIngest frozen = KnownDeliveries.frozen(run);
    List<IdentifiedFeed> feeds =
        frozen.folder().equals(feed.folder())
            ? List.of(feed)
            : Stream.concat(Stream.of(feed), original(warehouse, frozen).stream()).toList();
    List<Delivery> found = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (FrozenIngest.Entry entry : frozen.deliveries()) {
      Optional<Delivery> delivery = find(feeds, entry);
      delivery.ifPresent(found::add);
      if (delivery.isEmpty()) {
        checkNothingIsIn(warehouse, frozen, entry);
        gone.add("the delivery " + entry.file() + " is gone; it comes in once it is there again");
      }
    }
    return new FrozenDeliveries(found, gone);
  }

  private static Optional<IdentifiedFeed> original(Warehouse warehouse, FrozenIngest frozen) {
    try {
      return Optional.of(IdentifiedFeed.read(warehouse.spark(), frozen.folder()));
    } catch (Problem e) {
      return Optional.empty();
    }
  }

  private static Optional<Delivery> find(List<IdentifiedFeed> feeds, FrozenIngest.Entry entry) {
    KnownDeliveries.Content content =
        new KnownDeliveries.Content(entry.tableName(), entry.sha256());
    for (IdentifiedFeed feed : feeds) {
      Optional<FeedFile> file = feed.find(content);
      if (file.isPresent()) {
        return Optional.of(
            new Delivery(
                entry.ingestSeq(), file.get().knownAs(entry.file()), feed.identity(file.get())));
      }
    }
    return Optional.empty();
  }

  private static void checkNothingIsIn(
      Warehouse warehouse, FrozenIngest frozen, FrozenIngest.Entry entry) {
    Table table = Catalogue.find(entry.tableName()).orElseThrow();
    boolean nothing =
        warehouse
            .read(table)
            .where(SourceColumns.INGEST_SEQ.col().equalTo(entry.ingestSeq()))
            .isEmpty();
    if (!nothing) {
      throw Problem.failed(
          "an interrupted ingest had brought in rows of "
              + entry.file()
              + " (SHA-256 "
              + entry.sha256()
              + "), and the file is gone",
          "put it back into " + frozen.folder() + " under any name and ingest again");
    }
  }
}
