package mrs.jobs.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.micrometer.registry.otlp.OtlpMetricsSender;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import mrs.resilience.Secret;
import mrs.resilience.call.TimeLimit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends figures as OTLP over HTTP, with the client of the JDK. That they cannot be sent is said
 * once, and once more when they can: it is never worth more than {@link #MOST} of anybody's time,
 * nor the end of what is measured.
 */
public final class PushFigures implements OtlpMetricsSender {
  /** How long one push may take, whatever it waits for. */
  static final Duration MOST = Duration.ofSeconds(2);

  /** A disk on a network or a name server hangs for as long as it likes; nobody waits for it. */
  static final TimeLimit LIMIT = new TimeLimit("telemetry", MOST);

  private static final Logger LOG = LogManager.getLogger(PushFigures.class);
  private static final Duration MOST_TO_CONNECT = Duration.ofSeconds(1);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(MOST_TO_CONNECT)
          .build();
  private final Map<String, Secret> headers;
  private final Consumer<String> say;
  private boolean isFailing;

  private PushFigures(Map<String, Secret> headers, Consumer<String> say) {
    this.headers = headers;
    this.say = say;
  }

  /**
   * What a push needs beside its address.
   *
   * @param headers of each request; they may let in, so they come from the environment alone
   * @param say takes warnings
   */
  public record Surroundings(Map<String, Secret> headers, Consumer<String> say) {
    /** Keeps a copy. */
    public Surroundings {
      headers = Map.copyOf(headers);
    }

    /** With the headers that {@code environment} names. */
    public static Surroundings of(Map<String, String> environment, Consumer<String> say) {
      return new Surroundings(OtlpHeaders.of(environment, say), say);
    }
  }

  /** A registry that pushes to {@code url} every so often, and when it is closed. */
  static MeterRegistry registry(String url, Duration every, Surroundings surroundings) {
    LOG.debug("figures are pushed to {} every {} with {}", url, every, surroundings.headers());
    return OtlpMeterRegistry.builder(new Settings(url, every))
        .metricsSender(new PushFigures(surroundings.headers(), surroundings.say()))
        .build();
  }

  /** The library's settings; nothing is read from the environment behind the configuration. */
  private record Settings(String url, Duration step) implements OtlpConfig {
    @Override
    public @Nullable String get(String key) {
      return null;
    }

    @Override
    public Map<String, String> resourceAttributes() {
      return Map.of("service.name", "mrs");
    }

    @Override
    public Map<String, String> headers() {
      return Map.of();
    }
  }

  @Override
  public void send(Request request) {
    URI to = URI.create(request.getAddress());
    try {
      LIMIT.within(
          progressed -> {
            post(to, request.getMetricsData());
            return true;
          });
      tell(to, "");
    } catch (TimeoutException e) {
      tell(to, "no answer within " + MOST.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      tell(
          to, e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage()));
    }
  }

  private void post(URI to, byte[] figures) throws IOException, InterruptedException {
    HttpRequest.Builder post =
        HttpRequest.newBuilder(to)
            .timeout(MOST)
            .header("Content-Type", "application/x-protobuf")
            .POST(BodyPublishers.ofByteArray(figures));
    headers.forEach((name, value) -> post.setHeader(name, value.reveal()));
    int status = client.send(post.build(), BodyHandlers.discarding()).statusCode();
    if (status / 100 != 2) {
      throw new IOException("it answered with status " + status);
    }
  }

  private synchronized void tell(URI to, String why) {
    boolean fails = !why.isEmpty();
    String where = to.getScheme() + "://" + to.getHost() + ":" + to.getPort();
    if (fails && !isFailing) {
      say.accept(
          "warning: figures cannot be sent to "
              + where
              + ": "
              + why
              + "; see telemetry.otlp_endpoint, nothing else is the worse for it");
    } else if (!fails && isFailing) {
      say.accept("figures are sent to " + where + " again");
    }
    isFailing = fails;
  }
}
