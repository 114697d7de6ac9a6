package mrs.jobs.config;

/**
 * Where the figures of commands go; no run is frozen with it.
 *
 * @param textfileFolder where a node exporter's textfile collector reads; empty = nowhere
 * @param otlpEndpoint where OTLP over HTTP is pushed to; empty = nowhere
 */
public record TelemetryConfig(String textfileFolder, String otlpEndpoint) {
  /** Nothing goes anywhere. */
  public static final TelemetryConfig USUAL = new TelemetryConfig("", "");

  /** Checks the bounds. */
  public TelemetryConfig {
    Bounds.address(otlpEndpoint, "telemetry.otlp_endpoint");
  }

  /** Whether somebody gets something. */
  public boolean goesSomewhere() {
    return !textfileFolder.isEmpty() || !otlpEndpoint.isEmpty();
  }
}
