package mrs.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files under {@code schedules/}, each read for the commands of the program that it starts. */
enum Schedule {
  CRON("crontab") {
    @Override
    List<String> commandLines() {
      return lines()
          .filter(l -> CRON_LINE.matcher(l).matches())
          .flatMap(
              l -> matches(Pattern.compile("(\\S+ )?\\./mrs [^&|;]*"), l).map(MatchResult::group))
          .toList();
    }
  },

  AIRFLOW("airflow_dag.py") {
    @Override
    List<String> commandLines() {
      String shell =
          matches(Pattern.compile("bash_command=f\"(.*)\","), text())
              .findFirst()
              .orElseThrow()
              .group(1);
      return matches(Pattern.compile("mrs\\(f?\"([^\"]*)\""), text())
          .map(m -> shell.replace("{command}", m.group(1)))
          .toList();
    }
  },

  KUBERNETES("kubernetes.yaml") {
    @Override
    List<String> commandLines() {
      return documents()
          .map(d -> d.at("/spec/jobTemplate/spec/template/spec"))
          .flatMap(pod -> Stream.of(pod.path("initContainers"), pod.path("containers")))
          .flatMap(containers -> StreamSupport.stream(containers.spliterator(), false))
          .map(
              c ->
                  String.join(" ", words(c.get("command")))
                      + " "
                      + String.join(" ", words(c.get("args"))))
          .toList();
    }
  };

  private static final Pattern CRON_LINE = Pattern.compile("([\\d*,/-]+\\s+){5}\\S.*");

  private final String file;

  Schedule(String file) {
    this.file = file;
  }

  /** Each start of the program as the scheduler would have it, in the file's order. */
  abstract List<String> commandLines();

  /** The file's content. */
  String text() {
    try {
      return Files.readString(Path.of("schedules").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Stream<String> lines() {
    return text().lines().filter(l -> !l.isBlank() && !l.startsWith("#"));
  }

  Stream<JsonNode> documents() {
    try {
      List<JsonNode> documents =
          new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(text()).readAll();
      return documents.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<MatchResult> matches(Pattern pattern, String text) {
    List<MatchResult> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.toMatchResult());
    }
    return found.stream();
  }

  private static List<String> words(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
