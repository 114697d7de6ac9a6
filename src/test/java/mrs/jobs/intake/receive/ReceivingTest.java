package mrs.jobs.intake.receive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import mrs.jobs.intake.delivery.DeliveryName;
import mrs.jobs.intake.delivery.IntakeFeed;
import mrs.jobs.intake.delivery.SpooledPart;
import mrs.jobs.intake.journal.DeliveryLedger;
import mrs.jobs.intake.receive.ReceiveDeliveries.Sizes;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.spool.Lane;
import mrs.resilience.spool.Spool;
import mrs.resilience.spool.SpoolPolicy;
import mrs.resilience.spool.segment.SpoolRecord;
import org.junit.jupiter.api.BeforeEach;

/** What receives, with chunks of 8 bytes, into a small spool whose disk can be made to fail. */
abstract class ReceivingTest {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2024-06-01T02:00:00Z"));
  static final long DISK = 1 << 17;
  static final String CONTENT = "0123456789abcdefghij";

  final ForgetfulFolder own = new ForgetfulFolder();
  final ForgetfulFolder queue = new ForgetfulFolder();
  Spool spool;
  DeliveryLedger ledger;
  ActiveUploads uploads;
  ReceiveDeliveries deliveries;

  @BeforeEach
  void open() throws IOException {
    spool = Spool.open(queue, SpoolPolicy.durable(DISK), CLOCK, new Random(1), event -> {});
    ledger = DeliveryLedger.open(own, 100);
    uploads = new ActiveUploads(new Random(1));
    deliveries =
        new ReceiveDeliveries(
            spool,
            new SpoolRoom(spool, queue, DISK),
            ledger,
            uploads,
            CLOCK,
            new Sizes(1_000_000, 8));
  }

  static InputStream body(String content) {
    return new ByteArrayInputStream(content.getBytes(US_ASCII));
  }

  static PushRequest request(OptionalLong length, Optional<String> sha256) {
    return new PushRequest(
        IntakeFeed.SALES, DeliveryName.of("a.csv").orElseThrow(), length, sha256);
  }

  static PushRequest untold() {
    return request(OptionalLong.empty(), Optional.empty());
  }

  Refusal refused(PushRequest request, InputStream body) {
    return catchThrowableOfType(Refusal.class, () -> deliveries.receive(request, body));
  }

  List<String> kinds() throws IOException {
    List<String> kinds = new ArrayList<>();
    for (SpoolRecord each : spool.peek(Lane.LIVE, 1_000).records()) {
      kinds.add(SpooledPart.of(each).getClass().getSimpleName());
    }
    return kinds;
  }
}
