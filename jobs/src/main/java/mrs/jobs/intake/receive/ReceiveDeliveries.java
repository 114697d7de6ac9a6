package mrs.jobs.intake.receive;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import mrs.jobs.intake.delivery.DeliveryKey;
import mrs.jobs.intake.delivery.PushedDelivery;
import mrs.jobs.intake.delivery.SpooledPart;
import mrs.jobs.intake.journal.DeliveryLedger;
import mrs.jobs.intake.journal.DeliveryLedger.Entry;
import mrs.jobs.intake.journal.DeliveryLedger.State;
import mrs.resilience.spool.Spool;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Takes deliveries into the spool. What has a {@link Receipt} is handed over once, whatever happens
 * to this process; what is refused is not handed over. For many threads.
 */
public final class ReceiveDeliveries {
  private final Spool spool;
  private final SpoolRoom room;
  private final DeliveryLedger ledger;
  private final ActiveUploads uploads;
  private final InstantSource clock;
  private final Sizes sizes;
  private final KeyLocks keys = new KeyLocks();

  /**
   * How long things may be, in bytes.
   *
   * @param delivery the longest delivery
   * @param chunk what of it goes into one record
   */
  public record Sizes(long delivery, int chunk) {
    /** Refuses chunks that are no records. */
    public Sizes {
      if (delivery < 1 || chunk < 1 || chunk > SpooledPart.MOST_CONTENT) {
        throw new IllegalArgumentException(
            "a chunk has 1 to " + SpooledPart.MOST_CONTENT + " bytes, not " + chunk);
      }
    }

    /** The longest chunks. */
    public static Sizes ofDeliveries(long most) {
      return new Sizes(most, SpooledPart.MOST_CONTENT);
    }
  }

  /**
   * Takes deliveries.
   *
   * @param uploads told of those that are under way
   */
  public ReceiveDeliveries(
      Spool spool,
      SpoolRoom room,
      DeliveryLedger ledger,
      ActiveUploads uploads,
      InstantSource clock,
      Sizes sizes) {
    this.spool = spool;
    this.room = room;
    this.ledger = ledger;
    this.uploads = uploads;
    this.clock = clock;
    this.sizes = sizes;
  }

  /**
   * Takes one delivery.
   *
   * @param body its bytes; each chunk is asked for by {@link InputStream#readNBytes(byte[], int,
   *     int)}, and an exception means that no more will come
   */
  public Receipt receive(PushRequest request, InputStream body) throws Refusal {
    long announced = request.length().orElse(0);
    if (announced > sizes.delivery()) {
      throw Refusal.tooLarge(sizes.delivery());
    }
    boolean isKnown = request.sha256().flatMap(sha -> known(request, sha)).isPresent();
    try (Upload upload = new Upload(spool, room, uploads, request.feed())) {
      if (!isKnown) {
        upload.promise(announced);
      }
      return receive(new Receiving(request, body, upload, !isKnown));
    }
  }

  /**
   * One delivery that is coming in.
   *
   * @param keeps false if its content is here already, and is only held against what is promised
   */
  private record Receiving(PushRequest request, InputStream body, Upload upload, boolean keeps) {}

  private Receipt receive(Receiving in) throws Refusal {
    MessageDigest digest = DigestUtils.getSha256Digest();
    long bytes = 0;
    byte[] record = read(in, bytes);
    while (true) {
      int length = record.length - SpooledPart.CHUNK_HEADER;
      digest.update(record, SpooledPart.CHUNK_HEADER, length);
      bytes += length;
      if (bytes > sizes.delivery()) {
        throw Refusal.tooLarge(sizes.delivery());
      }
      if (length > 0 && in.keeps()) {
        in.upload().chunk(record);
      }
      if (length < sizes.chunk() || isAll(in.request(), bytes)) {
        break;
      }
      if (in.keeps()) {
        in.upload().keep();
      }
      record = read(in, bytes);
    }
    check(in.request(), bytes);
    return end(in, checkedKey(in.request(), digest), bytes);
  }

  private static boolean isAll(PushRequest request, long bytes) {
    return request.length().isPresent() && bytes >= request.length().getAsLong();
  }

  /** The next record: full, unless the body ends. */
  private byte[] read(Receiving in, long before) throws Refusal {
    long left = in.request().length().orElse(Long.MAX_VALUE) - before;
    int most = (int) Math.min(sizes.chunk(), left);
    byte[] record = new byte[SpooledPart.CHUNK_HEADER + most];
    try {
      int read = in.body().readNBytes(record, SpooledPart.CHUNK_HEADER, most);
      return read == most ? record : Arrays.copyOf(record, SpooledPart.CHUNK_HEADER + read);
    } catch (IOException e) {
      throw Refusal.brokenOff();
    }
  }

  private static void check(PushRequest request, long bytes) throws Refusal {
    if (request.length().isPresent() && request.length().getAsLong() != bytes) {
      throw Refusal.brokenOff();
    }
    if (bytes == 0) {
      throw Refusal.invalid("the delivery is empty", "send the content of a file as the body");
    }
  }

  private static DeliveryKey checkedKey(PushRequest request, MessageDigest digest) throws Refusal {
    String sha256 = HexFormat.of().formatHex(digest.digest());
    if (request.sha256().isPresent() && !request.sha256().get().equals(sha256)) {
      throw Refusal.invalid(
          "the SHA-256 of what has arrived is "
              + sha256
              + " and not "
              + request.sha256().get()
              + ", as was announced",
          "send it again if it was changed on its way, or announce what is sent");
    }
    return new DeliveryKey(request.feed(), sha256);
  }

  private Receipt end(Receiving in, DeliveryKey key, long bytes) throws Refusal {
    try (KeyLocks.Lock lock = keys.take(key)) {
      Optional<Entry> known = known(key);
      if (known.isPresent()) {
        return new Receipt(known.get().delivery(), known.get().state(), false);
      }
      if (!in.keeps()) {
        // It was lost in the meantime, so that now it would be needed.
        throw Refusal.unknown();
      }
      PushedDelivery delivery = new PushedDelivery(key, in.request().name(), bytes);
      in.upload().end(delivery);
      note(delivery);
      return new Receipt(delivery, State.WAITING, true);
    }
  }

  private void note(PushedDelivery delivery) {
    try {
      ledger.accepted(delivery, clock.instant());
    } catch (IOException e) {
      // It is in the spool for good. Sent again after a kill it would be taken for new, and be
      // recognised when it is handed over. That the ledger is not sound shows in its own state.
    }
  }

  private Optional<Entry> known(PushRequest request, String sha256) {
    return known(new DeliveryKey(request.feed(), sha256));
  }

  private Optional<Entry> known(DeliveryKey key) {
    return ledger.find(key).filter(entry -> entry.state() != State.LOST);
  }
}
