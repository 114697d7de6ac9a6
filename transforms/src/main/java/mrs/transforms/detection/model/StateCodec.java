package mrs.transforms.detection.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.zip.CRC32;
import mrs.transforms.detection.series.SeriesIndex;
import mrs.transforms.detection.series.SeriesKey;

/**
 * Turns what is known of a region into bytes and back. The same state always gives the same bytes:
 * magic, format, checksum of the rest, then the rest.
 */
public final class StateCodec {

  /** Version of the stored form; another one is refused. */
  public static final int FORMAT = 8;

  private static final int MAGIC = 0x4d525342;
  private static final int HEADER = 16;

  private StateCodec() {}

  /** The payload was not written by this format, or has been damaged since. */
  static final class UnreadableState extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnreadableState(String problem) {
      super(
          "A stored baseline model cannot be used: "
              + problem
              + ". The region is learnt again from its sales when the row is left out");
    }
  }

  /** The bytes of what has to be remembered; pools and series that are not known are left out. */
  public static byte[] encode(RegionState state) {
    RegionState known =
        state.over(new SeriesIndex(state.knownSeries(), state.knownRoster(), Map.of()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      known.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] body = bytes.toByteArray();
    return ByteBuffer.allocate(HEADER + body.length)
        .putInt(MAGIC)
        .putInt(FORMAT)
        .putLong(checksum(body))
        .put(body)
        .array();
  }

  /** Whether {@link #decode} can read it. */
  public static boolean readable(byte[] payload) {
    try {
      body(payload);
      return true;
    } catch (UnreadableState damaged) {
      return false;
    }
  }

  /**
   * The state that {@code payload} was made of.
   *
   * @throws UnreadableState if the payload is of another format, or damaged
   */
  public static RegionState decode(byte[] payload) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body(payload)))) {
      return RegionState.read(in);
    } catch (IOException e) {
      throw new UnreadableState("it ends early");
    }
  }

  /**
   * The same state by the part that a series' store falls to.
   *
   * @param partOf the part of a store, from 0 up to but without {@code parts}
   */
  public static byte[][] shared(byte[] payload, int parts, ToIntFunction<String> partOf) {
    RegionState state = decode(payload);
    byte[][] shares = new byte[parts][];
    for (int p = 0; p < parts; p++) {
      int part = p;
      List<SeriesKey> own =
          state.index().series().stream()
              .filter(k -> partOf.applyAsInt(k.storeId()) == part)
              .toList();
      shares[p] = encode(state.over(new SeriesIndex(own, state.index().roster(), Map.of())));
    }
    return shares;
  }

  private static byte[] body(byte[] payload) {
    if (payload.length < HEADER) {
      throw new UnreadableState("it has only " + payload.length + " bytes");
    }
    ByteBuffer header = ByteBuffer.wrap(payload);
    int magic = header.getInt();
    int format = header.getInt();
    long checksum = header.getLong();
    if (magic != MAGIC || format != FORMAT) {
      throw new UnreadableState("its format is " + format + ", this version reads " + FORMAT);
    }
    byte[] body = Arrays.copyOfRange(payload, HEADER, payload.length);
    if (checksum(body) != checksum) {
      throw new UnreadableState("its checksum does not match");
    }
    return body;
  }

  private static long checksum(byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(body);
    return crc.getValue();
  }
}
