package mrs.jobs.intake.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import mrs.jobs.cli.MrsCommand;
import mrs.jobs.cli.options.ExitCodes;

/**
 * The pipeline behind a receiver, which is away half of the time, its feed folder with it. Whenever
 * it is there it ingests what lies in the folder, by the command line.
 */
final class FeedPipeline {
  private final Path root;
  private int ingests;
  private long awayNanos;
  private long thereNanos;

  /** With {@code feed}, {@code intake} and {@code warehouse} below {@code root}. */
  FeedPipeline(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(feed());
  }

  private Path feed() {
    return root.resolve("feed");
  }

  /** Comes and goes until {@code isOver}; is there then. */
  void comeAndGo(BooleanSupplier isOver, long stepNanos) {
    try {
      long there = stepNanos;
      while (!isOver.getAsBoolean()) {
        awayNanos += away(there);
        there = there(stepNanos);
        thereNanos += there;
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As long as it was there before. */
  private long away(long nanos) throws IOException {
    Files.move(feed(), root.resolve("away"));
    long took = parked(System.nanoTime(), nanos);
    Files.move(root.resolve("away"), feed());
    return took;
  }

  private long there(long atLeastNanos) throws IOException {
    long began = System.nanoTime();
    if (hasDeliveries()) {
      ingest();
    }
    return parked(began, atLeastNanos);
  }

  private static long parked(long since, long nanos) {
    long took = System.nanoTime() - since;
    while (took < nanos) {
      LockSupport.parkNanos(nanos - took);
      took = System.nanoTime() - since;
    }
    return took;
  }

  /** One {@code mrs ingest}. */
  void ingest() {
    int code =
        MrsCommand.run(
            "ingest",
            feed().toString(),
            "--spool",
            root.resolve("intake").toString(),
            "--warehouse",
            root.resolve("warehouse").toString(),
            "--conf",
            "conf");
    assertThat(code).as("exit code of ingest").isIn(ExitCodes.DONE, ExitCodes.DEGRADED);
    ingests++;
  }

  /** Waits until nothing in the feed folder is half a file. */
  void awaitWhole() throws IOException {
    while (isAny(true)) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  private boolean hasDeliveries() throws IOException {
    return isAny(false);
  }

  private boolean isAny(boolean hidden) throws IOException {
    try (Stream<Path> files = Files.walk(feed())) {
      return files
          .filter(Files::isRegularFile)
          .anyMatch(each -> each.getFileName().toString().startsWith(".") == hidden);
    }
  }

  /** How often it ingested, and how long it was away. */
  @Override
  public String toString() {
    long share = Math.round(100.0 * awayNanos / Math.max(1, awayNanos + thereNanos));
    return ingests + " ingests, away " + share + " % of the time";
  }
}
