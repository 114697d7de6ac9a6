package mrs.resilience.spool.position;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How far a spool is, as its file has it: magic, version, counter, the fields below, and the CRC32C
 * of all; big-endian.
 *
 * @param counter counts the positions written; the higher is the later
 * @param consumed what the consumer is done with
 * @param durableTo every record up to this number was on the disk: if the last segment ends before
 *     it, that is no torn tail but damage
 * @param reservedTo numbers up to this one may have been given to records that are in memory alone;
 *     0 if there are none
 */
public record ReadPosition(long counter, ConsumedSeqs consumed, long durableTo, long reservedTo) {
  private static final int MAGIC = 0x4d525350;
  private static final int VERSION = 1;
  private static final int HEAD = 4 + 4 + 8 + 8 + 8 + 8 + 4;
  private static final int CRC = 4;
  private static final int SPAN = 16;

  /** The content of its file. */
  public byte[] bytes() {
    List<ConsumedSeqs.Span> spans = consumed.beyond();
    ByteBuffer file = ByteBuffer.allocate(HEAD + spans.size() * SPAN + CRC);
    file.putInt(MAGIC).putInt(VERSION).putLong(counter).putLong(consumed.upTo());
    file.putLong(durableTo).putLong(reservedTo).putInt(spans.size());
    spans.forEach(each -> file.putLong(each.from()).putLong(each.to()));
    return file.putInt(crc(file.array())).array();
  }

  /** Empty if these are not the bytes of a position. */
  public static Optional<ReadPosition> of(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes);
    if (bytes.length < HEAD + CRC
        || file.getInt(bytes.length - CRC) != crc(bytes)
        || file.getInt() != MAGIC
        || file.getInt() != VERSION) {
      return Optional.empty();
    }
    long counter = file.getLong();
    long upTo = file.getLong();
    long durableTo = file.getLong();
    long reservedTo = file.getLong();
    int count = file.getInt();
    if (count < 0 || bytes.length != HEAD + (long) count * SPAN + CRC) {
      return Optional.empty();
    }
    List<ConsumedSeqs.Span> spans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spans.add(new ConsumedSeqs.Span(file.getLong(), file.getLong()));
    }
    return Optional.of(
        new ReadPosition(counter, new ConsumedSeqs(upTo, spans), durableTo, reservedTo));
  }

  private static int crc(byte[] file) {
    CRC32C crc = new CRC32C();
    crc.update(file, 0, file.length - CRC);
    return (int) crc.getValue();
  }
}
