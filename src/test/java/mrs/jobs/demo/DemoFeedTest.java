package mrs.jobs.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFeedTest {
  private static final Scale SMALL = new Scale(3, 10, 30, 5);
  private static final DemoFeed FEED = new DemoFeed(SMALL, DemoFeed.SEED);

  @TempDir private Path folder;

  @Test
  void deliversTheHistoryAtOnceAndThenANightAtATime() throws IOException {
    FEED.deliverHistory(folder);

    assertThat(files()).hasSize(33);
    assertThat(files())
        .contains(
            "context/history.csv.gz",
            "reference/products.csv",
            "reference/stores.csv",
            "sales/2024-05-04.csv.gz",
            "sales/2024-06-02.csv.gz");

    FEED.deliverNight(folder, 1);

    assertThat(files())
        .hasSize(35)
        .contains("context/2024-06-03.csv.gz", "sales/2024-06-03.csv.gz");
  }

  @Test
  void isTheSameForTheSameSeedAndAnotherForAnother() throws IOException {
    FEED.deliverHistory(folder.resolve("a"));
    new DemoFeed(SMALL, DemoFeed.SEED).deliverHistory(folder.resolve("b"));
    new DemoFeed(SMALL, DemoFeed.SEED + 1).deliverHistory(folder.resolve("c"));
    String day = "sales/2024-05-20.csv.gz";

    assertThat(lines(folder.resolve("a"), day)).isEqualTo(lines(folder.resolve("b"), day));
    assertThat(lines(folder.resolve("a"), day)).isNotEqualTo(lines(folder.resolve("c"), day));
  }

  @Test
  void doublesTheSalesOfOneStoreAndRestatesThem() throws IOException {
    playAll();
    String store = FEED.script().doubled().id();

    Map<String, Integer> sent = units("sales/2024-06-03.csv.gz", store, "2024-06-03");
    Map<String, Integer> restated = units("sales/2024-06-05.csv.gz", store, "2024-06-03");

    assertThat(sent.keySet()).isEqualTo(restated.keySet()).hasSizeGreaterThan(5);
    assertThat(restated.values()).anyMatch(u -> u > 0);
    sent.forEach((sku, units) -> assertThat(units).isEqualTo(2 * restated.get(sku)));
    assertThat(times("sales/2024-06-05.csv.gz", "2024-06-03")).containsOnly("2024-06-05T23:45:00Z");
  }

  @Test
  void deliversTheMissedDayOfOneStoreLate() throws IOException {
    playAll();
    String store = FEED.script().late().id();

    assertThat(units("sales/2024-06-03.csv.gz", store, "2024-06-03")).isEmpty();
    assertThat(units("sales/2024-06-05.csv.gz", store, "2024-06-03")).hasSizeGreaterThan(5);
  }

  @Test
  void sellsNothingOfTheSkuThatIsOutOfStock() throws IOException {
    playAll();
    Script.StockOut out = FEED.script().stockOut();

    for (Retailer.Store store : out.stores()) {
      assertThat(units("sales/2024-06-04.csv.gz", store.id(), "2024-06-04"))
          .containsEntry(out.sku().id(), 0);
    }
    assertThat(lines(folder, "context/2024-06-04.csv.gz"))
        .filteredOn(l -> l.contains(",stock_out,"))
        .hasSize(out.told().size())
        .allMatch(l -> l.contains("," + out.sku().id() + ",2024-06-04,2024-06-07,"));
  }

  @Test
  void sellsMoreOfTheViralSkuEverywhereAndTellsOfMentions() throws IOException {
    playAll();
    String sku = FEED.script().viral().id();

    double before = total("sales/2024-06-03.csv.gz", sku);
    assertThat(total("sales/2024-06-04.csv.gz", sku)).isGreaterThan(2.5 * before);
    assertThat(lines(folder, "context/2024-06-04.csv.gz"))
        .contains(
            "social-"
                + sku
                + "-2024-06-04,social,,,"
                + sku
                + ",2024-06-04,2024-06-04,100.0,2024-06-04T06:00:00Z");
    assertThat(lines(folder, "context/2024-06-03.csv.gz")).noneMatch(l -> l.contains(",social,"));
  }

  @Test
  void appendsBrokenLinesToOneDelivery() throws IOException {
    playAll();
    List<String> broken = lines(folder, "sales/2024-06-04.csv.gz");
    int good = FEED.series() + 1;

    assertThat(broken).hasSize(good + 8);
    assertThat(broken.get(broken.size() - 8))
        .isEqualTo("S01,P01,2024-06-04,NaN,2024-06-04T23:30:00Z");
    assertThat(lines(folder, "sales/2024-06-02.csv.gz")).hasSize(good);
  }

  private void playAll() {
    FEED.deliverHistory(folder);
    for (int n = 1; n <= SMALL.nights(); n++) {
      FEED.deliverNight(folder, n);
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(f -> folder.relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  private Map<String, Integer> units(String file, String store, String day) throws IOException {
    return lines(folder, file).stream()
        .map(l -> l.split(",", -1))
        .filter(l -> l.length == 5 && l[0].equals(store) && l[2].equals(day))
        .filter(l -> l[3].matches("\\d+") && l[4].startsWith("2024"))
        .collect(
            Collectors.toMap(l -> l[1], l -> Integer.valueOf(l[3]), (a, b) -> a, TreeMap::new));
  }

  private List<String> times(String file, String day) throws IOException {
    return lines(folder, file).stream()
        .map(l -> l.split(",", -1))
        .filter(l -> l.length == 5 && l[2].equals(day))
        .map(l -> l[4])
        .toList();
  }

  private double total(String file, String sku) throws IOException {
    return lines(folder, file).stream()
        .map(l -> l.split(",", -1))
        .filter(
            l -> l.length == 5 && l[1].equals(sku) && !l[0].equals(FEED.script().doubled().id()))
        .filter(l -> !l[0].equals(FEED.script().late().id()) && l[3].matches("\\d+"))
        .mapToDouble(l -> Double.parseDouble(l[3]))
        .sum();
  }

  private static List<String> lines(Path folder, String file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve(file)))) {
      return new String(in.readAllBytes(), ISO_8859_1).lines().toList();
    }
  }
}
