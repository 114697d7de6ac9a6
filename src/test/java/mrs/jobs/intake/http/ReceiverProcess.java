package mrs.jobs.intake.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import mrs.jobs.intake.Intake;
import mrs.jobs.intake.IntakeFolders;
import mrs.jobs.intake.IntakeSettings;
import mrs.jobs.intake.handover.FeedTarget;
import mrs.jobs.telemetry.Meters;
import mrs.resilience.Ticker;

/** A receiver in a process of its own, which a test can kill. */
final class ReceiverProcess {
  private static final String PORT = "port";

  private final Path root;
  private final Process process;

  private ReceiverProcess(Path root, Process process) {
    this.root = root;
    this.process = process;
  }

  /** The process itself: keeps all it has below its first argument. */
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    Intake intake =
        Intake.open(
            IntakeFolders.at(root.resolve("intake")),
            FeedTarget.at(root.resolve("feed")),
            IntakeSettings.DEFAULT.withBacklogPerSecond(100_000),
            new Intake.Surroundings(
                InstantSource.system(), Ticker.ofTheMachine(), new SecureRandom()));
    IntakeServer server =
        IntakeServer.start(
            intake,
            IntakeToken.find(Optional.empty(), System.getenv()),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            HttpLimits.DEFAULT,
            Meters.asText());
    intake.start();
    Path port = root.resolve(PORT + ".new");
    Files.writeString(port, Integer.toString(server.address().getPort()));
    Files.move(port, root.resolve(PORT), StandardCopyOption.ATOMIC_MOVE);
    LockSupport.park();
  }

  /** Starts one and waits until it serves. */
  static ReceiverProcess start(Path root) throws IOException {
    Files.deleteIfExists(root.resolve(PORT));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ReceiverProcess.class.getName(), root.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(IntakeToken.VARIABLE, RunningReceiver.TOKEN);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(root.resolve("receiver.log").toFile()));
    ReceiverProcess started = new ReceiverProcess(root, builder.start());
    started.port();
    return started;
  }

  /** Where it serves. */
  int port() throws IOException {
    while (!Files.exists(root.resolve(PORT))) {
      if (!process.isAlive()) {
        throw new IOException(
            "the receiver has ended: " + Files.readString(root.resolve("receiver.log")));
      }
      LockSupport.parkNanos(5_000_000);
    }
    return Integer.parseInt(Files.readString(root.resolve(PORT)));
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
