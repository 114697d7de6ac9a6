package mrs.jobs.intake.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryNameTest {
  @Test
  void allowsWhatFeedsRead() {
    for (String name :
        new String[] {
          "a.csv",
          "1.jsonl",
          "x_y-z.ndjson",
          "A.JSON",
          "a.csv.gz",
          "a.b.json.GZ",
          "n.parquet",
          "a..csv",
          "x".repeat(96) + ".csv"
        }) {
      assertThat(DeliveryName.of(name)).map(DeliveryName::toString).contains(name);
    }
  }

  @Test
  void refusesAllElse() {
    for (String name :
        new String[] {
          "",
          ".",
          "..",
          ".csv",
          "-a.csv",
          "_a.csv",
          "a",
          "a.txt",
          "a.zip",
          "a.csv.zst",
          "a.parquet.gz",
          "a.gz",
          "a/b.csv",
          "..\\a.csv",
          "a.csv/",
          "a.csv\u0000",
          "a\n.csv",
          "a.csv\n",
          "é.csv",
          "a\u202e.csv",
          "a%2e.csv",
          "a b.csv",
          "`a`.csv",
          "x".repeat(97) + ".csv"
        }) {
      assertThat(DeliveryName.of(name)).as(name).isEmpty();
    }
  }

  @Test
  void theHashStandsBeforeTheEnding() {
    assertThat(file(IntakeFeed.SALES, "a.b.csv.gz")).isEqualTo("a.b-123.csv.gz");
    assertThat(file(IntakeFeed.STORES, "a.parquet")).isEqualTo("stores-a-123.parquet");
    assertThat(file(IntakeFeed.PRODUCTS, "stores.JSON")).isEqualTo("products-stores-123.JSON");
    assertThat(file(IntakeFeed.CONTEXT, "a.csv.csv")).isEqualTo("a.csv-123.csv");
  }

  private static String file(IntakeFeed feed, String name) {
    return feed.fileName(DeliveryName.of(name).orElseThrow(), "123");
  }

  @Test
  void feedsAreKnownByTheirWords() {
    assertThat(IntakeFeed.words()).containsExactly("sales", "context", "stores", "products");
    assertThat(IntakeFeed.folders()).containsExactly("sales", "context", "reference");
    assertThat(IntakeFeed.of("stores")).contains(IntakeFeed.STORES);
    assertThat(IntakeFeed.of("STORES")).isEqualTo(Optional.empty());
  }
}
