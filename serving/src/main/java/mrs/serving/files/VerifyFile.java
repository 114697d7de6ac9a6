package mrs.serving.files;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Compares a file with the checksum that was written beside it, as Hadoop's local file system does
 * when it reads one: {@code crc} and a zero, the length of a piece, and the CRC-32 of each piece.
 * What reads the file next does not look at that.
 */
public final class VerifyFile {
  private static final byte[] MAGIC = "crc\0".getBytes(StandardCharsets.US_ASCII);
  private static final String REMEDY = "restore the table from a backup";

  private VerifyFile() {}

  /**
   * Passes if the file is there and is what was written, or has no checksum.
   *
   * @throws UnreadableTable otherwise
   */
  public static void verify(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      Path beside = file.resolveSibling("." + file.getFileName() + ".crc");
      if (Files.exists(beside) && !fits(content, beside)) {
        throw new UnreadableTable(
            file + " is not what was written: it does not fit its checksum", REMEDY, null);
      }
    } catch (IOException e) {
      throw new UnreadableTable(file + " cannot be read: " + e, REMEDY, e);
    }
  }

  private static boolean fits(byte[] content, Path beside) throws IOException {
    try (InputStream stream = Files.newInputStream(beside);
        DataInputStream in = new DataInputStream(stream)) {
      byte[] magic = in.readNBytes(MAGIC.length);
      if (!Arrays.equals(magic, MAGIC)) {
        return false;
      }
      int piece = in.readInt();
      ByteBuffer sums = ByteBuffer.wrap(in.readAllBytes());
      if (piece <= 0 || sums.remaining() != (content.length + piece - 1L) / piece * Integer.BYTES) {
        return false;
      }
      CRC32 crc = new CRC32();
      for (int at = 0; at < content.length; at += piece) {
        crc.reset();
        crc.update(content, at, Math.min(piece, content.length - at));
        if ((int) crc.getValue() != sums.getInt()) {
          return false;
        }
      }
      return true;
    }
  }
}
