package mrs.jobs.intake.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import mrs.jobs.intake.Intake;
import mrs.jobs.intake.delivery.DeliveryKey;
import mrs.jobs.intake.delivery.DeliveryName;
import mrs.jobs.intake.delivery.IntakeFeed;
import mrs.jobs.intake.receive.PushRequest;
import mrs.jobs.intake.receive.Receipt;
import mrs.jobs.intake.receive.Refusal;

/** {@code POST /api/v1/deliveries/{feed}?name=FILE}: the body is a delivery. */
final class PushRoute {
  static final String PATH = "/api/v1/deliveries/";

  /** A header with the SHA-256 of the body, in hexadecimal digits. */
  static final String SHA_256 = "X-Content-SHA256";

  private static final String NAME = "name=";
  private static final Duration BUSY = Duration.ofSeconds(5);

  private final Intake intake;
  private final IntakeToken token;
  private final HttpLimits limits;
  private final ReadWatch watch;
  private final Semaphore uploads;

  PushRoute(Intake intake, IntakeToken token, HttpLimits limits, ReadWatch watch) {
    this.intake = intake;
    this.token = token;
    this.limits = limits;
    this.watch = watch;
    this.uploads = new Semaphore(limits.uploads());
  }

  /** The feed that a request is for, as far as it can be told. */
  static Optional<IntakeFeed> feed(HttpExchange exchange) {
    return IntakeFeed.of(exchange.getRequestURI().getRawPath().substring(PATH.length()));
  }

  HttpAnswer answer(HttpExchange exchange) {
    if (!token.isIn(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return HttpAnswer.error(
              401,
              "the token is missing or wrong",
              "send 'Authorization: Bearer TOKEN' with the token that the receiver was started with")
          .with("WWW-Authenticate", "Bearer");
    }
    Optional<IntakeFeed> feed = feed(exchange);
    if (feed.isEmpty()) {
      return HttpAnswer.error(
          404, "there is no such feed", "push to one of " + String.join(", ", IntakeFeed.words()));
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return HttpAnswer.error(405, "deliveries are pushed by POST", "use POST")
          .with("Allow", "POST");
    }
    if (!uploads.tryAcquire()) {
      return later(HttpAnswer.error(503, "too many deliveries come in", "send it again"), BUSY);
    }
    try {
      return answer(intake.receive(request(feed.get(), exchange), body(exchange)));
    } catch (Refusal e) {
      return answer(e);
    } finally {
      uploads.release();
    }
  }

  private WatchedBody body(HttpExchange exchange) {
    return new WatchedBody(exchange.getRequestBody(), watch.current(), limits.mostForChunk());
  }

  private static PushRequest request(IntakeFeed feed, HttpExchange exchange) throws Refusal {
    Headers headers = exchange.getRequestHeaders();
    DeliveryName name =
        Optional.ofNullable(exchange.getRequestURI().getRawQuery())
            .filter(query -> query.startsWith(NAME))
            .flatMap(query -> DeliveryName.of(query.substring(NAME.length())))
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        "the name of the delivery is missing or not allowed",
                        "add ?name=FILE; allowed are " + DeliveryName.ALLOWED));
    return new PushRequest(feed, name, length(headers), sha256(headers));
  }

  private static OptionalLong length(Headers headers) throws Refusal {
    List<String> lengths = headers.getOrDefault("Content-Length", List.of());
    if (headers.containsKey("Transfer-Encoding") || lengths.isEmpty()) {
      return OptionalLong.empty();
    }
    if (lengths.size() > 1 || !lengths.get(0).strip().matches("[0-9]{1,18}")) {
      throw Refusal.invalid(
          "the length of the body is not told clearly", "send Content-Length once");
    }
    return OptionalLong.of(Long.parseLong(lengths.get(0).strip()));
  }

  private static Optional<String> sha256(Headers headers) throws Refusal {
    List<String> given = headers.getOrDefault(SHA_256, List.of());
    if (given.isEmpty()) {
      return Optional.empty();
    }
    String sha256 = given.get(0).strip().toLowerCase(Locale.ROOT);
    if (given.size() > 1 || !DeliveryKey.isSha256(sha256)) {
      throw Refusal.invalid(
          SHA_256 + " is no SHA-256", "send its 64 hexadecimal digits, or no such header");
    }
    return Optional.of(sha256);
  }

  private static HttpAnswer answer(Receipt receipt) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("feed", receipt.delivery().key().feed().word());
    members.put("name", receipt.delivery().name().toString());
    members.put("sha256", receipt.delivery().key().sha256());
    members.put("bytes", receipt.delivery().bytes());
    members.put("state", receipt.state().word());
    return HttpAnswer.json(receipt.isNew() ? 201 : 200, members);
  }

  private static HttpAnswer answer(Refusal refusal) {
    int status =
        switch (refusal.kind()) {
          case INVALID -> 400;
          case TOO_LARGE -> 413;
          case FULL -> 429;
          case BROKEN_OFF -> 408;
          case UNKNOWN -> 503;
        };
    HttpAnswer answer = HttpAnswer.error(status, refusal.problem(), refusal.remedy());
    return refusal.retryAfter().map(after -> later(answer, after)).orElse(answer);
  }

  private static HttpAnswer later(HttpAnswer answer, Duration after) {
    return answer.with("Retry-After", Long.toString(after.toSeconds()));
  }
}
