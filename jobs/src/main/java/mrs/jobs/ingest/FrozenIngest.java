package mrs.jobs.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import mrs.jobs.ingest.failures.DeliveryFailure;
import mrs.jobs.ingest.failures.FailingDelivery;
import mrs.jobs.ingest.feed.Content;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.ingest.feed.FeedFile;
import mrs.jobs.ingest.feed.FeedFormat;
import mrs.jobs.ingest.feed.Identity;
import mrs.jobs.ingest.feed.Integrity;

/**
 * What an ingest is to bring in, as it is frozen with its run before anything is written.
 *
 * @param folder where the deliveries lay
 * @param retried deliveries that had failed and that somebody asked for again, in whatever folder
 */
record FrozenIngest(String folder, List<Entry> deliveries, List<Entry> retried) {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /**
   * One delivery: its number, its table, the name it lay under, the SHA-256 (hex) of its content.
   */
  record Entry(long ingestSeq, String tableName, String file, String sha256) {
    static Entry of(Delivery delivery) {
      return new Entry(
          delivery.ingestSeq(),
          delivery.file().tableName(),
          delivery.file().name(),
          delivery.identity().sha256());
    }

    static Entry of(FailingDelivery failing) {
      DeliveryFailure.FailedDelivery place = failing.last().place();
      return new Entry(
          place.ingestSeq(), place.content().tableName(), place.file(), place.content().sha256());
    }

    Content content() {
      return new Content(tableName, sha256);
    }

    /** The delivery where its file cannot be had; it can be named and counted, not read. */
    Delivery withoutFile() {
      FeedFormat format = FeedFormat.of(file).orElse(FeedFormat.CSV);
      return new Delivery(
          ingestSeq,
          new FeedFile("", file, tableName, format, 0),
          new Identity(sha256, Integrity.OUT_OF_REACH, "its file is gone"));
    }
  }

  /** Keeps copies; an ingest that was frozen by an older program retried nothing. */
  FrozenIngest {
    deliveries = List.copyOf(deliveries);
    retried = retried == null ? List.of() : List.copyOf(retried);
  }

  static FrozenIngest of(String folder, List<Delivery> deliveries, List<FailingDelivery> retried) {
    return new FrozenIngest(
        folder,
        deliveries.stream().map(Entry::of).toList(),
        retried.stream().map(Entry::of).toList());
  }

  static FrozenIngest fromJson(String json) {
    try {
      return MAPPER.readValue(json, FrozenIngest.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no frozen ingest: " + json, e);
    }
  }

  String toJson() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
