package mrs.jobs.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** Takes what is pushed as OTLP over HTTP, and decodes it. */
public final class OtlpCollector implements AutoCloseable {
  private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
  private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;
  private final int status;

  /** Answers with {@code status}; with 0, never. */
  public OtlpCollector(int status) throws IOException {
    this.status = status;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/metrics", this::take);
    server.start();
  }

  /** Where to push to. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/metrics";
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      bodies.add(exchange.getRequestBody().readAllBytes());
      headers.add(Map.copyOf(exchange.getRequestHeaders()));
      if (status == 0) {
        await();
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private void await() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All bodies, as they came. */
  public List<byte[]> bodies() {
    return bodies;
  }

  /** The headers of each push. */
  public List<Map<String, List<String>>> headers() {
    return headers;
  }

  /** The attributes of whoever sent the last push. */
  Map<String, String> resource() throws InvalidProtocolBufferException {
    return attributes(last().getResource().getAttributesList());
  }

  /** The figures of the last push: {@code name{key=value,…}}. */
  public Map<String, Double> figures() throws InvalidProtocolBufferException {
    Map<String, Double> figures = new TreeMap<>();
    for (Metric metric : last().getScopeMetrics(0).getMetricsList()) {
      List<NumberDataPoint> points =
          metric.hasSum()
              ? metric.getSum().getDataPointsList()
              : metric.getGauge().getDataPointsList();
      for (NumberDataPoint point : points) {
        String labels =
            attributes(point.getAttributesList()).entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        figures.put(metric.getName() + labels, point.getAsDouble());
      }
    }
    return figures;
  }

  private ResourceMetrics last() throws InvalidProtocolBufferException {
    return ExportMetricsServiceRequest.parseFrom(bodies.get(bodies.size() - 1))
        .getResourceMetrics(0);
  }

  private static Map<String, String> attributes(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(
            Collectors.toMap(
                KeyValue::getKey, a -> a.getValue().getStringValue(), (a, b) -> b, TreeMap::new));
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
