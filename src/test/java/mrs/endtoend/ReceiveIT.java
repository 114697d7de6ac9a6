package mrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The receiver as the launcher starts it, on the class path that the build wrote: what a library
 * needs only when it runs has to be there, too.
 */
class ReceiveIT {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  @TempDir private Path temporary;

  @Test
  void theProgramAsItIsPackagedTakesADelivery() throws IOException, InterruptedException {
    String address = "127.0.0.1:" + freePort();
    Process receiver = start(address);
    try (BufferedReader said = new BufferedReader(receiver.inputReader(StandardCharsets.UTF_8))) {
      String line = said.readLine();
      while (line != null && !line.contains(address)) {
        line = said.readLine();
      }
      assertThat(line).as("what it says once it listens").isNotNull();

      assertThat(get(address, "/livez").statusCode()).isEqualTo(200);
      assertThat(get(address, "/metrics").body()).contains("mrs_intake_deliveries_total");
      assertThat(push(address, "store_id,sku,sales_date,units,received_at\n").statusCode())
          .isEqualTo(201);
    } finally {
      receiver.destroyForcibly().waitFor();
    }
  }

  private Process start(String address) throws IOException {
    String classPath = jar() + ":" + Files.readString(Path.of("target", "classpath.txt")).trim();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            "mrs.jobs.Main",
            "receive",
            temporary.resolve("feed").toString(),
            "--listen",
            address,
            "--warehouse",
            temporary.resolve("w").toString(),
            "--conf",
            "conf");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MRS_INTAKE_TOKEN", TOKEN);
    return builder.start();
  }

  private static Path jar() throws IOException {
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      return built.filter(f -> f.toString().endsWith("-SNAPSHOT.jar")).findFirst().orElseThrow();
    }
  }

  private static HttpResponse<String> get(String address, String path)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create("http://" + address + path)).build());
  }

  private static HttpResponse<String> push(String address, String body)
      throws IOException, InterruptedException {
    String path = "/api/v1/deliveries/sales?name=night.csv";
    return send(
        HttpRequest.newBuilder(URI.create("http://" + address + path))
            .header("Authorization", "Bearer " + TOKEN)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
