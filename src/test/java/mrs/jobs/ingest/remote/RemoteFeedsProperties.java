package mrs.jobs.ingest.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import mrs.jobs.disk.FolderTree;
import mrs.jobs.messages.Problem;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever fails, each delivery of the feed comes in once in the end, and nothing that never was
 * one.
 */
class RemoteFeedsProperties {
  private static final int STEPS = 8;

  @Property(tries = 10, seed = "20261126")
  void eachDeliveryComesInOnce(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 5_000) Integer> steps)
      throws IOException {
    Path folder = Files.createTempDirectory("remote");
    FakeIngests ingests = new FakeIngests(folder);
    TreeMap<String, String> feed = new TreeMap<>();
    TreeSet<String> everSent = new TreeSet<>();
    try {
      for (int i = 0; i < steps.size(); i++) {
        String name = "sales/" + (steps.get(i) % 3) + ".csv";
        String content = ("content " + i + " ").repeat(40 + steps.get(i) % 50);
        if (!feed.containsKey(name)) {
          // One that is there is not replaced: what was not ingested by then is nobody's any more.
          ingests.put(name, content);
          feed.put(name, content);
          everSent.add(name + "=" + content);
        }
        step(ingests, steps.get(i));
      }
      ShareFiles.mend();
      ingests.clock.move(Duration.ofHours(2));
      assertThat(ingests.ingest().beside().left()).isEmpty();

      assertThat(ingests.landed).containsExactlyInAnyOrderElementsOf(everSent);
    } finally {
      ingests.close();
      FolderTree.delete(folder);
    }
  }

  private static void step(FakeIngests ingests, int step) throws IOException {
    ShareFiles.mend();
    int kind = step % STEPS;
    if (kind < 4) {
      ShareFiles.goAwayAfter(step);
    } else if (kind == 4) {
      ShareFiles.lieAboutSize(step % 2 == 0 ? 3 : -3);
    } else if (kind == 5) {
      FolderTree.delete(ingests.cacheFolder());
    } else if (kind == 6) {
      ShareFiles.unmount();
    }
    try {
      if (step % 3 == 0) {
        ingests.copyOnly();
        ShareFiles.goAwayAfter(0);
        ingests.ingest();
      } else {
        ingests.ingest();
      }
    } catch (Problem e) {
      // The share was away and nothing was copied before: the next one brings it.
      ingests.clock.move(Duration.ofSeconds(step));
    }
  }
}
