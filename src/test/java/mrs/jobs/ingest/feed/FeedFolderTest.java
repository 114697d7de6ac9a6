package mrs.jobs.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mrs.jobs.messages.Problem;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a folder are deliveries of what. */
final class FeedFolderTest {
  @TempDir private Path folder;

  private FeedScan scan() {
    return FeedFolder.scan(folder.toString(), new Configuration());
  }

  private void put(String... names) throws IOException {
    for (String name : names) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.writeString(folder.resolve(name), name);
    }
  }

  @Test
  void findsDeliveriesInTheOrderOfTheirTablesAndNames() throws IOException {
    put(
        "reference/products.parquet",
        "reference/stores-2024-02.csv",
        "reference/stores.csv.gz",
        "context/weather/north.ndjson",
        "context/events.json.gz",
        "sales/2024-03-29.JSONL",
        "sales/2024-03-28.csv");

    assertThat(scan().files())
        .extracting(f -> f.tableName() + " " + f.format() + " " + f.name())
        .containsExactly(
            "unified_sales_data CSV sales/2024-03-28.csv",
            "unified_sales_data JSON_LINES sales/2024-03-29.JSONL",
            "contextual_events JSON_LINES context/events.json.gz",
            "contextual_events JSON_LINES context/weather/north.ndjson",
            "stores CSV reference/stores-2024-02.csv",
            "stores CSV reference/stores.csv.gz",
            "products PARQUET reference/products.parquet");
    assertThat(scan().ignored()).isEmpty();
  }

  @Test
  void namesWhatItLeavesOutOnce() throws IOException {
    put(
        "sales/a.csv",
        "sales/.b.csv",
        "sales/_SUCCESS",
        "sales/c.xlsx",
        "sales/d.parquet.gz",
        "sales/.a.csv.crc",
        "reference/storestaff.csv",
        "truth/events.csv",
        "readme.txt");

    assertThat(scan().files()).extracting(FeedFile::name).containsExactly("sales/a.csv");
    assertThat(scan().ignored())
        .containsExactly(
            "readme.txt",
            "reference/storestaff.csv",
            "sales/.b.csv",
            "sales/_SUCCESS",
            "sales/c.xlsx",
            "sales/d.parquet.gz",
            "truth/");
  }

  @Test
  void readsFilesWithUnusualNames() throws IOException {
    put("sales/Ä b%20#?.csv");

    FeedFile file = scan().files().get(0);

    assertThat(file.name()).isEqualTo("sales/Ä b%20#?.csv");
    assertThat(Fingerprint.of(file, new Configuration()))
        .isEqualTo(new Identity(DigestUtils.sha256Hex("sales/Ä b%20#?.csv"), Integrity.WHOLE, ""));
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    assertThatThrownBy(() -> FeedFolder.scan(folder.resolve("x").toString(), new Configuration()))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("there is no feed folder " + folder + "/x; name an existing one");
  }

  @Test
  void refusesAFolderWithoutDeliveriesAndSaysWhatOneLooksLike() throws IOException {
    put("data/a.csv");

    assertThatThrownBy(this::scan)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("has no deliveries: it holds only data/")
        .hasMessageContaining("a feed folder holds sales/, context/");
  }
}
