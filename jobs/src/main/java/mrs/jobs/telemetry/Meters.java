package mrs.jobs.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import mrs.jobs.config.TelemetryConfig;

/**
 * The one place in which registries are made. Where nothing is configured there is none behind it,
 * and what is measured costs nothing.
 */
public final class Meters implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(30);

  /** Longer than any command: its figures are pushed when it closes, and not before. */
  private static final Duration AT_THE_END = Duration.ofDays(365);

  private final CompositeMeterRegistry all = new CompositeMeterRegistry();
  private final Optional<PrometheusMeterRegistry> text;

  private Meters(boolean hasText) {
    text =
        hasText
            ? Optional.of(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))
            : Optional.empty();
    text.ifPresent(all::add);
  }

  /** Of a server: always as text, and pushed every 30 s and at its end where that is configured. */
  public static Meters ofServer(TelemetryConfig configured, PushFigures.Surroundings surroundings) {
    return new Meters(true).pushing(configured, surroundings, EVERY);
  }

  /** Of a command: as text where a folder is configured, and pushed once, when it is closed. */
  static Meters ofCommand(TelemetryConfig configured, PushFigures.Surroundings surroundings) {
    boolean hasText = !configured.textfileFolder().isEmpty();
    return new Meters(hasText).pushing(configured, surroundings, AT_THE_END);
  }

  /** Of a server whose figures nobody is to get but those who ask it. */
  public static Meters asText() {
    return new Meters(true);
  }

  private Meters pushing(
      TelemetryConfig configured, PushFigures.Surroundings surroundings, Duration every) {
    if (!configured.otlpEndpoint().isEmpty()) {
      all.add(PushFigures.registry(configured.otlpEndpoint(), every, surroundings));
    }
    return this;
  }

  /** Where figures go. */
  public MeterRegistry registry() {
    return all;
  }

  /** All figures as Prometheus reads them; empty where no text was asked for. */
  public String text() {
    return text.map(PrometheusMeterRegistry::scrape).orElse("");
  }

  /** Pushes a last time, if it pushes at all. */
  @Override
  public void close() {
    all.close();
  }
}
