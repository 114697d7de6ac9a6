package mrs.resilience.checkpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * The bytes of a checkpoint, big-endian:
 *
 * <pre>
 *  0  4  magic "MRSC"           } these two stand here in every format
 *  4  4  CRC32C of all the rest }
 *  8  4  version of the format, 1
 * 12  4  version of the state
 * 16  8  number of the checkpoint
 * 24  4  length of the component's name
 * 28  4  length of the state
 * 32     name in ASCII, state
 * </pre>
 *
 * The CRC32C covers every other byte, the magic too, so no change of up to three bits stays unseen;
 * it says nothing about tampering. Name and number are in it so that a file under another's name is
 * not taken for it.
 */
final class CheckpointFormat {
  /** The most bytes that a checkpoint has. */
  static final int MOST_BYTES = 64 << 20;

  private static final int MAGIC = 0x4D525343;
  private static final int VERSION = 1;
  private static final int CRC_AT = 4;
  private static final int AFTER_CRC = 8;
  private static final int HEADER = 32;

  private CheckpointFormat() {}

  /** What a checkpoint holds: the version of a state, and the state. */
  record Content(int stateVersion, byte[] state) {}

  /** These bytes are not the checkpoint that they should be. */
  static final class Damage extends Exception {
    private static final long serialVersionUID = 1L;

    Damage(String why) {
      super(why);
    }
  }

  /**
   * The bytes of a checkpoint.
   *
   * @throws IOException if there would be more than {@link #MOST_BYTES}
   */
  static byte[] encode(CheckpointId id, int stateVersion, byte[] state) throws IOException {
    byte[] name = id.component().value().getBytes(US_ASCII);
    if (state.length > MOST_BYTES - HEADER - name.length) {
      throw new IOException(
          "the state of "
              + id.component()
              + " has "
              + state.length
              + " bytes, and a checkpoint at most "
              + MOST_BYTES
              + ": it has to be bounded, or kept elsewhere");
    }
    ByteBuffer out = ByteBuffer.allocate(HEADER + name.length + state.length);
    out.putInt(MAGIC).putInt(0).putInt(VERSION).putInt(stateVersion).putLong(id.number());
    out.putInt(name.length).putInt(state.length).put(name).put(state);
    return out.putInt(CRC_AT, crc(out.array())).array();
  }

  /**
   * Reads the checkpoint that {@code id} should be.
   *
   * @throws Damage if it is not
   * @throws StateRefused if it is undamaged and of a format that this program does not know
   */
  static Content decode(CheckpointId id, byte[] content) throws Damage, StateRefused {
    if (content.length < HEADER) {
      throw new Damage("it has " + content.length + " bytes, and the header alone " + HEADER);
    }
    ByteBuffer in = ByteBuffer.wrap(content);
    if (in.getInt() != MAGIC) {
      throw new Damage("it does not begin as a checkpoint does");
    }
    int expected = in.getInt();
    int found = crc(content);
    if (found != expected) {
      throw new Damage(
          String.format(Locale.ROOT, "its CRC32C is %08x, and should be %08x", found, expected));
    }
    int format = in.getInt();
    if (format != VERSION) {
      throw new StateRefused("its format has version " + format + ", not " + VERSION);
    }
    return content(id, in);
  }

  private static Content content(CheckpointId id, ByteBuffer in) throws Damage {
    int stateVersion = in.getInt();
    long number = in.getLong();
    int nameLength = in.getInt();
    int stateLength = in.getInt();
    if (nameLength < 0 || stateLength < 0 || (long) nameLength + stateLength != in.remaining()) {
      throw new Damage(
          "after the header it has "
              + in.remaining()
              + " bytes, not the "
              + nameLength
              + " + "
              + stateLength
              + " that the header names");
    }
    int from = in.position();
    String name = new String(in.array(), from, nameLength, US_ASCII);
    if (number != id.number() || !name.equals(id.component().value())) {
      throw new Damage("it is number " + number + " of '" + name + "', under another's name");
    }
    return new Content(
        stateVersion, Arrays.copyOfRange(in.array(), from + nameLength, in.array().length));
  }

  private static int crc(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content, 0, CRC_AT);
    crc.update(content, AFTER_CRC, content.length - AFTER_CRC);
    return (int) crc.getValue();
  }
}
