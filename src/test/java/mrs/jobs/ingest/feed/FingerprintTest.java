package mrs.jobs.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A delivery is known by its content, whatever it is called and however it is compressed. */
final class FingerprintTest {
  private static final byte[] CONTENT =
      "store_id,region\nS1,N\n".repeat(2000).getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private Identity of(String name, byte[] bytes) throws IOException {
    Path path = Files.write(folder.resolve(name), bytes);
    FeedFormat format = FeedFormat.of(name).orElseThrow();
    return Fingerprint.of(
        new FeedFile(path.toUri().toString(), name, "stores", format, bytes.length),
        new Configuration());
  }

  private static byte[] gzip(int level) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out =
        new GZIPOutputStream(bytes) {
          {
            def.setLevel(level);
          }
        }) {
      out.write(CONTENT);
    }
    return bytes.toByteArray();
  }

  @Test
  void isTheSameUnderAnyNameAndCompression() throws IOException {
    Identity plain = of("stores.csv", CONTENT);

    assertThat(plain).isEqualTo(new Identity(DigestUtils.sha256Hex(CONTENT), Integrity.WHOLE, ""));
    assertThat(of("other.json", CONTENT)).isEqualTo(plain);
    assertThat(of("fast.csv.gz", gzip(Deflater.BEST_SPEED))).isEqualTo(plain);
    assertThat(of("small.csv.gz", gzip(Deflater.BEST_COMPRESSION))).isEqualTo(plain);
    assertThat(of("named-plain.csv", gzip(Deflater.BEST_SPEED))).isEqualTo(plain);
  }

  @Test
  void differsWhereOneByteDoes() throws IOException {
    byte[] other = CONTENT.clone();
    other[7] ^= 1;

    assertThat(of("stores.csv", other).sha256()).isNotEqualTo(DigestUtils.sha256Hex(CONTENT));
  }

  @Test
  void ofATruncatedFileIsThatOfWhatCouldBeDecompressed() throws IOException {
    byte[] whole = gzip(Deflater.NO_COMPRESSION);

    Identity truncated = of("stores.csv.gz", Arrays.copyOf(whole, whole.length - 5000));

    assertThat(truncated.integrity()).isEqualTo(Integrity.TRUNCATED);
    assertThat(truncated.sha256())
        .isIn(
            java.util.stream.IntStream.range(CONTENT.length - 5000, CONTENT.length - 4900)
                .mapToObj(n -> DigestUtils.sha256Hex(Arrays.copyOf(CONTENT, n)))
                .toList());
  }

  @Test
  void ofAFileThatCannotBeDecompressedIsThatOfItsBytes() throws IOException {
    byte[] damaged = gzip(Deflater.BEST_SPEED);
    damaged[damaged.length - 5] ^= 1;

    Identity identity = of("stores.csv.gz", damaged);

    assertThat(identity)
        .isEqualTo(
            new Identity(
                DigestUtils.sha256Hex(damaged), Integrity.UNREADABLE, "Corrupt GZIP trailer"));
  }

  @Test
  void ofAParquetFileIsThatOfItsBytesEvenIfTheyLookCompressed() throws IOException {
    byte[] bytes = gzip(Deflater.BEST_SPEED);

    assertThat(of("stores.parquet", bytes).sha256()).isEqualTo(DigestUtils.sha256Hex(bytes));
  }

  @Test
  void ofAFileThatIsGoneIsThatOfItsName() {
    FeedFile gone =
        new FeedFile(
            folder.resolve("x.csv").toUri().toString(), "x.csv", "stores", FeedFormat.CSV, 0);

    Identity identity = Fingerprint.of(gone, new Configuration());

    assertThat(identity.integrity()).isEqualTo(Integrity.OUT_OF_REACH);
    assertThat(identity.sha256()).isEqualTo(DigestUtils.sha256Hex("x.csv"));
  }
}
