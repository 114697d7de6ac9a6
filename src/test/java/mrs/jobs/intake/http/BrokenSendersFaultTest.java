package mrs.jobs.intake.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import mrs.jobs.intake.IntakeSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Senders that break off, that are slow, that are stuck, and what it costs the others. */
class BrokenSendersFaultTest {
  private static final String PATH = "/api/v1/deliveries/sales?name=a.csv";
  private static final byte[] CHUNK = "x".repeat(1 << 20).getBytes(US_ASCII);

  @TempDir private Path root;

  @BeforeEach
  void feed() throws IOException {
    Files.createDirectories(root.resolve("feed"));
  }

  private RunningReceiver quick() throws IOException {
    RunningReceiver receiver =
        new RunningReceiver(
            root, IntakeSettings.DEFAULT.withBacklogPerSecond(100_000), RunningReceiver.QUICK);
    receiver.intake().start();
    return receiver;
  }

  /** The server of the JDK tells the end of a connection and the end of a body alike. */
  @Test
  void aSenderThatBreaksOffLeavesNothing() throws IOException {
    try (RunningReceiver receiver = quick()) {
      receiver.begin(PATH, "Content-Length: 3000000\r\n", CHUNK).close();
      receiver.begin(PATH, "Content-Length: 10\r\n", "123".getBytes(US_ASCII)).close();
      receiver.begin(PATH, "Content-Length: 10\r\n", new byte[0]).close();
      receiver
          .begin(PATH, "Transfer-Encoding: chunked\r\n", "5\r\n12345\r\n".getBytes(US_ASCII))
          .close();
      receiver
          .begin(PATH, "Transfer-Encoding: chunked\r\n", "zz\r\n12345".getBytes(US_ASCII))
          .close();
      assertThat(receiver.push("sales", "b.csv", "whole").statusCode()).isEqualTo(201);
      awaitNothingComesIn(receiver);
      assertThat(receiver.feedAtRest().values()).containsExactly("whole");
    }
  }

  @Test
  void aSenderThatIsStuckIsCutOff() throws IOException {
    try (RunningReceiver receiver = quick();
        Socket stuck = receiver.begin(PATH, "Content-Length: 3000000\r\n", CHUNK);
        Socket silent = receiver.begin(PATH, "Content-Length: 3000000\r\n", new byte[0])) {
      assertThat(answer(stuck)).isEmpty();
      assertThat(answer(silent)).isEmpty();
      awaitNothingComesIn(receiver);
      assertThat(receiver.push("sales", "b.csv", "whole").statusCode()).isEqualTo(201);
      assertThat(receiver.feedAtRest().values()).containsExactly("whole");
    }
  }

  /** More of them than threads: the next one waits for a moment, and is served. */
  @Test
  void manyThatAreStuckDoNotHoldAllThreads() throws IOException {
    List<Socket> stuck = new ArrayList<>();
    try (RunningReceiver receiver = quick()) {
      for (int i = 0; i < 3 * RunningReceiver.QUICK.threads(); i++) {
        stuck.add(receiver.begin(PATH, "Content-Length: 3000000\r\n", new byte[10]));
        Socket headless = new Socket(InetAddress.getLoopbackAddress(), receiver.port());
        headless.getOutputStream().write("POST /x HTTP/1.1\r\nHost: ".getBytes(US_ASCII));
        stuck.add(headless);
        stuck.add(new Socket(InetAddress.getLoopbackAddress(), receiver.port()));
      }
      assertThat(receiver.get("/livez").statusCode()).isEqualTo(200);
      while (receiver.push("sales", "b.csv", "whole").statusCode() == 503) {
        LockSupport.parkNanos(2_000_000);
      }
      assertThat(receiver.feedAtRest().values()).containsExactly("whole");
    } finally {
      for (Socket each : stuck) {
        each.close();
      }
    }
  }

  @Test
  void tooManyAtATimeAreToldToComeAgain() throws IOException {
    List<Socket> busy = new ArrayList<>();
    try (RunningReceiver receiver =
        new RunningReceiver(root, IntakeSettings.DEFAULT, HttpLimits.DEFAULT)) {
      for (int i = 0; i < HttpLimits.DEFAULT.uploads(); i++) {
        busy.add(receiver.begin(PATH, "Content-Length: 3000000\r\n", new byte[10]));
      }
      var answer = receiver.push("sales", "b.csv", "whole");
      while (answer.statusCode() != 503) {
        // One of them may have been sent away while this push was the last that was let in.
        busy.add(receiver.begin(PATH, "Content-Length: 3000000\r\n", new byte[10]));
        answer = receiver.push("sales", "b.csv", "whole");
      }
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      assertThat(receiver.get("/readyz").statusCode()).isEqualTo(200);
      for (Socket each : busy) {
        each.close();
      }
      while (receiver.push("sales", "b.csv", "whole").statusCode() == 503) {
        LockSupport.parkNanos(2_000_000);
      }
    }
  }

  @Test
  void requestsThatAreNoneAreRefusedWithoutAStackTrace() throws IOException {
    try (RunningReceiver receiver = quick()) {
      for (String request :
          List.of(
              "POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
              "POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1x\r\n\r\n",
              "POST /\u0000 HTTP/1.1\r\nHost: x\r\n\r\n",
              "POST /[ HTTP/1.1\r\nHost: x\r\n\r\n",
              "nonsense\r\n\r\n")) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
          socket.getOutputStream().write(request.getBytes(US_ASCII));
          socket.getOutputStream().flush();
          assertThat(answer(socket)).doesNotContain("\tat ", "java.", "201");
        }
      }
      assertThat(receiver.feedAtRest()).isEmpty();
    }
  }

  private static String answer(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    try {
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    } catch (SocketException e) {
      return "";
    }
  }

  /** The abandoned ones have been told of when a later one has come and gone. */
  private static void awaitNothingComesIn(RunningReceiver receiver) throws IOException {
    long end = System.nanoTime() + 20_000_000_000L;
    while (receiver.server().isWorking()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(2_000_000);
    }
  }
}
