package mrs.jobs.ingest.read;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mrs.contracts.ErrorCode;
import mrs.contracts.Field;
import mrs.jobs.ingest.feed.FeedFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a Parquet file one by one, only the columns that the contract has. A row's
 * bytes, for a dead letter, are its text; a page that cannot be decoded ends the file with one dead
 * letter.
 */
final class ParquetRows implements RecordReader {
  private static final String PROJECTION = "delivered";

  private final ColumnNames names;
  private final SourceRecord.@Nullable Broken fault;
  private final ParquetReader<Group> reader;
  private final List<Integer> positions;
  private long row;
  private boolean ended;

  private ParquetRows(
      ColumnNames names,
      SourceRecord.@Nullable Broken fault,
      ParquetReader<Group> reader,
      List<Integer> positions) {
    this.names = names;
    this.fault = fault;
    this.reader = reader;
    this.positions = positions;
  }

  /** Opens {@code file}; any exception says that it is no Parquet file that can be read. */
  static ParquetRows open(FeedFile file, List<Field> contract, Configuration hadoop)
      throws IOException {
    Path path = new Path(URI.create(file.uri()));
    ParquetMetadata metadata;
    try (ParquetFileReader footer =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
      metadata = footer.getFooter();
    }
    ColumnNames names = new ColumnNames(contract);
    List<Type> known =
        metadata.getFileMetaData().getSchema().getFields().stream()
            .filter(f -> names.take(f.getName()) >= 0)
            .toList();
    Configuration projected = new Configuration(hadoop);
    projected.set(ReadSupport.PARQUET_READ_SCHEMA, new MessageType(PROJECTION, known).toString());
    List<Integer> positions = known.stream().map(f -> names.take(f.getName())).toList();
    ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), path).withConf(projected).build();
    return new ParquetRows(names, fault(names, known, metadata), reader, positions);
  }

  private static SourceRecord.@Nullable Broken fault(
      ColumnNames names, List<Type> known, ParquetMetadata metadata) {
    List<String> missing = names.missing();
    if (!missing.isEmpty()) {
      return SourceRecord.Broken.wholeFile(
          Raw.NONE,
          ErrorCode.MISSING_HEADER,
          "the file has no column " + String.join(", ", missing) + "; send it");
    }
    Set<String> columns = known.stream().map(Type::getName).collect(Collectors.toSet());
    return ParquetFaults.foreignCodec(metadata.getBlocks(), columns)
        .map(text -> SourceRecord.Broken.wholeFile(Raw.NONE, ErrorCode.UNREADABLE_FILE, text))
        .orElse(null);
  }

  @Override
  public @Nullable SourceRecord next() {
    if (ended) {
      return null;
    }
    if (fault != null) {
      ended = true;
      return fault;
    }
    row++;
    try {
      Group group = reader.read();
      ended = group == null;
      return group == null ? null : record(group);
    } catch (IOException | RuntimeException e) {
      ended = true;
      return new SourceRecord.Broken(
          row,
          Raw.NONE,
          ErrorCode.UNREADABLE_FILE,
          "the file cannot be read from this row on; deliver it again: " + firstLine(e));
    }
  }

  private SourceRecord record(Group group) {
    Raw raw = Raw.whole(() -> ParquetCells.text(group).getBytes(StandardCharsets.UTF_8));
    try {
      Cell[] cells = names.noCells();
      for (int i = 0; i < positions.size(); i++) {
        cells[positions.get(i)] = ParquetCells.cell(group, i);
      }
      return new SourceRecord.Values(row, raw, cells);
    } catch (Unusable e) {
      return new SourceRecord.Broken(row, raw, e.code(), e.text());
    }
  }

  static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public List<String> columns() {
    return names.seen();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
