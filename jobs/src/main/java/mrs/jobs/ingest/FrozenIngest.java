package mrs.jobs.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import mrs.jobs.ingest.feed.Delivery;

/**
 * What an ingest is to bring in, as it is frozen with its run before anything is written.
 *
 * @param folder where the deliveries lay
 */
record FrozenIngest(String folder, List<Entry> deliveries) {
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
  }

  /** Keeps a copy. */
  FrozenIngest {
    deliveries = List.copyOf(deliveries);
  }

  static FrozenIngest of(String folder, List<Delivery> deliveries) {
    return new FrozenIngest(folder, deliveries.stream().map(Entry::of).toList());
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
