package mrs.jobs.chaos.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mrs.contracts.Field;
import mrs.contracts.OptionalInput;
import mrs.contracts.Table;
import mrs.contracts.Words;
import mrs.jobs.ingest.feed.DeliveredColumns;
import mrs.jobs.messages.Problem;

/** The fields of a profile's file. What is wrong with one names file, field, value and remedy. */
final class ProfileFields {
  private static final String DESCRIPTION = "description";
  private static final String FAULT = "fault";
  private static final String INPUT = "input";
  private static final String COLUMN = "column";
  private static final String DELAY = "delay";
  private static final String RECOVER_WITHIN = "recover_within";
  private static final List<String> KNOWN =
      List.of(DESCRIPTION, FAULT, INPUT, COLUMN, DELAY, RECOVER_WITHIN);

  private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);
  private static final Duration LONGEST_RECOVERY = Duration.ofHours(12);

  private final Path file;
  private final ObjectNode fields;

  private ProfileFields(Path file, ObjectNode fields) {
    this.file = file;
    this.fields = fields;
  }

  static ProfileFields of(Path file) {
    try {
      JsonNode tree = new YAMLMapper().readTree(Files.readString(file));
      if (!(tree instanceof ObjectNode fields)) {
        throw Problem.refused(
            "the chaos profile " + file + " is no mapping", "give it the fields " + KNOWN);
      }
      return new ProfileFields(file, fields);
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
      throw Problem.refused(
          "the chaos profile "
              + file
              + line
              + " is no YAML: "
              + e.getOriginalMessage().lines().findFirst().orElse("unreadable"),
          "correct the file");
    } catch (IOException e) {
      throw Problem.refused(
          "the chaos profile " + file + " cannot be read: " + e, "check its permissions");
    }
  }

  ChaosProfile profile(String name) {
    fields
        .fieldNames()
        .forEachRemaining(
            f -> {
              if (!KNOWN.contains(f)) {
                throw wrong(f, fields.path(f).asText(), "leave it out; known fields: " + KNOWN);
              }
            });
    FaultKind fault = fault();
    Optional<OptionalInput> input = input(fault);
    return new ChaosProfile(
        name,
        text(DESCRIPTION).orElseThrow(() -> absent(DESCRIPTION, "say in one sentence what it is")),
        fault,
        input,
        column(fault, input),
        delay(fault),
        duration(RECOVER_WITHIN, LONGEST_RECOVERY)
            .orElseThrow(() -> absent(RECOVER_WITHIN, "give a duration such as PT5M")));
  }

  private FaultKind fault() {
    List<String> words = Arrays.stream(FaultKind.values()).map(Words::word).toList();
    String word = text(FAULT).orElseThrow(() -> absent(FAULT, "set it to one of " + words));
    return Words.find(FaultKind.class, word)
        .orElseThrow(() -> wrong(FAULT, word, "set it to one of " + words));
  }

  private Optional<OptionalInput> input(FaultKind fault) {
    Optional<String> word = text(INPUT);
    if (fault.inputs().isEmpty()) {
      word.ifPresent(
          w -> {
            throw wrong(INPUT, w, "leave it out: a fault " + fault.word() + " is of no input");
          });
      return Optional.empty();
    }
    List<String> words = fault.inputs().stream().map(Words::word).sorted().toList();
    String named = word.orElseThrow(() -> absent(INPUT, "set it to one of " + words));
    return Optional.of(
        Words.find(OptionalInput.class, named)
            .filter(fault.inputs()::contains)
            .orElseThrow(() -> wrong(INPUT, named, "set it to one of " + words)));
  }

  private Optional<Field> column(FaultKind fault, Optional<OptionalInput> input) {
    Optional<String> word = text(COLUMN);
    if (fault != FaultKind.INPUT_DRIFTED) {
      word.ifPresent(
          w -> {
            throw wrong(COLUMN, w, "leave it out: only a fault input_drifted is of a column");
          });
      return Optional.empty();
    }
    Table table = input.orElseThrow().table();
    List<String> columns =
        DeliveredColumns.of(table).stream().filter(Field::nullable).map(Field::name).toList();
    String named = word.orElseThrow(() -> absent(COLUMN, "set it to one of " + columns));
    if (!columns.contains(named)) {
      throw wrong(
          COLUMN, named, "set it to an optional column of " + table.name() + ": " + columns);
    }
    return table.field(named);
  }

  private Duration delay(FaultKind fault) {
    Optional<Duration> delay = duration(DELAY, LONGEST_DELAY);
    if (fault != FaultKind.SLOW_STORE) {
      delay.ifPresent(
          d -> {
            throw wrong(DELAY, d.toString(), "leave it out: only a fault slow_store takes longer");
          });
      return Duration.ZERO;
    }
    return delay.orElseThrow(() -> absent(DELAY, "give a duration such as PT0.01S"));
  }

  private Optional<Duration> duration(String field, Duration most) {
    String allowed = "give an ISO-8601 duration of more than nothing and at most " + most;
    return text(field)
        .map(
            word -> {
              try {
                Duration duration = Duration.parse(word);
                if (duration.isNegative() || duration.isZero() || duration.compareTo(most) > 0) {
                  throw wrong(field, word, allowed);
                }
                return duration;
              } catch (DateTimeParseException e) {
                throw wrong(field, word, allowed);
              }
            });
  }

  private Optional<String> text(String field) {
    JsonNode node = fields.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isValueNode() || node.asText().isBlank()) {
      throw wrong(field, node.toString(), "give a text");
    }
    return Optional.of(node.asText());
  }

  private Problem absent(String field, String remedy) {
    return Problem.refused("the chaos profile " + file + " has no field '" + field + "'", remedy);
  }

  private Problem wrong(String field, String value, String remedy) {
    return Problem.refused(
        "the chaos profile " + file + " has the value '" + value + "' in the field '" + field + "'",
        remedy);
  }
}
