package mrs.transforms.detection.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** Cells of one day as bytes: a tenth of what they take as rows, and one row to move about. */
public final class PackedCells {

  /** Stands before a text that is named for the first time; later its number stands for it. */
  private static final int NEW = -1;

  private static final int PROMOTED = 0x10;

  /** What a cell takes at most beside its texts. */
  private static final int CELL_BYTES = 64;

  private final Map<String, Integer> texts = new HashMap<>();
  private ByteBuffer bytes = ByteBuffer.allocate(CELL_BYTES);

  /** Adds a cell; all have to be of the same day. */
  public void add(SalesCell cell) {
    write(cell.series().storeId());
    write(cell.series().sku());
    room(CELL_BYTES);
    bytes
        .put((byte) (cell.state() | (cell.promoted() ? PROMOTED : 0)))
        .putDouble(cell.units())
        .putLong(cell.writtenAt())
        .putInt(cell.version())
        .putLong(cell.contentHash());
  }

  private void write(String text) {
    Integer known = texts.get(text);
    if (known == null) {
      texts.put(text, texts.size());
      byte[] letters = text.getBytes(UTF_8);
      room(CELL_BYTES + letters.length);
      bytes.putInt(NEW).putInt(letters.length).put(letters);
    } else {
      room(CELL_BYTES);
      bytes.putInt(known);
    }
  }

  private void room(int needed) {
    if (bytes.remaining() < needed) {
      bytes =
          ByteBuffer.allocate(2 * bytes.capacity() + needed)
              .put(bytes.array(), 0, bytes.position());
    }
  }

  /** How many bytes they take so far. */
  public int size() {
    return bytes.position();
  }

  /** The cells so far, for {@link #unpack}. */
  public byte[] bytes() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** Hands over the cells that {@code packed} was made of, in the order in which they came. */
  public static void unpack(int day, byte[] packed, Consumer<SalesCell> cells) {
    List<String> texts = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(packed);
    while (bytes.hasRemaining()) {
      SeriesKey series = new SeriesKey(read(bytes, texts), read(bytes, texts));
      int state = bytes.get();
      cells.accept(
          new SalesCell(
              series,
              day,
              (byte) (state & ~PROMOTED),
              bytes.getDouble(),
              (state & PROMOTED) != 0,
              bytes.getLong(),
              bytes.getInt(),
              bytes.getLong()));
    }
  }

  /**
   * The same cells by the part that their store falls to; no bytes where a part has none.
   *
   * @param partOf the part of a store, from 0 up to but without {@code parts}
   */
  public static byte[][] shared(byte[] packed, int parts, ToIntFunction<String> partOf) {
    PackedCells[] shares = new PackedCells[parts];
    Arrays.setAll(shares, p -> new PackedCells());
    unpack(0, packed, c -> shares[partOf.applyAsInt(c.series().storeId())].add(c));
    return Arrays.stream(shares).map(PackedCells::bytes).toArray(byte[][]::new);
  }

  private static String read(ByteBuffer bytes, List<String> texts) {
    int known = bytes.getInt();
    if (known != NEW) {
      return texts.get(known);
    }
    byte[] letters = new byte[bytes.getInt()];
    bytes.get(letters);
    texts.add(new String(letters, UTF_8));
    return texts.get(texts.size() - 1);
  }
}
