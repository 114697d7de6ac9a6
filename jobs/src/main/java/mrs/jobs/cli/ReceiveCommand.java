package mrs.jobs.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import mrs.jobs.cli.options.ByteSize;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.cli.options.IntakeOptions;
import mrs.jobs.cli.options.ListenAddress;
import mrs.jobs.intake.Intake;
import mrs.jobs.intake.IntakeSettings;
import mrs.jobs.intake.http.HttpLimits;
import mrs.jobs.intake.http.IntakeServer;
import mrs.jobs.intake.http.IntakeToken;
import mrs.jobs.messages.Problem;
import mrs.jobs.telemetry.Meters;
import mrs.jobs.telemetry.PushFigures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mrs receive}: takes deliveries over HTTP until it is ended. */
@Command(
    name = "receive",
    description =
        "Takes deliveries that are pushed over HTTP, and hands them over to a feed folder: POST"
            + " /api/v1/deliveries/FEED?name=FILE. Ends on SIGTERM or Ctrl-C.")
final class ReceiveCommand implements Callable<Integer> {
  @ParentCommand private MrsCommand mrs;

  @Parameters(paramLabel = "FEED_DIR", description = "The feed folder that 'mrs ingest' reads.")
  private Path feed;

  @Mixin private IntakeOptions intakes = new IntakeOptions();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8085",
      converter = ListenAddress.class,
      description = "Where to listen (default: ${DEFAULT-VALUE}; this machine alone reaches that).")
  private InetSocketAddress listen;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File with what senders have to know, that only its owner can read (default: the"
              + " variable "
              + IntakeToken.VARIABLE
              + ").")
  private @Nullable Path tokenFile;

  @Option(
      names = "--disk",
      paramLabel = "SIZE",
      defaultValue = "10g",
      converter = ByteSize.class,
      description = "How much of the disk what waits may take (default: ${DEFAULT-VALUE}).")
  private long disk;

  @Option(
      names = "--max-delivery",
      paramLabel = "SIZE",
      defaultValue = "1g",
      converter = ByteSize.class,
      description = "How large a delivery may be (default: ${DEFAULT-VALUE}).")
  private long mostDelivery;

  @Option(
      names = "--backlog-rate",
      paramLabel = "N",
      defaultValue = "50",
      description =
          "How many records a second what had to wait goes out with at least, of 1 MiB at most"
              + " (default: ${DEFAULT-VALUE}; 1.5 times what is usual where that is more).")
  private double backlogRate;

  @Override
  public Integer call() throws IOException {
    CommonOptions options = mrs.options();
    IntakeToken token = IntakeToken.find(Optional.ofNullable(tokenFile), System.getenv());
    IntakeSettings settings = settings();
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Thread hook = new Thread(() -> end(ended, closed), "intake-end");
    try (Intake intake = intakes.open(options, feed, settings);
        Meters meters = meters(options);
        IntakeServer server = start(intake, token, meters)) {
      intake.start();
      tell(options, server);
      Runtime.getRuntime().addShutdownHook(hook);
      await(ended);
    }
    options.progress().say("ended; what was taken is on the disk");
    closed.countDown();
    return ExitCodes.DONE;
  }

  private IntakeSettings settings() {
    try {
      return IntakeSettings.DEFAULT
          .withDiskBytes(disk)
          .withMostDeliveryBytes(mostDelivery)
          .withBacklogPerSecond(backlogRate);
    } catch (IllegalArgumentException e) {
      throw Problem.refused(
          String.valueOf(e.getMessage()), "change --disk, --max-delivery or --backlog-rate");
    }
  }

  private static Meters meters(CommonOptions options) {
    return Meters.ofServer(
        options.config().telemetry(),
        PushFigures.Surroundings.of(System.getenv(), options.progress()::say));
  }

  private IntakeServer start(Intake intake, IntakeToken token, Meters meters) {
    try {
      return IntakeServer.start(intake, token, listen, HttpLimits.DEFAULT, meters);
    } catch (IOException e) {
      throw Problem.failed(
          "nothing can listen at " + listen + ": " + e.getMessage(),
          "end what listens there, or give another address with --listen",
          e);
    }
  }

  private void tell(CommonOptions options, IntakeServer server) {
    options
        .progress()
        .say(
            "deliveries are taken at http://"
                + host(server.address())
                + ":"
                + server.address().getPort()
                + ", wait in "
                + intakes.folder(options)
                + " and go to "
                + feed);
    if (!Files.isDirectory(feed)) {
      options
          .progress()
          .say("warning: there is no feed folder " + feed + "; deliveries wait for it");
    }
    if (!listen.getAddress().isLoopbackAddress()) {
      options
          .progress()
          .say(
              "warning: other machines reach it, and the token goes over the wire as it is; put"
                  + " something that speaks TLS in front of it");
    }
  }

  private static String host(InetSocketAddress at) {
    String host = at.getAddress().getHostAddress();
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /** On a signal; the exit code is that of a command that is done. */
  private static void end(CountDownLatch ended, CountDownLatch closed) {
    ended.countDown();
    await(closed);
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(ExitCodes.DONE);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
