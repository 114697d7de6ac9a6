package mrs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The launcher in a folder of its own, with scripts in place of Java, Maven and Spark that say how
 * they were called.
 *
 * @param home where the launcher and its sources lie
 * @param elsewhere where it is called
 * @param tools the only folder on the PATH
 */
record LauncherHome(
    Path folder, Path home, Path elsewhere, Path tools, Map<String, String> environment) {
  private static final String ARTIFACT = "target/minority-report-system-0.1.0-SNAPSHOT";

  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "cp",
          "dirname",
          "find",
          "flock",
          "grep",
          "head",
          "id",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sync",
          "touch");

  /** How a start of the launcher ended, with its lines on the output stream. */
  record Ended(int code, List<String> out, String err) {}

  /** The launcher, not built yet, with a Java 17 as JAVA_HOME and with Maven on the PATH. */
  static LauncherHome in(Path folder) throws IOException {
    LauncherHome made =
        new LauncherHome(
            folder,
            Files.createDirectories(folder.resolve("pro gram")),
            Files.createDirectories(folder.resolve("elsewhere")),
            Files.createDirectories(folder.resolve("tools")),
            new HashMap<>());
    Files.copy(Path.of("mrs"), made.home.resolve("mrs"), StandardCopyOption.COPY_ATTRIBUTES);
    write(made.home.resolve("pom.xml"), "");
    write(made.home.resolve("jobs/src/main/java/Main.java"), "");
    for (String tool : TOOLS) {
      made.provide(tool);
    }
    made.provideMaven();
    made.environment.put("PATH", made.tools.toString());
    made.environment.put("HOME", folder.toString());
    made.environment.put("JAVA_HOME", made.java("jdk", "17.0.9").toString());
    return made;
  }

  Ended start(String... arguments) throws IOException, InterruptedException {
    return startOf(home.resolve("mrs"), arguments);
  }

  Ended startOf(Path launcher, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(elsewhere.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Path err = folder.resolve("stderr");
    Process process = builder.redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out.lines().toList(), Files.readString(err));
  }

  /** How Maven was called, a line a time. */
  List<String> builds() throws IOException {
    return Files.readAllLines(folder.resolve("builds"));
  }

  /** How Java was called for training runs, a line a time. */
  List<String> trainings() throws IOException {
    return Files.readAllLines(folder.resolve("trainings"));
  }

  /**
   * A Java that prints how it was called and ends with the code of an argument {@code exit=N}. In a
   * training run it makes the archive that it is to make, unless a file {@code untrainable} is
   * there.
   */
  Path java(String name, String version) throws IOException {
    Path jdk = Files.createDirectories(folder.resolve(name));
    write(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
    echo(
        jdk.resolve("bin/java"),
        "[ \"$1\" != -XshowSettings:properties ] || { echo '    java.home = "
            + jdk
            + "' >&2; exit 0; }",
        "for a in \"$@\"; do case $a in -XX:ArchiveClassesAtExit=*)",
        "[ ! -e '" + folder + "/untrainable' ] || exit 1",
        "echo classes > \"${a#*=}\"; echo \"$*\" >> '" + folder + "/trainings' ;; esac; done");
    script(jdk.resolve("bin/javac"));
    return jdk;
  }

  /** A Spark with this core, as SPARK_HOME. */
  Path spark(String core) throws IOException {
    Path spark = folder.resolve("spark");
    write(spark.resolve("jars").resolve(core), "");
    echo(spark.resolve("bin/spark-submit"));
    environment.put("SPARK_HOME", spark.toString());
    return spark;
  }

  private static void echo(Path file, String... before) throws IOException {
    List<String> lines = new ArrayList<>(List.of(before));
    lines.add("echo \"in $PWD\"; echo \"java $0\"; printf '%s\\n' \"$@\"");
    lines.add("for a in \"$@\"; do case $a in exit=*) exit \"${a#exit=}\" ;; esac; done");
    script(file, lines.toArray(String[]::new));
  }

  private static void script(Path file, String... lines) throws IOException {
    write(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private void provideMaven() throws IOException {
    script(
        tools.resolve("mvn"),
        "echo \"$JAVA_HOME $*\" >> '" + folder + "/builds'",
        "echo '[INFO] Building it'",
        "echo '[INFO] --- compiler:3.14.1:compile (default-compile) @ it ---'",
        "echo '[INFO] --- maven-jar-plugin:3.5.0:jar (default-jar) @ it ---'",
        "[ ! -e '" + folder + "/broken' ] || { echo 'error: missing semicolon'; exit 1; }",
        "mkdir -p target",
        "echo jar > " + ARTIFACT + ".jar; echo app > " + ARTIFACT + "-app.jar",
        "touch '" + folder + "/library.jar'",
        "printf %s '" + folder + "/library.jar' > target/classpath.txt");
  }

  private void provide(String tool) throws IOException {
    for (String place : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(place, tool))) {
        script(tools.resolve(tool), "exec '" + Path.of(place, tool) + "' \"$@\"");
        return;
      }
    }
  }

  static void touchLater(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
  }

  static void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
  }
}
