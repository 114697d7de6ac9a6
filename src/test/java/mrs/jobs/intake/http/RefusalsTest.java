package mrs.jobs.intake.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mrs.jobs.intake.IntakeSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a receiver does not take, and what it says of it. */
class RefusalsTest {
  @TempDir private Path root;

  @Test
  void withoutTheTokenNothing() throws IOException {
    try (RunningReceiver receiver = RunningReceiver.start(root)) {
      String path = "/api/v1/deliveries/sales?name=a.csv";
      for (String header :
          List.of(
              "Bearer wrong", "Bearer ", "Basic " + RunningReceiver.TOKEN, RunningReceiver.TOKEN)) {
        HttpRequest request =
            receiver
                .request(path)
                .setHeader("Authorization", header)
                .POST(BodyPublishers.ofString("x".repeat(300_000)))
                .build();
        HttpResponse<String> answer = receiver.send(request);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        says(answer, "token", "Authorization");
      }
      assertThat(receiver.feedAtRest()).isEmpty();
    }
  }

  /** An answer is lost where the connection goes while the sender is still sending. */
  @Test
  void whoIsStillSendingGetsTheAnswer() throws IOException {
    try (RunningReceiver receiver = RunningReceiver.start(root)) {
      byte[] content = new byte[8 << 20];
      for (int i = 0; i < 20; i++) {
        HttpRequest request =
            receiver
                .request("/api/v1/deliveries/sales?name=a.csv")
                .setHeader("Authorization", "Bearer wrong")
                .POST(BodyPublishers.ofByteArray(content))
                .build();
        assertThat(receiver.send(request).statusCode()).isEqualTo(401);
      }
    }
  }

  @Test
  void feedsAndNamesThatAreNotAllowed() throws IOException {
    try (RunningReceiver receiver = RunningReceiver.start(root)) {
      for (String feed : List.of("", "Sales", "sale", "sales/x", "..", "%73ales", "sales%00")) {
        HttpResponse<String> answer = receiver.push(feed, "a.csv", "x");
        assertThat(answer.statusCode()).as(feed).isEqualTo(404);
        says(answer, "feed", "sales, context, stores, products");
      }
      for (String name :
          List.of(
              "",
              ".csv",
              ".a.csv",
              "_a.csv",
              "a",
              "a.txt",
              "a.csv.zip",
              "a.parquet.gz",
              "a.gz",
              "..%2Fa.csv",
              "a/b.csv",
              "%61.csv",
              "a%00.csv",
              "a.csv%00",
              "a.csv&x=1",
              "a+b.csv",
              "a%20b.csv",
              "a.csv%0A",
              "x".repeat(97) + ".csv",
              "%E2%80%AEa.csv")) {
        HttpResponse<String> answer = receiver.push("sales", name, "x");
        assertThat(answer.statusCode()).as(name).isEqualTo(400);
        says(answer, "name", "?name=FILE");
      }
      assertThat(receiver.send(post(receiver, "/api/v1/deliveries/sales")).statusCode())
          .isEqualTo(400);
      assertThat(receiver.send(post(receiver, "/api/v1/deliveries/sales?file=a.csv")).statusCode())
          .isEqualTo(400);
      assertThat(receiver.push("sales", "a.csv", "").statusCode()).isEqualTo(400);
      assertThat(receiver.feedAtRest()).isEmpty();
    }
  }

  private static HttpRequest post(RunningReceiver receiver, String path) {
    return receiver.request(path).POST(BodyPublishers.ofString("x")).build();
  }

  @Test
  void otherMethodsAndOtherPaths() throws IOException {
    try (RunningReceiver receiver = RunningReceiver.start(root)) {
      HttpResponse<String> read = receiver.get("/api/v1/deliveries/sales?name=a.csv");
      assertThat(read.statusCode()).isEqualTo(405);
      assertThat(read.headers().firstValue("Allow")).contains("POST");
      HttpResponse<String> written = receiver.send(post(receiver, "/readyz"));
      assertThat(written.statusCode()).isEqualTo(405);
      assertThat(written.headers().firstValue("Allow")).contains("GET, HEAD");
      for (String path : List.of("/", "/metricsx", "/api/v1/deliveries", "/livez/", "/%2e%2e/x")) {
        assertThat(receiver.get(path).statusCode()).as(path).isEqualTo(404);
      }
    }
  }

  @Test
  void whatIsTooLargeIsRefusedWithAndWithoutItsLength() throws IOException {
    Files.createDirectories(root.resolve("feed"));
    IntakeSettings small = IntakeSettings.DEFAULT.withMostDeliveryBytes(3 << 20);
    byte[] content = new byte[(3 << 20) + 1];
    try (RunningReceiver receiver = new RunningReceiver(root, small, HttpLimits.DEFAULT)) {
      receiver.intake().start();
      HttpResponse<String> told =
          receiver.push("sales", "a.csv", BodyPublishers.ofByteArray(content));
      assertThat(told.statusCode()).isEqualTo(413);
      says(told, String.valueOf(3 << 20), "--max-delivery");
      HttpResponse<String> untold =
          receiver.push(
              "sales",
              "a.csv",
              BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content)));
      assertThat(untold.statusCode()).isEqualTo(413);
      assertThat(
              receiver
                  .push("sales", "a.csv", BodyPublishers.ofByteArray(content, 1, 3 << 20))
                  .statusCode())
          .isEqualTo(201);
      assertThat(receiver.feedAtRest()).hasSize(1);
    }
  }

  @Test
  void aFullSpoolRefusesAndKeepsWhatItHas() throws IOException {
    Files.createDirectories(root.resolve("feed"));
    IntakeSettings small =
        IntakeSettings.DEFAULT.withDiskBytes(32L << 20).withBacklogPerSecond(100_000);
    int taken = 0;
    try (RunningReceiver receiver = new RunningReceiver(root, small, HttpLimits.DEFAULT)) {
      HttpResponse<String> answer = push(receiver, taken);
      while (answer.statusCode() == 201) {
        taken++;
        answer = push(receiver, taken);
      }
      assertThat(taken).isBetween(10, 16);
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).contains("30");
      says(answer, "no room", "later");
      byte[] content = content(99);
      HttpResponse<String> untold =
          receiver.push(
              "sales",
              "b.csv",
              BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content)));
      assertThat(untold.statusCode()).isEqualTo(429);
      assertThat(receiver.get("/readyz").body()).contains("the spool is nearly full");
    }
    try (RunningReceiver receiver = new RunningReceiver(root, small, HttpLimits.DEFAULT)) {
      receiver.intake().start();
      Map<String, String> feed = receiver.feedAtRest();
      assertThat(feed).hasSize(taken);
      assertThat(feed.keySet()).noneMatch(file -> file.contains("/."));
      assertThat(push(receiver, taken).statusCode()).isEqualTo(201);
    }
  }

  private static HttpResponse<String> push(RunningReceiver receiver, int number)
      throws IOException {
    return receiver.push(
        "sales", "n" + number + ".csv", BodyPublishers.ofByteArray(content(number)));
  }

  private static byte[] content(int number) {
    byte[] content = new byte[2 << 20];
    new Random(number).nextBytes(content);
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (content[i] & 0x7f);
    }
    return content;
  }

  private static void says(HttpResponse<String> answer, String problem, String remedy)
      throws IOException {
    JsonNode error = PushTest.json(answer);
    assertThat(error.get("status").asInt()).isEqualTo(answer.statusCode());
    assertThat(error.get("problem").asText()).contains(problem);
    assertThat(error.get("remedy").asText()).contains(remedy);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
  }
}
