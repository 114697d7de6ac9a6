package mrs.jobs.ingest.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import mrs.jobs.ingest.feed.FeedFile;
import mrs.jobs.ingest.feed.FeedScan;
import mrs.jobs.messages.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed on a file system that goes away, hangs, changes or lies: what is whole comes in. */
class RemoteFeedsFaultTest {
  private static final String A = "a".repeat(1000);
  private static final String B = "b".repeat(1000);

  @TempDir private Path folder;
  private FakeIngests ingests;

  @BeforeEach
  void twoFiles() {
    ingests = new FakeIngests(folder);
    ingests.put("sales/a.csv", A);
    ingests.put("sales/b.csv", B);
  }

  @AfterEach
  void close() {
    ingests.close();
  }

  @Test
  void isCopiedReadUnderItsNamesAndGoneFromTheCacheWhenItIsIn() throws IOException {
    String large = "0123456789".repeat(300_000);
    ingests.put("reference/stores two.csv", large);
    Path file = ingests.put("context/deep/é.jsonl", "");
    FeedScan scan;
    try (RemoteFeeds feeds = ingests.feeds()) {
      scan = feeds.scan(ingests.address(), ingests.hadoop, (all, f) -> false);
      assertThat(ingests.read(scan))
          .containsExactly(
              "sales/a.csv=" + A,
              "sales/b.csv=" + B,
              "context/deep/é.jsonl=",
              "reference/stores two.csv=" + large);
      FeedFile empty = scan.files().get(2);
      assertThat(scan.files()).allMatch(f -> f.uri().startsWith("file:"));
      assertThat(scan.address(empty)).startsWith("share:///").endsWith(".jsonl");
      assertThat(Files.getLastModifiedTime(Path.of(java.net.URI.create(empty.uri()))))
          .isEqualTo(Files.getLastModifiedTime(file));
      assertThat(scan.beside()).isEqualTo(FeedScan.Beside.NOTHING);
      feeds.landed(scan.files());
    }
    assertThat(ingests.cacheFolder().resolve("staging")).doesNotExist();
    assertThat(ingests.cached()).isZero();
    ShareFiles.goAwayAfter(0);
    assertThatThrownBy(ingests::ingest)
        .isInstanceOf(Problem.class)
        .hasMessage(
            "the feed folder "
                + ingests.address()
                + " cannot be reached, and no copy of a pending delivery is in the cache: Host is"
                + " down; ingest again when it is back");
  }

  @Test
  void whatIsWholeComesInWhenItGoesAwayMidwayAndTheRestIsNamed() {
    ShareFiles.goAwayAfter(1500);

    FeedScan scan = ingests.ingest();

    assertThat(ingests.landed).containsExactly("sales/a.csv=" + A);
    assertThat(scan.beside().left()).containsExactly(Map.entry("sales/b.csv", "Host is down"));
    assertThat(scan.beside().notes())
        .containsExactly("1 delivery is left for the next ingest, as Host is down: sales/b.csv");
    ShareFiles.mend();
    assertThat(ingests.ingest().beside()).isEqualTo(FeedScan.Beside.NOTHING);
    assertThat(ingests.landed).containsExactly("sales/a.csv=" + A, "sales/b.csv=" + B);
  }

  @Test
  void whatWasCopiedBeforeAKillComesInWithoutTheShare() {
    ShareFiles.goAwayAfter(1500);
    ingests.copyOnly();
    ShareFiles.goAwayAfter(0);

    FeedScan scan = ingests.ingest();

    assertThat(ingests.landed).containsExactly("sales/a.csv=" + A);
    assertThat(scan.beside().left().keySet()).containsExactly("sales/b.csv");
    assertThat(scan.beside().notes().get(0))
        .startsWith("the feed folder " + ingests.address() + " is not read, as ")
        .endsWith("; 1 deliveries that were copied before stand in for it");
    assertThatThrownBy(ingests::ingest).as("a is in").isInstanceOf(Problem.class);
    ShareFiles.mend();
    ingests.clock.move(Duration.ofHours(1));
    ingests.ingest();
    assertThat(ingests.landed).containsExactly("sales/a.csv=" + A, "sales/b.csv=" + B);
  }

  @Test
  void whatWasWholeWhenTheProcessWasKilledWhileCopyingComesInWithoutTheShare() {
    ShareFiles.midway(
        () ->
            ShareFiles.midway(
                () -> {
                  throw new AssertionError("killed");
                }));
    assertThatThrownBy(ingests::copyOnly).hasMessage("killed");
    ShareFiles.goAwayAfter(0);

    FeedScan scan = ingests.ingest();

    assertThat(ingests.landed).containsExactly("sales/a.csv=" + A);
    assertThat(scan.beside().left()).containsOnlyKeys("sales/b.csv");
  }

  @Test
  void aShareThatIsNotMountedIsAwayToo() throws IOException {
    ingests.copyOnly();
    assertThat(ingests.cached()).as("two chunks, two manifests, the list").isEqualTo(5);
    ShareFiles.unmount();

    assertThat(ingests.ingest().beside().notes()).hasSize(1);

    assertThat(ingests.landed).hasSize(2);
    assertThatThrownBy(ingests::ingest)
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("there is no feed folder " + ingests.address());
  }

  @Test
  void aShareThatHangsIsGivenUp() {
    ingests.put("reference/stores.csv", A + B);
    ingests.copyOnly();
    ingests.put("reference/products.csv", A + A);
    ingests.settings.put("retry.attempts", "1");
    ingests.settings.put("cache.timeout", "PT2S");
    ShareFiles.hang();

    FeedScan scan = ingests.ingest();

    assertThat(ingests.landed).hasSize(3);
    assertThat(scan.beside().left())
        .containsExactly(Map.entry("reference/products.csv", "nothing came for 2.0 s"));
  }

  @Test
  void aShareThatGoesAwayIsNotTriedForEachOfManyFiles() {
    for (int i = 0; i < 20; i++) {
      ingests.put("sales/c" + i + ".csv", "content " + i);
    }
    ShareFiles.goAwayAfter(1500);

    FeedScan scan = ingests.ingest();

    assertThat(ingests.landed).containsExactly("sales/a.csv=" + A);
    assertThat(scan.beside().left()).hasSize(21);
    assertThat(scan.beside().left().get("sales/c9.csv"))
        .startsWith("file_system:share:// is left alone: it has failed since 2026-03-01T02:00:00Z")
        .endsWith("is tried again at 2026-03-01T02:00:30Z");
    assertThat(scan.beside().notes()).hasSize(2);
  }

  @Test
  void oneThatFailedFiveTimesIsLeftAloneThenTriedOnce() {
    ShareFiles.goAwayAfter(0);
    assertThatThrownBy(ingests::ingest).hasMessageContaining("Host is down");
    assertThatThrownBy(ingests::ingest).hasMessageContaining("is left alone");
    assertThat(ShareFiles.calls()).isEqualTo(5);
    ShareFiles.mend();
    assertThatThrownBy(ingests::ingest)
        .hasMessageContaining("is tried again at 2026-03-01T02:00:30Z, and no copy");
    assertThat(ShareFiles.calls()).isZero();
    ingests.clock.move(Duration.ofSeconds(30));

    ingests.ingest();

    assertThat(ingests.landed).hasSize(2);
  }

  @Test
  void aFileThatChangesWhileItIsCopiedIsLeft() {
    ShareFiles.midway(() -> ingests.put("sales/a.csv", B + "x"));

    FeedScan scan = ingests.ingest();

    assertThat(ingests.landed).containsExactly("sales/b.csv=" + B);
    assertThat(scan.beside().notes())
        .containsExactly(
            "1 delivery is left for the next ingest, as it changed while it was copied:"
                + " sales/a.csv");
    ingests.ingest();
    assertThat(ingests.landed).containsExactly("sales/b.csv=" + B, "sales/a.csv=" + B + "x");
  }

  @Test
  void aSizeThatIsALieIsNoWholeFile() {
    ShareFiles.lieAboutSize(1);
    assertThat(ingests.ingest().beside().left())
        .containsEntry("sales/a.csv", "it was listed with 1001 bytes and has 1000");
    ShareFiles.lieAboutSize(-1);
    assertThat(ingests.ingest().beside().left())
        .containsEntry("sales/a.csv", "it was listed with 999 bytes and has more");
    assertThat(ingests.landed).isEmpty();
    ShareFiles.mend();
    ingests.ingest();
    assertThat(ingests.landed).hasSize(2);
  }
}
