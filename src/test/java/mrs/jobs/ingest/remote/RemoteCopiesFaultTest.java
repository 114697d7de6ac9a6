package mrs.jobs.ingest.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import mrs.jobs.cache.CacheFolders;
import mrs.jobs.cache.LastCacheUse;
import mrs.jobs.disk.FolderTree;
import mrs.jobs.ingest.feed.FeedScan;
import mrs.jobs.messages.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies in the cache: what they stand in for, and what a cache costs that is not there. */
class RemoteCopiesFaultTest {
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
  void withoutTheCacheWhatWasCopiedIsGone() throws IOException {
    ingests.copyOnly();
    ShareFiles.goAwayAfter(0);
    FolderTree.delete(ingests.cacheFolder());

    assertThatThrownBy(ingests::ingest)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no copy of a pending delivery is in the cache");
    assertThat(ingests.landed).isEmpty();
  }

  @Test
  void aCopyOfAFileThatMightStillChangeIsUsedOnlyWhileItCannotBeHad() {
    ingests.put("sales/a.csv", A, ingests.clock.instant());
    ingests.copyOnly();
    ingests.put("sales/a.csv", "c".repeat(1000), ingests.clock.instant());
    ingests.clock.move(Duration.ofHours(1));

    ingests.ingest();

    assertThat(ingests.landed)
        .containsExactly("sales/a.csv=" + "c".repeat(1000), "sales/b.csv=" + B);
  }

  @Test
  void aCopyOfAFileThatMightStillChangeIsNotRememberedAsWhatLiesThere() {
    ingests.put("sales/a.csv", A, ingests.clock.instant());
    ingests.copyOnly();
    ShareFiles.goAwayAfter(0);

    FeedScan scan = ingests.ingest();

    assertThat(ingests.landed).hasSize(2);
    assertThat(scan.modifiedNanos(scan.files().get(0))).isEqualTo(Long.MAX_VALUE);
    assertThat(scan.modifiedNanos(scan.files().get(1))).isLessThan(Long.MAX_VALUE);
  }

  @Test
  void whatIsBeyondTheCacheIsReadWhereItLiesAndNoted() throws IOException {
    ingests.settings.put("cache.low_bytes", "2500");

    FeedScan scan = ingests.ingest();

    assertThat(scan.files())
        .extracting(f -> f.uri().substring(0, 5))
        .containsExactly("file:", "share");
    assertThat(scan.beside().hints())
        .singleElement()
        .asString()
        .startsWith("1 file is beyond what the cache takes (cache.low_bytes) and read where");
    assertThat(ingests.landed).hasSize(2);
    assertThat(LastCacheUse.of(new CacheFolders(ingests.cacheFolder())))
        .contains(new LastCacheUse(ingests.clock.instant(), 0, 1, Optional.empty()));
  }

  @Test
  void aFileThatIsKnownToBeInIsNotCopied() {
    try (RemoteFeeds feeds = ingests.feeds()) {
      FeedScan scan =
          feeds.scan(ingests.address(), ingests.hadoop, (all, f) -> f.name().endsWith("a.csv"));
      assertThat(scan.files())
          .extracting(f -> f.uri().substring(0, 5))
          .containsExactly("share", "file:");
    }
    assertThat(ingests.said).containsExactly("copying 1 file from " + ingests.address());
  }

  @Test
  void aCacheThatCannotBeUsedCostsOnlyItself() throws IOException {
    Files.writeString(ingests.cacheFolder(), "a file");

    ingests.ingest();

    assertThat(ingests.landed).hasSize(2);
    assertThat(ingests.said)
        .singleElement()
        .asString()
        .startsWith("warning: the feed is read without a cache");
  }

  @Test
  void whatIsDamagedInTheCacheIsCopiedAnew() throws IOException {
    ingests.copyOnly();
    try (var files = Files.walk(ingests.cacheFolder().resolve("store"))) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(log|sst)")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 300; i < bytes.length; i += 400) {
          bytes[i] ^= 1;
        }
        Files.write(file, bytes);
      }
    }

    ingests.ingest();

    assertThat(ingests.landed).containsExactly("sales/a.csv=" + A, "sales/b.csv=" + B);
  }

  @Test
  void aCopyThatHasLostAChunkIsNotTakenForWhole() throws IOException {
    ingests.put("reference/stores.csv", "0123456789".repeat(300_000));
    ingests.copyOnly();
    ingests.loseAChunk();
    ShareFiles.goAwayAfter(0);

    FeedScan scan = ingests.ingest();

    assertThat(ingests.landed).containsExactly("sales/a.csv=" + A, "sales/b.csv=" + B);
    assertThat(scan.beside().left()).containsOnlyKeys("reference/stores.csv");
  }
}
