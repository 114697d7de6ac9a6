package mrs.jobs.chaos.night;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mrs.jobs.chaos.scratch.ScratchFolder;

/**
 * {@code mrs run} on the scratch copy in a process of its own, which is killed (SIGKILL) right
 * after one of its commits.
 *
 * @param options further options of the command: where its configuration lies, and what is changed
 */
record KilledRun(ScratchFolder scratch, Path warehouse, List<String> options) {
  private static final Pattern COMMIT = Pattern.compile("\\d{20}\\.json");

  /** By its name: the program knows its commands, and they this rehearsal. */
  private static final String PROGRAM = "mrs.jobs.Main";

  private static final long LOOK_EVERY_MS = 20;
  private static final long MOST_SECONDS = 3600;
  private static final int KILLED = 128 + 9;

  /**
   * Kills the run after so many commits of it.
   *
   * @return whether that hit a living process
   */
  boolean after(int commits, Instant logicalTime) throws IOException {
    try (WatchService watch = scratch.root().getFileSystem().newWatchService()) {
      for (Path log : logs()) {
        log.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      }
      Process process = start(logicalTime);
      try {
        return killed(process, watch, commits);
      } finally {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the run was played", e);
    }
  }

  private static boolean killed(Process process, WatchService watch, int commits)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    int seen = 0;
    while (process.isAlive() && System.nanoTime() < end) {
      Optional<WatchKey> key =
          Optional.ofNullable(watch.poll(LOOK_EVERY_MS, TimeUnit.MILLISECONDS));
      if (key.isPresent()) {
        for (WatchEvent<?> event : key.get().pollEvents()) {
          seen += COMMIT.matcher(String.valueOf(event.context())).matches() ? 1 : 0;
        }
        key.get().reset();
      }
      if (seen >= commits) {
        process.destroyForcibly();
        break;
      }
    }
    return process.waitFor() == KILLED;
  }

  private List<Path> logs() throws IOException {
    try (Stream<Path> tables = Files.list(scratch.checked(warehouse.resolve("tables")))) {
      return tables.map(t -> t.resolve("_delta_log")).filter(Files::isDirectory).toList();
    }
  }

  private Process start(Instant logicalTime) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(a -> a.startsWith("--add-opens") || a.startsWith("-X") || a.startsWith("-D"))
        .forEach(command::add);
    // Its figures are those of no night.
    command.add("-Dmrs.telemetry=off");
    command.addAll(List.of("-cp", classPath(), PROGRAM, "run", "--quiet"));
    command.addAll(List.of("--logical-time", logicalTime.toString()));
    command.addAll(List.of("--warehouse", scratch.checked(warehouse).toString()));
    command.addAll(options);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(scratch.checked(scratch.root().resolve("killed-run.log")).toFile())
        .start();
  }

  /** The program's own place first: spark-submit loads it beside the class path. */
  private static String classPath() throws IOException {
    try {
      Path own =
          Path.of(KilledRun.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      String hidden = System.getProperty("surefire.test.class.path");
      return own
          + System.getProperty("path.separator")
          + (hidden == null ? System.getProperty("java.class.path") : hidden);
    } catch (URISyntaxException e) {
      throw new IOException("where the program lies cannot be told", e);
    }
  }
}
