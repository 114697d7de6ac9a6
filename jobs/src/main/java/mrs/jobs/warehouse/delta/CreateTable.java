package mrs.jobs.warehouse.delta;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mrs.contracts.Field;
import mrs.contracts.Table;
import mrs.jobs.disk.Disk;
import mrs.transforms.SparkSchema;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Creates a Delta table as its contract says: columns with nullability and comments, partition,
 * append only.
 *
 * <p>An empty table is one commit of two actions, which the Delta protocol spells out (reader
 * version 1, writer version 2 for append-only tables and NOT NULL). It is written as such, through
 * the warehouse's own commit log: thirty tables take a fraction of a second, not a dozen, which
 * every new warehouse and every test would pay.
 */
public final class CreateTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FIRST_COMMIT = "_delta_log/00000000000000000000.json";
  private static final String FIRST_CHECKSUM = "_delta_log/00000000000000000000.crc";

  /** A night makes up to ten commits to a ledger; Delta's default would make each a checkpoint. */
  private static final String COMMITS_PER_CHECKPOINT = "100";

  private CreateTable() {}

  /** Creates {@code table}, empty, in the folder {@code path}; leaves one that is there alone. */
  public static void at(Path path, Table table, Instant now) throws IOException {
    ObjectNode protocol = protocol();
    ObjectNode metadata = metadata(table, now);
    List<String> actions = List.of(protocol.toString(), metadata.toString());
    org.apache.hadoop.fs.Path commit =
        new org.apache.hadoop.fs.Path(path.resolve(FIRST_COMMIT).toUri());
    try {
      new LocalLogStore(new Configuration())
          .write(commit, actions.iterator(), false, new Configuration());
    } catch (FileAlreadyExistsException e) {
      // Another process has just created the same table from the same contract: that is what was
      // wanted.
      return;
    }
    Files.writeString(path.resolve(FIRST_CHECKSUM), checksum(protocol, metadata).toString());
    Disk.sync(Disk.parent(path));
  }

  /** What Delta writes beside each commit, so that readers need not replay the log. */
  private static ObjectNode checksum(ObjectNode protocol, ObjectNode metadata) {
    ObjectNode checksum = JSON.createObjectNode();
    for (String counted : List.of("tableSizeBytes", "numFiles")) {
      checksum.put(counted, 0);
    }
    for (String counted : List.of("numMetadata", "numProtocol")) {
      checksum.put(counted, 1);
    }
    for (String empty : List.of("setTransactions", "domainMetadata", "allFiles")) {
      checksum.putArray(empty);
    }
    checksum.set("metadata", metadata.get("metaData"));
    checksum.set("protocol", protocol.get("protocol"));
    return checksum;
  }

  private static ObjectNode protocol() {
    ObjectNode action = JSON.createObjectNode();
    action.putObject("protocol").put("minReaderVersion", 1).put("minWriterVersion", 2);
    return action;
  }

  private static ObjectNode metadata(Table table, Instant now) {
    ObjectNode action = JSON.createObjectNode();
    ObjectNode data = action.putObject("metaData");
    data.put("id", UUID.randomUUID().toString());
    data.put("description", table.doc());
    data.putObject("format").put("provider", "parquet").putObject("options");
    data.put("schemaString", DataTypes.createStructType(columns(table)).json());
    var partition = data.putArray("partitionColumns");
    table.partition().ifPresent(f -> partition.add(f.name()));
    ObjectNode configuration = data.putObject("configuration");
    configuration.put("delta.checkpointInterval", COMMITS_PER_CHECKPOINT);
    keepRanges(table, configuration);
    if (table.appendOnly()) {
      configuration.put("delta.appendOnly", "true");
    }
    data.put("createdTime", now.toEpochMilli());
    return action;
  }

  /**
   * Has each commit keep the least and the greatest values of the columns that files are chosen by.
   * Delta's default is the first thirty-two columns: it generates and compiles code for each of
   * them, table by table, which takes longer than writing the few rows of a night.
   */
  private static void keepRanges(Table table, ObjectNode configuration) {
    List<String> kept =
        FileRange.COLUMNS.stream()
            .map(Field::name)
            .filter(name -> table.field(name).isPresent())
            .toList();
    if (kept.isEmpty()) {
      configuration.put("delta.dataSkippingNumIndexedCols", "0");
    } else {
      configuration.put("delta.dataSkippingStatsColumns", String.join(",", kept));
    }
  }

  private static StructField[] columns(Table table) {
    return table.fields().stream()
        .map(f -> SparkSchema.structField(f).withComment(f.doc()))
        .toArray(StructField[]::new);
  }
}
