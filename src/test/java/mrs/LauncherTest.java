package mrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher {@code mrs} does before the program starts, and how it starts it. */
class LauncherTest {
  @TempDir private Path folder;

  private LauncherHome launcher;

  @BeforeEach
  void layOut() throws IOException {
    launcher = LauncherHome.in(folder.toRealPath());
  }

  @Test
  void startsTheProgramWhereItIsCalledAndPassesOnArgumentsAndExitCode() throws Exception {
    LauncherHome.Ended ended = launcher.start("run", "--set", "a b=c d", "exit=7");
    assertThat(ended.code()).isEqualTo(7);
    assertThat(ended.out().get(0)).isEqualTo("in " + launcher.elsewhere());
    assertThat(ended.out())
        .containsSubsequence(
            "-Xmx2g",
            "-Duser.timezone=UTC",
            "-Dmrs.home=" + launcher.home(),
            "-Dmrs.log.dir=" + launcher.home().resolve("logs"),
            "-Dlog4j2.configurationFile=" + launcher.home().resolve("conf/log4j2.properties"),
            "-cp",
            launcher.home().resolve("target/run/minority-report-system-0.1.0-SNAPSHOT.jar")
                + ":"
                + launcher.folder().resolve("library.jar"),
            "mrs.jobs.Main",
            "run",
            "--set",
            "a b=c d",
            "exit=7");
    assertThat(ended.err())
        .isEqualTo(
            """
            building …
            building … compiler:compile
            building … jar:jar
            building … class data, for quick starts
            """);
  }

  @Test
  void startsWithTheClassDataThatATrainingRunOfThisBuildLeft() throws Exception {
    Path target = launcher.home().resolve("target");
    String shared = "-XX:SharedArchiveFile=" + target.resolve("classes.jsa");
    List<String> first = launcher.start("run").out();
    assertThat(first).containsSubsequence("-Xshare:auto", shared, "mrs.jobs.Main");
    assertThat(launcher.trainings())
        .singleElement()
        .asString()
        .contains(" -Dmrs.telemetry=off ")
        .contains("-cp " + first.get(first.indexOf("-cp") + 1) + " mrs.jobs.TrainingRun " + target);
    assertThat(launcher.start("sql", "SELECT 1").out()).contains(shared);
    assertThat(launcher.trainings()).hasSize(1);

    LauncherHome.touchLater(launcher.home().resolve("pom.xml"));
    LauncherHome.age(target.resolve("classes.jsa"));
    assertThat(launcher.start("run").out()).contains(shared);
    assertThat(launcher.trainings()).hasSize(2);
  }

  @Test
  void startsWithoutClassDataWhereTheTrainingRunFails() throws Exception {
    LauncherHome.write(launcher.folder().resolve("untrainable"), "");
    for (int start = 0; start < 2; start++) {
      LauncherHome.Ended ended = launcher.start("run", "exit=3");
      assertThat(ended.code()).isEqualTo(3);
      assertThat(ended.out()).noneMatch(o -> o.startsWith("-XX:SharedArchiveFile"));
      assertThat(ended.err().isEmpty()).as("trained once").isEqualTo(start > 0);
    }
  }

  @Test
  void compilesForTheCommand() throws Exception {
    String quick = "-XX:TieredStopAtLevel=1";
    String late = "-XX:Tier4InvocationThreshold=50000";
    assertThat(launcher.start("runs", "ls").out()).contains(quick).doesNotContain(late);
    assertThat(launcher.start("--warehouse", "run", "--json", "why", "r").out()).contains(quick);
    assertThat(launcher.start("--help").out()).contains(quick);
    assertThat(launcher.start("--warehouse=w", "run").out()).contains(late).doesNotContain(quick);
    assertThat(launcher.start("receive", "feed").out()).doesNotContain(quick, late);
  }

  @Test
  void takesHeapOptionsAndLogFolderFromTheEnvironment() throws Exception {
    launcher.environment().put("MRS_MEMORY", "5g");
    launcher.environment().put("MRS_JAVA_OPTS", "-Da=b -Dc=d");
    launcher.environment().put("MRS_LOG_DIR", "own logs");
    assertThat(launcher.start("run").out())
        .contains(
            "-Xmx5g", "-Da=b", "-Dc=d", "-Dmrs.log.dir=" + launcher.elsewhere().resolve("own logs"))
        .doesNotContain("-Xmx2g");
  }

  @Test
  void writesSparksOwnLinesFromTheLevelThatIsAskedFor() throws Exception {
    assertThat(launcher.start("run").out()).contains("-Dmrs.log.level=warn");
    launcher.environment().put("MRS_LOG_LEVEL", "info");
    assertThat(launcher.start("run").out()).contains("-Dmrs.log.level=info");
    launcher.spark("spark-core_2.12-3.5.7.jar");
    assertThat(String.join(" ", launcher.start("run").out())).contains("-Dmrs.log.level=info ");

    launcher.environment().put("MRS_LOG_LEVEL", "loud");
    LauncherHome.Ended refused = launcher.start("run");
    assertThat(refused.code()).isEqualTo(4);
    assertThat(refused.err()).startsWith("refused: MRS_LOG_LEVEL is 'loud'; set it to error, ");
  }

  @Test
  void logsAreJsonWhereThatIsAskedFor() throws Exception {
    String configuration =
        "-Dlog4j2.configurationFile="
            + launcher.home().resolve("conf/log4j2.properties")
            + ","
            + launcher.home().resolve("conf/log4j2-json.properties");
    launcher.environment().put("MRS_LOG_FORMAT", "json");
    assertThat(launcher.start("run").out()).contains(configuration);

    launcher.spark("spark-core_2.12-3.5.7.jar");
    assertThat(String.join(" ", launcher.start("run").out())).contains(configuration);

    launcher.environment().put("MRS_LOG_FORMAT", "xml");
    LauncherHome.Ended refused = launcher.start("run");
    assertThat(refused.code()).isEqualTo(4);
    assertThat(refused.err())
        .isEqualTo("refused: MRS_LOG_FORMAT is 'xml'; set it to text or json\n");
  }

  @Test
  void buildsOnlyWhatIsMissingOrOlderThanItsSources() throws Exception {
    launcher.start("run");
    assertThat(launcher.builds()).hasSize(1);
    assertThat(launcher.start("run").err()).isEmpty();
    assertThat(launcher.builds()).hasSize(1);

    LauncherHome.touchLater(launcher.home().resolve("jobs/src/main/java/Main.java"));
    launcher.start("run");
    assertThat(launcher.builds()).hasSize(2);

    LauncherHome.age(launcher.home().resolve("jobs/src/main/java/Main.java"));
    LauncherHome.touchLater(launcher.home().resolve("pom.xml"));
    launcher.start("run");
    assertThat(launcher.builds()).hasSize(3);

    LauncherHome.age(launcher.home().resolve("pom.xml"));
    Files.delete(launcher.folder().resolve("library.jar"));
    launcher.start("run");
    assertThat(launcher.builds()).hasSize(4);
  }

  @Test
  void buildsWithoutTestsAndChecks() throws Exception {
    launcher.start("run");
    assertThat(launcher.builds())
        .containsExactly(
            launcher.environment().get("JAVA_HOME")
                + " -B package -Dmaven.test.skip=true -Dspotless.check.skip=true"
                + " -Dcheckstyle.skip=true");
  }

  @Test
  void aLaterBuildDoesNotTouchTheJarOfARunningCommand() throws Exception {
    launcher.start("run");
    Path running = launcher.home().resolve("target/run/minority-report-system-0.1.0-SNAPSHOT.jar");
    Object before = Files.getAttribute(running, "unix:ino");
    try (var open = Files.newByteChannel(running)) {
      LauncherHome.touchLater(launcher.home().resolve("pom.xml"));
      launcher.start("run");
      assertThat(Files.getAttribute(running, "unix:ino")).isNotEqualTo(before);
      assertThat(open.size()).isEqualTo(4);
    }
  }

  @Test
  void showsWhyABuildFailed() throws Exception {
    LauncherHome.write(launcher.folder().resolve("broken"), "");
    LauncherHome.Ended ended = launcher.start("run");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains("error: missing semicolon", "failed: the build failed", "start again")
        .doesNotContain("[INFO]");
  }

  @Test
  void refusesToBuildWithoutMaven() throws Exception {
    Files.delete(launcher.tools().resolve("mvn"));
    LauncherHome.Ended ended = launcher.start("run");
    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.err())
        .isEqualTo(
            "refused: the program is not built yet and Maven is not on the PATH;"
                + " install Maven 3.8 or newer and start again\n");
  }

  @Test
  void needsNoMavenOnceBuilt() throws Exception {
    launcher.start("run");
    Files.delete(launcher.tools().resolve("mvn"));
    assertThat(launcher.start("run", "exit=0").code()).isZero();
  }

  @Test
  void takesJava17FromThePathWhereJavaHomeIsAnother() throws Exception {
    Path jdk = launcher.java("path-jdk", "17.0.1");
    launcher.environment().put("JAVA_HOME", launcher.java("jdk-25", "25.0.1").toString());
    Files.createSymbolicLink(launcher.tools().resolve("java"), jdk.resolve("bin/java"));
    assertThat(launcher.start("run").out()).contains("java " + jdk.resolve("bin/java"));
    assertThat(launcher.builds()).allMatch(b -> b.startsWith(jdk + " "));
  }

  @Test
  void worksThroughLinks() throws Exception {
    Path link =
        Files.createSymbolicLink(launcher.folder().resolve("link"), Path.of("pro gram/mrs"));
    Path second =
        Files.createSymbolicLink(
            launcher.elsewhere().resolve("mrs"), Path.of("..").resolve(link.getFileName()));
    assertThat(launcher.startOf(second, "run").out())
        .contains("-Dmrs.home=" + launcher.home(), "in " + launcher.elsewhere());
  }

  @Test
  void usesSparkSubmitWhereThereIsOne() throws Exception {
    Path spark = launcher.spark("spark-core_2.12-3.5.7.jar");
    launcher.environment().put("MRS_SUBMIT_ARGS", "--master local[1]");
    LauncherHome.Ended ended = launcher.start("sql", "SELECT 1", "exit=2");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).as("no training run").doesNotContain("class data");
    assertThat(ended.out())
        .containsSubsequence(
            "in " + launcher.elsewhere(),
            "--properties-file",
            launcher.home().resolve("conf/spark-defaults.conf").toString(),
            "--driver-memory",
            "2g",
            "--driver-java-options",
            "--master",
            "local[1]",
            "--class",
            "mrs.jobs.Main",
            launcher
                .home()
                .resolve("target/run/minority-report-system-0.1.0-SNAPSHOT-app.jar")
                .toString(),
            "sql",
            "SELECT 1",
            "exit=2");
    LauncherHome.write(spark.resolve("conf/spark-defaults.conf"), "");
    assertThat(launcher.start("run").out()).doesNotContain("--properties-file");
  }

  @Test
  void refusesAnotherSpark() throws Exception {
    Path spark = launcher.spark("spark-core_2.13-4.0.0.jar");
    LauncherHome.Ended ended = launcher.start("run");
    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.err())
        .endsWith(
            "refused: "
                + spark
                + " holds no Spark 3.5 for Scala 2.12; point SPARK_HOME at one, or unset it to use"
                + " Maven's\n");
  }
}
