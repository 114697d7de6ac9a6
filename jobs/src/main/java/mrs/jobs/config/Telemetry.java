package mrs.jobs.config;

/**
 * Where the figures of commands go; no run is frozen with it.
 *
 * @param textfileFolder where a node exporter's textfile collector reads; empty = nowhere
 * @param otlpEndpoint where OTLP over HTTP is pushed to; empty = nowhere
 */
public record Telemetry(String textfileFolder, String otlpEndpoint) {
  /** Nothing goes anywhere. */
  public static final Telemetry USUAL = new Telemetry("", "");

  /** Checks the bounds. */
  public Telemetry {
    Bounds.address(otlpEndpoint, "telemetry.otlp_endpoint");
  }

  /** Whether somebody gets something. */
  public boolean goesSomewhere() {
    return !textfileFolder.isEmpty() || !otlpEndpoint.isEmpty();
  }
}
