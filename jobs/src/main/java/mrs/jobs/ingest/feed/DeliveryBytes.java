package mrs.jobs.ingest.feed;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Opens delivered files: decompressed where they are compressed, whatever their name says about it.
 */
public final class DeliveryBytes {
  private static final int BUFFER = 64 * 1024;
  private static final int GZIP_MAGIC_1 = 0x1f;
  private static final int GZIP_MAGIC_2 = 0x8b;

  private DeliveryBytes() {}

  /**
   * The content of {@code file}. Reading throws {@link java.io.EOFException} where its compression
   * breaks off and {@link java.util.zip.ZipException} where it is damaged.
   */
  public static InputStream content(FeedFile file, Configuration hadoop) throws IOException {
    InputStream raw = raw(file, hadoop);
    try {
      boolean compressed = file.format() != FeedFormat.PARQUET && (file.isGzip() || hasMagic(raw));
      return compressed ? new GZIPInputStream(new Members(raw), BUFFER) : raw;
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** At most {@code most} bytes of {@code file}, from its start, as they lie there. */
  public static byte[] head(FeedFile file, int most, Configuration hadoop) throws IOException {
    try (InputStream raw = raw(file, hadoop)) {
      return raw.readNBytes(most);
    }
  }

  /** The bytes of {@code file} as they lie there. */
  static InputStream raw(FeedFile file, Configuration hadoop) throws IOException {
    Path path = new Path(java.net.URI.create(file.uri()));
    return new BufferedInputStream(path.getFileSystem(hadoop).open(path), BUFFER);
  }

  private static boolean hasMagic(InputStream raw) throws IOException {
    raw.mark(2);
    boolean magic = raw.read() == GZIP_MAGIC_1 && raw.read() == GZIP_MAGIC_2;
    raw.reset();
    return magic;
  }

  /**
   * Says that there may be more. A gzip file may have several members, and the JDK looks for
   * another one only if the stream below says that bytes are available, which remote file systems
   * do not.
   */
  private static final class Members extends FilterInputStream {
    private Members(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      return 1;
    }
  }
}
