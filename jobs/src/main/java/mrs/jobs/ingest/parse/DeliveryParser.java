package mrs.jobs.ingest.parse;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import mrs.contracts.ErrorCode;
import mrs.contracts.Field;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.feed.DeliveredColumns;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.ingest.read.Raw;
import mrs.jobs.ingest.read.Readers;
import mrs.jobs.ingest.read.RecordReader;
import mrs.jobs.ingest.read.SourceRecord;
import mrs.jobs.ingest.read.Unusable;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Reads one delivery to its end: a {@link Parsed.Good} or {@link Parsed.Dead} a record, then one
 * {@link Parsed.Summary}.
 *
 * <p>A record is a line of JSON, a record of CSV after its header, or a row of Parquet. A fault of
 * the file as a whole (no header, unreadable, broken off) counts as one record too: the one that
 * cannot be told apart. So records = rows + dead letters. A record with several faults gives one
 * dead letter, of the first in the contract's order.
 */
public final class DeliveryParser implements Iterator<Parsed>, Closeable {
  private final RecordReader reader;
  private final TableRules rules;
  private final SnapshotKeys snapshot;
  private final QualifyStores qualify;
  private final int receivedAt;
  private final Remarks remarks = new Remarks();
  private long records;
  private long deadLetters;
  private @Nullable Long newest;
  private boolean keepOriginal;
  private boolean summarised;

  private DeliveryParser(
      RecordReader reader, Table table, Plausible plausible, boolean qualifyStores) {
    this.reader = reader;
    this.rules = new TableRules(table, plausible, remarks);
    this.snapshot = new SnapshotKeys(table);
    this.qualify = QualifyStores.of(table, qualifyStores);
    List<String> columns = DeliveredColumns.of(table).stream().map(Field::name).toList();
    this.receivedAt = columns.indexOf(UnifiedSalesData.RECEIVED_AT.name());
  }

  /**
   * Opens {@code delivery}; what is wrong with its file comes out as a dead letter.
   *
   * @param qualifyStores whether the stores of sales are to be known by retailer and store
   */
  public static DeliveryParser open(
      Delivery delivery, Plausible plausible, boolean qualifyStores, Configuration hadoop) {
    RecordReader reader = Readers.open(delivery, hadoop);
    return new DeliveryParser(reader, delivery.file().table(), plausible, qualifyStores);
  }

  @Override
  public boolean hasNext() {
    return !summarised;
  }

  /**
   * The next outcome.
   *
   * @throws UncheckedIOException if the file cannot be read now although it could be identified
   *     before
   */
  @Override
  public Parsed next() {
    if (summarised) {
      throw new NoSuchElementException();
    }
    try {
      SourceRecord record = reader.next();
      if (record == null) {
        summarised = true;
        reader.close();
        return new Parsed.Summary(
            records, deadLetters, reader.columns(), remarks.all(), newest, keepOriginal);
      }
      records++;
      return judged(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Parsed judged(SourceRecord record) {
    if (record instanceof SourceRecord.Broken broken) {
      return dead(broken, new Unusable(broken.code(), broken.text()));
    }
    try {
      @Nullable Object[] values = rules.conform(((SourceRecord.Values) record).cells());
      snapshot.check(values);
      qualify.apply(values);
      if (receivedAt >= 0 && values[receivedAt] instanceof Long received) {
        newest = newest == null ? received : Math.max(newest, received);
      }
      remarks.keep();
      return new Parsed.Good(record.line(), values);
    } catch (Unusable e) {
      return dead(record, e);
    }
  }

  private Parsed dead(SourceRecord record, Unusable why) {
    deadLetters++;
    remarks.drop();
    ErrorCode code = why.code();
    keepOriginal |=
        record.line() == 0 || code == ErrorCode.TRUNCATED_FILE || code == ErrorCode.UNREADABLE_FILE;
    Raw raw = record.raw();
    return new Parsed.Dead(
        record.line(),
        code,
        why.text(),
        why.missingColumn(),
        raw.payload(),
        raw.length(),
        raw.sha256());
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
