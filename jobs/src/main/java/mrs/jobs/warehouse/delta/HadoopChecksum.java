package mrs.jobs.warehouse.delta;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * The checksum that Hadoop's local file system looks for beside a file that it reads, made while
 * the file is written: {@code crc} and a zero, the length of a piece, and the CRC-32 of each piece.
 * Hadoop makes one for what it writes itself, and our commits are not among that.
 */
final class HadoopChecksum {
  private static final byte[] MAGIC = "crc\0".getBytes(StandardCharsets.US_ASCII);
  private static final int PIECE = 512;

  private final ByteArrayOutputStream sums = new ByteArrayOutputStream();
  private final CRC32 crc = new CRC32();
  private int inPiece;

  HadoopChecksum() {
    sums.writeBytes(MAGIC);
    sums.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(PIECE).array());
  }

  /** Where Hadoop looks for the checksum of {@code file}. */
  static Path of(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".crc");
  }

  /** Takes the next bytes of the file in. */
  void add(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      int taken = Math.min(PIECE - inPiece, bytes.length - at);
      crc.update(bytes, at, taken);
      at += taken;
      inPiece += taken;
      if (inPiece == PIECE) {
        endPiece();
      }
    }
  }

  /** The content of the checksum file; nothing may be added afterwards. */
  byte[] content() {
    if (inPiece > 0) {
      endPiece();
    }
    return sums.toByteArray();
  }

  private void endPiece() {
    sums.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
    crc.reset();
    inPiece = 0;
  }
}
