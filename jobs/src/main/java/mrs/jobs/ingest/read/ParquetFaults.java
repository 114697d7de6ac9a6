package mrs.jobs.ingest.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mrs.jobs.ingest.feed.FeedFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Says what in a Parquet file the library in use cannot read, which itself says so obscurely. */
final class ParquetFaults {
  /** Of these the library knows no more than the name. */
  private static final Set<CompressionCodecName> FOREIGN_CODECS =
      EnumSet.of(CompressionCodecName.BROTLI, CompressionCodecName.LZO);

  private static final int TAIL = 8;
  private static final int FLOAT16_BYTES = 2;

  private ParquetFaults() {}

  /** The column whose type came into the format after the library, if the file has one. */
  static Optional<String> foreignColumn(FeedFile file, Configuration hadoop) {
    try {
      return footer(file, hadoop).getSchema().stream()
          .filter(e -> e.isSetLogicalType() && e.getLogicalType().getSetField() == null)
          .findFirst()
          .map(ParquetFaults::foreignColumn);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static String foreignColumn(SchemaElement column) {
    boolean half =
        column.getType() == Type.FIXED_LEN_BYTE_ARRAY && column.getType_length() == FLOAT16_BYTES;
    return "the column "
        + Unusable.quoted(column.getName())
        + " has a type that is not read"
        + (half ? ", float16" : "")
        + "; write it as a "
        + (half ? "float or double" : "type of Parquet 2.9 or older");
  }

  /** The codec of one of {@code columns} that cannot be read, if there is one. */
  static Optional<String> foreignCodec(List<BlockMetaData> blocks, Set<String> columns) {
    return blocks.stream()
        .flatMap(b -> b.getColumns().stream())
        .filter(c -> columns.contains(c.getPath().toArray()[0]))
        .map(ColumnChunkMetaData::getCodec)
        .filter(FOREIGN_CODECS::contains)
        .findFirst()
        .map(
            codec ->
                "the file's pages are compressed with "
                    + codec.name().toLowerCase(java.util.Locale.ROOT)
                    + ", which is not read; write it with snappy, gzip, zstd or none");
  }

  private static FileMetaData footer(FeedFile file, Configuration hadoop) throws IOException {
    Path path = new Path(URI.create(file.uri()));
    try (FSDataInputStream in = path.getFileSystem(hadoop).open(path)) {
      long end = file.bytes() - TAIL;
      byte[] tail = new byte[TAIL];
      in.readFully(end, tail);
      int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
      if (length < 0 || length > end) {
        throw new IOException("no footer");
      }
      byte[] footer = new byte[length];
      in.readFully(end - length, footer);
      return Util.readFileMetaData(new ByteArrayInputStream(footer));
    }
  }
}
