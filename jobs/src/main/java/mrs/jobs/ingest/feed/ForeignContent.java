package mrs.jobs.ingest.feed;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Content that is no text and no gzip, known by the bytes that it starts with. */
public enum ForeignContent {
  /** Zstandard. */
  ZSTD("28b52ffd", "compressed with zstd", Remedy.UNPACK),
  /** XZ. */
  XZ("fd377a585a00", "compressed with xz", Remedy.UNPACK),
  /** bzip2 of any block size; what follows that is the start of its first block. */
  BZIP2("425a68..314159265359", "compressed with bzip2", Remedy.UNPACK),
  /** LZ4 frames. */
  LZ4("04224d18", "compressed with lz4", Remedy.UNPACK),
  /** Snappy frames. */
  SNAPPY("ff060000734e61507059", "compressed with snappy", Remedy.UNPACK),
  /** Unix compress. */
  COMPRESS("1f9d", "compressed with compress", Remedy.UNPACK),
  /** 7-Zip. */
  SEVEN_ZIP("377abcaf271c", "a 7-Zip archive", Remedy.UNPACK),
  /** ZIP, which an Excel workbook is too. */
  ZIP("504b0304", "a ZIP archive or an Excel workbook", Remedy.EXPORT),
  /** Workbooks of old Excel. */
  OLD_EXCEL("d0cf11e0a1b11ae1", "an Excel workbook", Remedy.EXPORT),
  /** Apache Parquet; what follows the magic is the start of its first page. */
  PARQUET("5041523115", "Apache Parquet", Remedy.RENAME),
  /** Apache Avro. */
  AVRO("4f626a01", "Apache Avro", Remedy.CONVERT);

  /** What to do about it. */
  private enum Remedy {
    UNPACK("send it plain or compressed with gzip"),
    EXPORT("unpack it, or save the sheet as CSV (UTF-8)"),
    RENAME("name it .parquet"),
    CONVERT("send CSV, JSON Lines or Parquet");

    private final String text;

    Remedy(String text) {
      this.text = text;
    }
  }

  private static final String ANY = "..";

  private final String magic;
  private final String name;
  private final Remedy remedy;

  ForeignContent(String magic, String name, Remedy remedy) {
    this.magic = magic;
    this.name = name;
    this.remedy = remedy;
  }

  /** What the content is that starts with {@code head}, if it is one of these. */
  public static Optional<ForeignContent> of(byte[] head) {
    return Arrays.stream(values()).filter(c -> c.starts(head)).findFirst();
  }

  /** What the file is and what to do, as a sentence. */
  public String fault() {
    return "the file is " + name + ", which is not read under this name; " + remedy.text;
  }

  private boolean starts(byte[] head) {
    int bytes = magic.length() / 2;
    if (head.length < bytes) {
      return false;
    }
    String start = HexFormat.of().formatHex(head, 0, bytes);
    for (int i = 0; i < magic.length(); i += 2) {
      String expected = magic.substring(i, i + 2);
      if (!expected.equals(ANY) && !start.startsWith(expected, i)) {
        return false;
      }
    }
    return true;
  }
}
