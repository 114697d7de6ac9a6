package mrs.jobs.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.parse.ParsedFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.UUIDType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet files that are in order and still cannot be read: the dead letter says what it is. */
final class ParquetFaultsTest {
  private static final int TAIL = 8;

  /** Written for a type of the format that the library knows, and patched to the next one. */
  private static final byte[] UUID = {(byte) 0xEC, 0, 0};

  private static final byte FLOAT16 = (byte) 0xFC;

  @TempDir private Path folder;

  private byte[] file(String extraColumn) throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message m { required binary store_id (STRING); required binary sku (STRING);"
                + " required binary sales_date (STRING); required double units;"
                + " required binary received_at (STRING); "
                + extraColumn
                + " }");
    Path path = folder.resolve("a.parquet");
    Files.deleteIfExists(path);
    try (ParquetWriter<org.apache.parquet.example.data.Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(path.toUri()))
            .withConf(new Configuration())
            .withType(schema)
            .build()) {
      writer.write(
          new SimpleGroupFactory(schema)
              .newGroup()
              .append("store_id", "S1")
              .append("sku", "P1")
              .append("sales_date", "2024-06-25")
              .append("units", 3.5)
              .append("received_at", "2024-06-25T23:30:00Z"));
    }
    return Files.readAllBytes(path);
  }

  /** The file with another footer. */
  private static byte[] patched(byte[] file, Consumer<FileMetaData> change) throws IOException {
    int end = file.length - TAIL;
    int length = ByteBuffer.wrap(file, end, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
    FileMetaData footer =
        Util.readFileMetaData(
            new ByteArrayInputStream(Arrays.copyOfRange(file, end - length, end)));
    change.accept(footer);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, bytes);
    ByteBuffer whole = ByteBuffer.allocate(end - length + bytes.size() + TAIL);
    whole.order(ByteOrder.LITTLE_ENDIAN).put(file, 0, end - length).put(bytes.toByteArray());
    return whole.putInt(bytes.size()).put(file, end + 4, 4).array();
  }

  private static ParsedFile sales(byte[] content) {
    return ParsedFile.of(UnifiedSalesData.TABLE, "a.parquet", content);
  }

  @Test
  void columnOfTypeFloat16IsNamed() throws IOException {
    byte[] file =
        patched(
            file("optional fixed_len_byte_array(2) discount;"),
            footer -> {
              SchemaElement column = footer.getSchema().get(6);
              column.setLogicalType(LogicalType.UUID(new UUIDType()));
            });
    int at = file.length - TAIL;
    while (!Arrays.equals(Arrays.copyOfRange(file, at, at + UUID.length), UUID)) {
      at--;
    }
    file[at] = FLOAT16;

    ParsedFile parsed = sales(file);

    assertThat(parsed.faults()).containsExactly("0 UNREADABLE_FILE");
    assertThat(parsed.texts())
        .containsExactly(
            "the column 'discount' has a type that is not read, float16; write it as a float or"
                + " double");
    assertThat(parsed.summary().keepOriginal()).isTrue();
  }

  @Test
  void pagesThatAreCompressedWithBrotliAreNamed() throws IOException {
    byte[] file =
        patched(
            file(""),
            footer ->
                footer.getRow_groups().get(0).getColumns().stream()
                    .forEach(c -> c.getMeta_data().setCodec(CompressionCodec.BROTLI)));

    ParsedFile parsed = sales(file);

    assertThat(parsed.faults()).containsExactly("0 UNREADABLE_FILE");
    assertThat(parsed.texts())
        .containsExactly(
            "the file's pages are compressed with brotli, which is not read; write it with snappy,"
                + " gzip, zstd or none");
    assertThat(parsed.summary().keepOriginal()).isTrue();
  }

  @Test
  void anotherFooterOfTheSameContentIsRead() throws IOException {
    assertThat(sales(patched(file(""), footer -> {})).rows()).hasSize(1);
  }
}
