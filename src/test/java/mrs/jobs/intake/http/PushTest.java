package mrs.jobs.intake.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sender sees of a receiver that can do its work. */
class PushTest {
  private static final String SALES =
      "store_id,sku,sales_date,units,received_at\nS1,A,2024-06-01,1,x\n";

  @TempDir private Path root;

  @Test
  void aDeliveryIsInTheFeedFolderUnderItsNameAndHash() throws IOException {
    try (RunningReceiver receiver = RunningReceiver.start(root)) {
      HttpResponse<String> answer = receiver.push("sales", "night.csv", SALES);
      assertThat(answer.statusCode()).isEqualTo(201);
      String sha = DigestUtils.sha256Hex(SALES);
      assertThat(json(answer))
          .isEqualTo(
              new ObjectMapper()
                  .readTree(
                      "{\"feed\":\"sales\",\"name\":\"night.csv\",\"sha256\":\""
                          + sha
                          + "\",\"bytes\":"
                          + SALES.length()
                          + ",\"state\":\"waiting\"}"));
      assertThat(receiver.feedAtRest())
          .isEqualTo(Map.of("sales/night-" + sha.substring(0, 12) + ".csv", SALES));
    }
  }

  @Test
  void eachFeedHasItsPlace() throws IOException {
    try (RunningReceiver receiver = RunningReceiver.start(root)) {
      for (String feed : new String[] {"sales", "context", "stores", "products"}) {
        assertThat(receiver.push(feed, "x.json.gz", "x" + feed).statusCode()).isEqualTo(201);
      }
      assertThat(receiver.feedAtRest().keySet())
          .containsExactly(
              "context/x-" + hash("xcontext") + ".json.gz",
              "reference/products-x-" + hash("xproducts") + ".json.gz",
              "reference/stores-x-" + hash("xstores") + ".json.gz",
              "sales/x-" + hash("xsales") + ".json.gz");
    }
  }

  private static String hash(String content) {
    return DigestUtils.sha256Hex(content).substring(0, 12);
  }

  @Test
  void theSameAgainIsNothingNewUnderAnyName() throws IOException {
    try (RunningReceiver receiver = RunningReceiver.start(root)) {
      receiver.push("sales", "a.csv", SALES);
      receiver.awaitEmpty();
      HttpResponse<String> again = receiver.push("sales", "b.csv", SALES);
      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(json(again).get("name").asText()).isEqualTo("a.csv");
      assertThat(json(again).get("state").asText()).isEqualTo("handed_over");
      assertThat(receiver.push("context", "a.csv", SALES).statusCode()).isEqualTo(201);
      assertThat(receiver.feedAtRest().keySet())
          .containsExactly("context/a-" + hash(SALES) + ".csv", "sales/a-" + hash(SALES) + ".csv");
    }
  }

  @Test
  void otherContentUnderTheSameNameIsAnotherFile() throws IOException {
    try (RunningReceiver receiver = RunningReceiver.start(root)) {
      receiver.push("sales", "a.csv", "one");
      receiver.push("sales", "a.csv", "two");
      assertThat(receiver.feedAtRest().values()).containsExactlyInAnyOrder("one", "two");
    }
  }

  @Test
  void isKnownAgainByTheNextProcess() throws IOException {
    try (RunningReceiver receiver = RunningReceiver.start(root)) {
      receiver.push("sales", "a.csv", SALES);
    }
    try (RunningReceiver receiver = RunningReceiver.start(root)) {
      assertThat(receiver.push("sales", "a.csv", SALES).statusCode()).isEqualTo(200);
      assertThat(receiver.feedAtRest()).hasSize(1);
    }
  }

  @Test
  void manyChunksOfAKnownAndOfAnUnknownLength() throws IOException {
    byte[] content = new byte[(3 << 20) + 17];
    new Random(1).nextBytes(content);
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (content[i] & 0x7f);
    }
    try (RunningReceiver receiver = RunningReceiver.start(root)) {
      assertThat(receiver.push("sales", "a.csv", BodyPublishers.ofByteArray(content)).statusCode())
          .isEqualTo(201);
      assertThat(
              receiver
                  .push(
                      "context",
                      "a.csv",
                      BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content)))
                  .statusCode())
          .isEqualTo(201);
      Map<String, String> feed = receiver.feedAtRest();
      assertThat(feed).hasSize(2);
      assertThat(feed.values())
          .allMatch(each -> DigestUtils.sha256Hex(each).equals(DigestUtils.sha256Hex(content)));
    }
  }

  @Test
  void aHashThatIsSentAlongIsChecked() throws IOException {
    try (RunningReceiver receiver = RunningReceiver.start(root)) {
      assertThat(announced(receiver, DigestUtils.sha256Hex(SALES)).statusCode()).isEqualTo(201);
      assertThat(announced(receiver, DigestUtils.sha256Hex(SALES)).statusCode()).isEqualTo(200);
      HttpResponse<String> other = announced(receiver, DigestUtils.sha256Hex("other"));
      assertThat(other.statusCode()).isEqualTo(400);
      assertThat(json(other).get("problem").asText()).contains("SHA-256");
      assertThat(announced(receiver, "zz").statusCode()).isEqualTo(400);
      assertThat(receiver.feedAtRest()).hasSize(1);
    }
  }

  private static HttpResponse<String> announced(RunningReceiver receiver, String sha256)
      throws IOException {
    return receiver.send(
        receiver
            .request("/api/v1/deliveries/sales?name=a.csv")
            .header("X-Content-SHA256", sha256)
            .POST(BodyPublishers.ofString(SALES))
            .build());
  }

  static JsonNode json(HttpResponse<String> answer) throws IOException {
    assertThat(answer.body()).endsWith("}\n");
    assertThat(answer.body().trim().lines()).hasSize(1);
    return new ObjectMapper().readTree(answer.body());
  }
}
