package mrs.jobs.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import mrs.jobs.cache.CacheFolders;
import mrs.jobs.cache.InspectCache;
import mrs.jobs.cli.options.Answer;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.cli.options.FeedReading;
import mrs.jobs.config.CacheConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code mrs cache}: the copies of feed files that lie elsewhere. */
@Command(
    name = "cache",
    description = "Shows and clears the copies of feed files that lie on another file system.",
    subcommands = {CacheCommand.Status.class, CacheCommand.Clear.class})
final class CacheCommand {
  @ParentCommand private MrsCommand mrs;

  private InspectCache inspect() {
    CommonOptions options = mrs.options();
    CacheConfig config = options.config().cache();
    return new InspectCache(
        CacheFolders.of(config, options.warehouseFolder()),
        config,
        FeedReading.surroundings(options));
  }

  /** {@code mrs cache status}. */
  @Command(
      name = "status",
      description = "What is in it, and what it has done; exit code 2 if its disk has failed.")
  static final class Status implements Callable<Integer> {
    @ParentCommand private CacheCommand cache;

    @Override
    public Integer call() throws IOException {
      InspectCache.Status status = cache.inspect().status();
      Answer.print(cache.mrs.options(), List.of(status.row()));
      return status.isWell() ? ExitCodes.DONE : ExitCodes.DEGRADED;
    }
  }

  /** {@code mrs cache clear}. */
  @Command(
      name = "clear",
      description =
          "Takes all copies away, also those whose key is lost; pending deliveries are copied anew.")
  static final class Clear implements Callable<Integer> {
    @ParentCommand private CacheCommand cache;

    @Override
    public Integer call() throws IOException {
      Answer.print(cache.mrs.options(), List.of(cache.inspect().clear()));
      return ExitCodes.DONE;
    }
  }
}
