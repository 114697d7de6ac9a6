package mrs.jobs.intake.handover;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mrs.jobs.intake.delivery.DeliveryKey;
import mrs.jobs.intake.delivery.DeliveryName;
import mrs.jobs.intake.delivery.IntakeFeed;
import mrs.jobs.intake.delivery.PushedDelivery;
import mrs.jobs.intake.delivery.SpooledPart;
import mrs.jobs.intake.delivery.SpooledPart.Abandoned;
import mrs.jobs.intake.delivery.SpooledPart.Chunk;
import mrs.jobs.intake.delivery.SpooledPart.End;
import mrs.jobs.intake.delivery.UploadId;
import mrs.jobs.intake.journal.DeliveryLedger;
import mrs.jobs.intake.journal.IntakeEvent;
import mrs.jobs.intake.journal.IntakeJournal;
import mrs.jobs.intake.journal.NoteEvents;
import mrs.resilience.folder.AppendFile;
import mrs.resilience.folder.ForgetfulFolder;
import mrs.resilience.spool.Lane;
import mrs.resilience.spool.SpoolBatch;
import mrs.resilience.spool.segment.SpoolRecord;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandOverTest {
  private static final Instant AT = Instant.parse("2024-06-01T02:00:00Z");
  private static final UploadId UPLOAD = new UploadId(1, 1);
  private static final String CONTENT = "0123456789abcdef";

  private final ForgetfulFolder own = new ForgetfulFolder();
  private final FeedDisk feed = new FeedDisk();
  private DeliveryLedger ledger;
  private HandOver handOver;

  @BeforeEach
  void open() throws IOException {
    ledger = DeliveryLedger.open(own, 100);
    handOver = new HandOver(feed, ledger, NoteEvents.in(own), InstantSource.fixed(AT));
  }

  private static byte[] chunk(UploadId upload, int offset, String content) {
    byte[] record = new byte[SpooledPart.CHUNK_HEADER + content.length()];
    System.arraycopy(
        content.getBytes(US_ASCII), 0, record, SpooledPart.CHUNK_HEADER, content.length());
    return Chunk.head(upload, offset, record);
  }

  private static PushedDelivery delivery(String name, String content) {
    return new PushedDelivery(
        new DeliveryKey(IntakeFeed.SALES, DigestUtils.sha256Hex(content)),
        DeliveryName.of(name).orElseThrow(),
        content.length());
  }

  private static byte[] end(UploadId upload, String content) {
    return new End(upload, delivery("a.csv", content)).record();
  }

  private static SpoolBatch batch(byte[]... payloads) {
    List<SpoolRecord> records = new ArrayList<>();
    for (byte[] each : payloads) {
      records.add(new SpoolRecord(records.size() + 1, "sales", AT, each));
    }
    return new SpoolBatch(Lane.LIVE, 1, records);
  }

  private static String file(String content) {
    return "sales/a-" + DigestUtils.sha256Hex(content).substring(0, 12) + ".csv";
  }

  private List<IntakeEvent> lost() throws IOException {
    return new IntakeJournal(own).pending();
  }

  @Test
  void aDeliveryIsWholeOrNotThere() throws IOException {
    handOver.take(batch(chunk(UPLOAD, 0, "01234567")), false);
    assertThat(feed.visible()).isEmpty();
    assertThat(feed.hidden()).hasSize(1);
    HandedOver done =
        handOver.take(batch(chunk(UPLOAD, 8, "89abcdef"), end(UPLOAD, CONTENT)), false);
    assertThat(done)
        .isEqualTo(new HandedOver(List.of(delivery("a.csv", CONTENT)), List.of(), List.of()));
    assertThat(feed.visible()).isEqualTo(Map.of(file(CONTENT), CONTENT));
    assertThat(feed.hidden()).isEmpty();
  }

  @Test
  void theEndMayGoAheadOfTheStart() throws IOException {
    handOver.take(batch(chunk(UPLOAD, 8, "89abcdef"), end(UPLOAD, CONTENT)), true);
    assertThat(feed.visible()).isEmpty();
    open();
    handOver.take(batch(chunk(UPLOAD, 0, "01234567")), false);
    assertThat(feed.visible()).isEqualTo(Map.of(file(CONTENT), CONTENT));
    assertThat(feed.hidden()).isEmpty();
    assertThat(lost()).isEmpty();
  }

  @Test
  void whatComesAgainChangesNothing() throws IOException {
    SpoolBatch all =
        batch(chunk(UPLOAD, 0, "01234567"), chunk(UPLOAD, 8, "89abcdef"), end(UPLOAD, CONTENT));
    handOver.take(all, false);
    open();
    assertThat(handOver.take(all, false).again()).hasSize(1);
    own.delete("deliveries.jsonl");
    open();
    assertThat(handOver.take(all, false).fresh()).as("known by its file").hasSize(1);
    assertThat(handOver.take(batch(end(UPLOAD, CONTENT)), false).again()).hasSize(1);
    assertThat(feed.visible()).isEqualTo(Map.of(file(CONTENT), CONTENT));
    assertThat(feed.hidden()).isEmpty();
    assertThat(lost()).isEmpty();
  }

  @Test
  void whatIsNotWholeIsLostAndSaid() throws IOException {
    HandedOver done =
        handOver.take(batch(chunk(UPLOAD, 0, "01234567"), end(UPLOAD, CONTENT)), false);
    assertThat(done.lost()).containsExactly(delivery("a.csv", CONTENT));
    UploadId other = new UploadId(1, 2);
    handOver.take(batch(chunk(other, 0, "0123456789abcdeX"), end(other, CONTENT)), false);
    assertThat(feed.visible()).isEmpty();
    assertThat(feed.hidden()).isEmpty();
    assertThat(lost()).as("said once").hasSize(1);
    assertThat(lost().get(0).kind()).isEqualTo(IntakeEvent.Kind.DELIVERY_LOST);
    assertThat(lost().get(0).who()).isEqualTo(Map.of("sales", 1L));
    assertThat(lost().get(0).text())
        .isEqualTo(
            "the delivery a.csv of 16 bytes with the SHA-256 "
                + DigestUtils.sha256Hex(CONTENT)
                + " was acknowledged and is not whole any more; send it again");
    UploadId third = new UploadId(1, 3);
    handOver.take(batch(chunk(third, 0, CONTENT), end(third, CONTENT)), false);
    assertThat(feed.visible()).isEqualTo(Map.of(file(CONTENT), CONTENT));
  }

  @Test
  void aNameThatIsTakenIsLeftAlone() throws IOException {
    try (AppendFile other = feed.open("sales").create(file(CONTENT).substring(6))) {
      other.write(ByteBuffer.wrap("somebody's".getBytes(US_ASCII)));
    }
    handOver.take(batch(chunk(UPLOAD, 0, CONTENT), end(UPLOAD, CONTENT)), false);
    assertThat(feed.visible())
        .isEqualTo(
            Map.of(
                file(CONTENT),
                "somebody's",
                "sales/a-" + DigestUtils.sha256Hex(CONTENT) + ".csv",
                CONTENT));
  }

  @Test
  void whatWasAbandonedGoes() throws IOException {
    handOver.take(batch(chunk(UPLOAD, 0, "01234567")), false);
    handOver.take(batch(new Abandoned(UPLOAD).record()), false);
    assertThat(feed.hidden()).isEmpty();
    assertThat(lost()).isEmpty();
  }

  @Test
  void whatUploadsWithoutAnEndLeftGoesWhenNothingWaits() throws IOException {
    UploadId active = new UploadId(1, 2);
    handOver.take(batch(chunk(UPLOAD, 0, "01234567"), chunk(active, 0, "01234567")), false);
    handOver.tidy(List.of(), upload -> !Set.of(active).contains(upload));
    assertThat(feed.hidden().keySet()).containsExactly("sales/.mrs-0000000000000001-2-0.part");
  }

  @Test
  void whatWaitsInALedgerAndNowhereElseIsLost() throws IOException {
    PushedDelivery delivery = delivery("a.csv", CONTENT);
    ledger.accepted(delivery, AT);
    feed.away(true);
    assertThatThrownBy(() -> handOver.tidy(List.of(delivery), upload -> true))
        .isInstanceOf(IOException.class);
    handOver.startOver();
    feed.away(false);
    assertThat(handOver.tidy(List.of(delivery), upload -> true).lost()).containsExactly(delivery);
    assertThat(lost().get(0).from()).contains(AT);
    assertThat(ledger.waiting()).isEmpty();
  }

  @Test
  void whatIsHeldIsNotLostWhileTheFolderIsAway() throws IOException {
    PushedDelivery delivery = delivery("a.csv", CONTENT);
    ledger.accepted(delivery, AT);
    handOver.take(batch(chunk(UPLOAD, 8, "89abcdef"), end(UPLOAD, CONTENT)), true);
    handOver.startOver();
    feed.away(true);
    assertThatThrownBy(() -> handOver.tidy(List.of(delivery), upload -> true))
        .isInstanceOf(IOException.class);
    handOver.startOver();
    feed.away(false);
    handOver.take(batch(chunk(UPLOAD, 0, "01234567")), false);
    assertThat(feed.visible()).isEqualTo(Map.of(file(CONTENT), CONTENT));
    assertThat(lost()).isEmpty();
  }

  @Test
  void aRecordOfALaterVersionStopsItAndIsNotSkipped() {
    byte[] later = end(UPLOAD, CONTENT);
    later[0] = 77;
    assertThatThrownBy(() -> handOver.take(batch(later), false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("start the version that wrote it");
  }
}
