package mrs.endtoend;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mrs.jobs.Main;

/**
 * One command of the real program in a JVM of its own.
 *
 * @param warehouse the warehouse that it works on
 * @param log file that takes what it says
 * @param arguments command and options
 */
record ChildRun(Path warehouse, Path log, List<String> arguments) {
  private static final long MOST_SECONDS = 300;

  /** Looking goes through all of the warehouse: oftener, it would take a core of the command's. */
  private static final long LOOK_EVERY_MS = 30;

  /** Exit code of a process that SIGKILL ended. */
  private static final int KILLED = 128 + 9;

  /** Runs to the end; gives the exit code. */
  int finish() throws IOException, InterruptedException {
    Process process = start();
    try {
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("not done after " + MOST_SECONDS + " s; see " + log);
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Kills the process (SIGKILL) as soon as the warehouse has so many new files.
   *
   * @return whether that hit a living process; false if it was done before, by itself
   */
  boolean killAfter(int newFiles) throws IOException, InterruptedException {
    int before = files();
    Process process = start();
    try {
      while (!process.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
        if (files() >= before + newFiles) {
          process.destroyForcibly();
          break;
        }
      }
      return process.waitFor() == KILLED;
    } finally {
      process.destroyForcibly();
    }
  }

  private int files() {
    return Files.exists(warehouse) ? Folders.files(warehouse).size() : 0;
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(a -> a.startsWith("--add-opens") || a.startsWith("-Djdk."))
        .forEach(command::add);
    // Over before a better compiler would pay.
    command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC"));
    command.addAll(List.of("-cp", classPath(), Main.class.getName()));
    command.addAll(arguments);
    command.addAll(List.of("--warehouse", warehouse.toString(), "--conf", "conf"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** The class path of this JVM, which a test runner may have hidden in a jar of its own. */
  private static String classPath() {
    String hidden = System.getProperty("surefire.test.class.path");
    return hidden == null ? System.getProperty("java.class.path") : hidden;
  }
}
