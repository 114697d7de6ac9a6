package mrs.jobs.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mrs.jobs.messages.Problem;
import mrs.transforms.attribution.Calibration;

/** Reads {@code mrs.yaml} with the {@code --set} changes of a command into an {@link MrsConfig}. */
public final class ConfigFile {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(DurationWords.module())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private static final String HEALTH = "health";
  private static final String TRUST = "trust";
  private static final String CACHE = "cache";
  private static final String TELEMETRY = "telemetry";
  private static final String CALENDAR = "calendar";

  /** No run is frozen with these: they say how one looks at it, not what it is. */
  private static final List<String> OF_NO_RUN = List.of(HEALTH, TRUST, CACHE, TELEMETRY);

  private ConfigFile() {}

  /** Whether runs are frozen with what {@code key} configures. */
  public static boolean isOfARun(String key) {
    return !OF_NO_RUN.contains(key.split("\\.", 2)[0]);
  }

  /**
   * Reads the configuration.
   *
   * @param changes dotted keys and the values that replace those of the file
   * @throws Problem naming file, line, key, value and what is allowed
   */
  public static MrsConfig read(Path file, Map<String, String> changes) {
    try {
      JsonNode tree = new YAMLMapper().readTree(Files.readString(file));
      changes.forEach((key, value) -> set(tree, key, value));
      putCalibration(tree, file);
      MrsConfig config = MAPPER.treeToValue(tree, MrsConfig.class);
      config.calendar().check();
      return config;
    } catch (UnrecognizedPropertyException e) {
      throw refused(
          in(file, e),
          "unknown key '" + path(e) + "'",
          "known keys there: " + e.getKnownPropertyIds());
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof Problem problem) {
        throw problem;
      }
      String where =
          changes.containsKey(path(e))
              ? "--set " + path(e) + "=" + changes.get(path(e))
              : in(file, e);
      throw refused(where, "key '" + path(e) + "': " + firstLine(e), "correct the value");
    } catch (JsonProcessingException e) {
      throw refused(in(file, e), firstLine(e), "correct the file");
    } catch (IOException e) {
      throw Problem.refused(
          "the configuration " + file + " cannot be read: " + e, "name its folder with --conf");
    }
  }

  /**
   * The configuration as JSON with sorted keys, as it is frozen with a run: all but what runs do
   * not depend on.
   */
  public static String json(MrsConfig config) {
    try {
      ObjectNode tree = MAPPER.valueToTree(config);
      tree.remove(OF_NO_RUN);
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A calibration, as {@code mrs.yaml} names it. */
  public static String yaml(Calibration calibration) {
    try {
      return new YAMLMapper().writeValueAsString(MAPPER.<JsonNode>valueToTree(calibration));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The configuration that was frozen with a run. */
  public static MrsConfig fromJson(String json) {
    try {
      ObjectNode tree = (ObjectNode) MAPPER.readTree(json);
      if (!tree.has(CALENDAR)) {
        // The run is older than the calendar.
        tree.set(CALENDAR, MAPPER.valueToTree(CalendarConfig.NONE));
      }
      tree.set(HEALTH, MAPPER.valueToTree(MrsConfig.Health.USUAL));
      tree.set(TRUST, MAPPER.valueToTree(TrustConfig.USUAL));
      tree.set(CACHE, MAPPER.valueToTree(CacheConfig.USUAL));
      tree.set(TELEMETRY, MAPPER.valueToTree(TelemetryConfig.USUAL));
      return MAPPER.treeToValue(tree, MrsConfig.class);
    } catch (JsonProcessingException e) {
      throw Problem.failed(
          "the configuration that a run was frozen with cannot be read: " + firstLine(e),
          "use the program version that created the run, or reprocess with a new run",
          e);
    }
  }

  /** Puts what the named file has in the place of its name, so that a run is frozen with it. */
  private static void putCalibration(JsonNode tree, Path file) throws IOException {
    if (tree.path("attribution") instanceof ObjectNode attribution
        && attribution.path("calibration").isTextual()) {
      Path named = file.resolveSibling(attribution.get("calibration").asText());
      if (!Files.isReadable(named)) {
        throw Problem.refused(
            "the calibration " + named + " is not there or cannot be read",
            "name one that lies beside " + file.getFileName() + " in attribution.calibration");
      }
      try {
        JsonNode calibration = new YAMLMapper().readTree(Files.readString(named));
        MAPPER.treeToValue(calibration, Calibration.class);
        attribution.set("calibration", calibration);
      } catch (JsonProcessingException e) {
        throw refused(
            "the calibration " + named, firstLine(e), "restore the file that was shipped");
      }
    }
  }

  private static void set(JsonNode tree, String key, String value) {
    int dot = key.lastIndexOf('.');
    String parent = dot < 0 ? "" : "/" + key.substring(0, dot).replace('.', '/');
    JsonNode node = tree.at(parent);
    String last = key.substring(dot + 1);
    if (!(node instanceof ObjectNode object)
        || !object.has(last)
        || object.get(last).isContainerNode()) {
      throw Problem.refused(
          "--set names the unknown configuration key '" + key + "'",
          "use a key of conf/mrs.yaml, such as detection.grace");
    }
    object.put(last, value);
  }

  private static Problem refused(String where, String what, String remedy) {
    return Problem.refused(where + " has a fault: " + what, remedy);
  }

  private static String in(Path file, JsonProcessingException e) {
    return "the configuration " + file + line(file, e);
  }

  /** Where the fault is: the parser knows, or the line that begins with the faulty key does. */
  private static String line(Path file, JsonProcessingException e) {
    if (e.getLocation() != null && e.getLocation().getLineNr() > 0) {
      return " line " + e.getLocation().getLineNr();
    }
    String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
    String key = path.substring(path.lastIndexOf('.') + 1) + ":";
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).trim().startsWith(key)) {
          return " line " + (i + 1);
        }
      }
    } catch (IOException unreadable) {
      // It was read a moment ago; without it the message goes without the line.
      return "";
    }
    return "";
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference r : e.getPath()) {
      path.append(path.length() == 0 ? "" : ".").append(r.getFieldName());
    }
    return path.toString();
  }

  private static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("unreadable");
  }
}
