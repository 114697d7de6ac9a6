package mrs.transforms.attribution;

import java.sql.Date;
import java.sql.Timestamp;
import mrs.hydrate.consolidation.LogBook;
import org.jspecify.annotations.Nullable;

/** A row of {@code contextual_events} for tests; days are days after {@link LogBook#START}. */
record ToldContext(
    String id,
    String kind,
    int first,
    int last,
    @Nullable String region,
    @Nullable String store,
    @Nullable String sku,
    @Nullable Double magnitude,
    int received) {

  /** Told on day 0 of all regions, stores and SKUs, without a magnitude. */
  static ToldContext of(String kind, int first, int last) {
    String id = kind + " " + first;
    return new ToldContext(id, kind, first, last, null, null, null, null, 0);
  }

  ToldContext at(
      @Nullable String someRegion, @Nullable String someStore, @Nullable String someSku) {
    String there = id + " " + someStore;
    return new ToldContext(
        there, kind, first, last, someRegion, someStore, someSku, magnitude, received);
  }

  ToldContext id(String other) {
    return new ToldContext(other, kind, first, last, region, store, sku, magnitude, received);
  }

  ToldContext magnitude(double much) {
    return new ToldContext(id, kind, first, last, region, store, sku, much, received);
  }

  ToldContext received(int day) {
    return new ToldContext(id, kind, first, last, region, store, sku, magnitude, day);
  }

  @Nullable Object[] row() {
    return new @Nullable Object[] {
      "feed",
      id,
      kind,
      region,
      store,
      sku,
      date(first),
      date(last),
      magnitude,
      Timestamp.from(LogBook.at(received)),
      1L,
      "context.csv",
      1L,
      (long) hashCode(),
      date(first)
    };
  }

  private static Date date(int day) {
    return Date.valueOf(LogBook.START.plusDays(day));
  }
}
