package mrs.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import mrs.jobs.cli.MrsCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

class ScheduleTest {
  private static final Pattern PROGRAM = Pattern.compile("(\\./mrs|\\S+/mrs-app\\.jar) ");

  @ParameterizedTest
  @EnumSource(Schedule.class)
  void startsRealCommandsWithRealOptions(Schedule schedule) {
    assertThat(schedule.commandLines())
        .allSatisfy(
            line -> {
              List<String> words = words(line);
              ParseResult parsed = parse(words);
              assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(words.get(0));
              assertThat(parsed.asCommandLineList())
                  .last()
                  .satisfies(
                      c -> assertThat(c.getParseResult().hasMatchedOption("--warehouse")).isTrue());
            });
  }

  @ParameterizedTest
  @EnumSource(Schedule.class)
  void playsTheNightHydratesHourlyMaintainsAndRehearsesWeekly(Schedule schedule) {
    assertThat(schedule.commandLines())
        .map(line -> words(line).get(0))
        .containsExactly("night", "hydrate", "health", "maintain", "chaos");
    assertThat(
            Schedule.matches(
                    Pattern.compile("\\d+ \\d+(-\\d+)? \\* \\* [*\\d]"), singleSpaced(schedule))
                .map(m -> m.group()))
        .containsExactly("30 2 * * *", "15 6-23 * * *", "0 5 * * 0", "0 5 * * 6");
  }

  @ParameterizedTest
  @EnumSource(Schedule.class)
  void takesExitCodeTwoForSuccess(Schedule schedule) {
    assertThat(schedule.commandLines())
        .allSatisfy(line -> assertThat(line.split(" ", 2)[0]).matches("\\S+/accept-degraded"));
  }

  @ParameterizedTest
  @CsvSource({"0,0,false", "1,1,false", "2,0,true", "3,3,false", "4,4,false"})
  void acceptsDegradedAloneAndWarns(int code, int passedOn, boolean warns)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("schedules/accept-degraded", "sh", "-c", "echo out; exit " + code)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(passedOn);
    assertThat(out).isEqualTo("out\n");
    assertThat(err.startsWith("warning: done, but degraded")).isEqualTo(warns);
  }

  @Test
  void anUnknownOptionWouldBeNoticed() {
    assertThatThrownBy(() -> parse(List.of("run", "--no-such-option")))
        .isInstanceOf(UnmatchedArgumentException.class);
  }

  @Test
  void kubernetesStartsTheApplicationWithSparkSubmit() {
    assertThat(Schedule.KUBERNETES.commandLines())
        .allSatisfy(
            line -> assertThat(line).contains("/bin/spark-submit ", " --class mrs.jobs.Main "));
    assertThat(Schedule.KUBERNETES.documents().map(d -> d.get("kind").asText()))
        .containsOnly("CronJob");
  }

  private static ParseResult parse(List<String> words) {
    return MrsCommand.commandLine().parseArgs(words.toArray(String[]::new));
  }

  /** The program's own words of a command line; quotes are the shell's. */
  private static List<String> words(String line) {
    String[] halves = PROGRAM.split(line, 2);
    assertThat(halves).as(line).hasSize(2);
    return Arrays.stream(halves[1].trim().split("\\s+"))
        .map(w -> w.replaceAll("[\"']", ""))
        .toList();
  }

  private static String singleSpaced(Schedule schedule) {
    return schedule.lines().reduce("", (a, b) -> a + "\n" + b).replaceAll(" +", " ");
  }
}
