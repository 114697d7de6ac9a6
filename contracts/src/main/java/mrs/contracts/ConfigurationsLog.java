package mrs.contracts;

import java.util.List;

/** {@code configurations_log}: the configurations that runs were frozen with, each stored once. */
public final class ConfigurationsLog {
  /** SHA-256 (hex) of the JSON. */
  public static final Field CONFIG_HASH =
      Field.string("config_hash", "SHA-256 (hex) of the configuration.").required();

  /** The configuration, as JSON with sorted keys. */
  public static final Field CONFIG_JSON =
      Field.string("config_json", "The configuration, as JSON with sorted keys.").required();

  /** The run that was the first to be frozen with it. */
  public static final Field RUN_ID = LogColumns.RUN_ID;

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "configurations_log",
          Table.Kind.LOG,
          "The configurations that runs were frozen with, each stored once.",
          List.of(
              CONFIG_HASH,
              CONFIG_JSON,
              RUN_ID,
              LogColumns.WRITTEN_AT,
              LogColumns.CONTENT_HASH,
              LogColumns.WEEK_START),
          List.of(CONFIG_HASH),
          LogColumns.WEEK_START);

  private ConfigurationsLog() {}
}
