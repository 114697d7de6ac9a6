package mrs.jobs.intake.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import mrs.resilience.spool.segment.SpoolRecord;

/**
 * One record of the spool: an upload is some chunks and then its end, or chunks and the word that
 * it was abandoned. The owner of the record is the feed.
 */
public sealed interface SpooledPart {
  /** The longest record: 1 MiB. */
  int MOST_BYTES = 1 << 20;

  /** So many bytes of a record of a chunk stand before its content. */
  int CHUNK_HEADER = 1 + 3 * Long.BYTES;

  /** The most content of one chunk. */
  int MOST_CONTENT = MOST_BYTES - CHUNK_HEADER;

  /** Which upload it is of. */
  UploadId upload();

  /**
   * Some bytes of a delivery.
   *
   * @param offset where they stand in it
   */
  record Chunk(UploadId upload, long offset, ByteBuffer content) implements SpooledPart {
    /**
     * Writes the header of a chunk into a record whose content is there already.
     *
     * @param record {@link #CHUNK_HEADER} bytes, then the content
     * @return the same
     */
    public static byte[] head(UploadId upload, long offset, byte[] record) {
      start(CHUNK, upload, ByteBuffer.wrap(record)).putLong(offset);
      return record;
    }
  }

  /** All of it has arrived. */
  record End(UploadId upload, PushedDelivery delivery) implements SpooledPart {
    /** The record that says so. */
    public byte[] record() {
      byte[] text = (delivery.key().sha256() + delivery.name()).getBytes(UTF_8);
      ByteBuffer record = ByteBuffer.allocate(CHUNK_HEADER + text.length);
      return start(END, upload, record).putLong(delivery.bytes()).put(text).array();
    }
  }

  /** No more of it will come: what there is of it is to go. */
  record Abandoned(UploadId upload) implements SpooledPart {
    /** The record that says so. */
    public byte[] record() {
      return start(ABANDONED, upload, ByteBuffer.allocate(CHUNK_HEADER)).array();
    }
  }

  /** Kinds of records, as they are on the disk. */
  byte CHUNK = 1;

  /** The end of an upload. */
  byte END = 2;

  /** An upload was abandoned. */
  byte ABANDONED = 3;

  private static ByteBuffer start(byte kind, UploadId upload, ByteBuffer record) {
    return record.put(kind).putLong(upload.process()).putLong(upload.number());
  }

  /**
   * What a record of the spool says.
   *
   * @throws IOException if it is of a kind that this version does not know
   */
  static SpooledPart of(SpoolRecord record) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(record.payload());
    try {
      byte kind = in.get();
      UploadId upload = new UploadId(in.getLong(), in.getLong());
      long number = in.getLong();
      return switch (kind) {
        case CHUNK -> new Chunk(upload, number, in.slice());
        case END -> new End(upload, delivery(record, number, UTF_8.decode(in).toString()));
        case ABANDONED -> new Abandoned(upload);
        default -> throw unknown(record);
      };
    } catch (BufferUnderflowException e) {
      throw unknown(record);
    }
  }

  private static PushedDelivery delivery(SpoolRecord record, long bytes, String text)
      throws IOException {
    int digits = Math.min(64, text.length());
    DeliveryKey key =
        DeliveryKey.of(feed(record), text.substring(0, digits)).orElseThrow(() -> unknown(record));
    DeliveryName name = DeliveryName.of(text.substring(digits)).orElseThrow(() -> unknown(record));
    return new PushedDelivery(key, name, bytes);
  }

  /** The feed that a record is of. */
  static IntakeFeed feed(SpoolRecord record) throws IOException {
    return IntakeFeed.of(record.who()).orElseThrow(() -> unknown(record));
  }

  private static IOException unknown(SpoolRecord record) {
    return new IOException(
        "record "
            + record.seq()
            + " of the spool is of no kind that this version of the program knows; start the version"
            + " that wrote it, or let that one drain the spool before you go back");
  }
}
