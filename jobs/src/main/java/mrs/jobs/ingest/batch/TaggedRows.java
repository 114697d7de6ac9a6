package mrs.jobs.ingest.batch;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import mrs.jobs.ingest.feed.DeliveredColumns;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.ingest.parse.DeliveryParser;
import mrs.jobs.ingest.parse.Parsed;
import mrs.jobs.ingest.parse.Plausible;
import mrs.jobs.ingest.parse.Remark;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Parses the deliveries of a task, one after the other, as rows of {@link Tagged#schema}.
 *
 * @param qualifyStores whether the stores of sales are to be known by retailer and store
 * @param hadoop how executors reach the files
 */
record TaggedRows(
    Plausible plausible, boolean qualifyStores, Broadcast<SerializableConfiguration> hadoop)
    implements FlatMapFunction<Delivery, Row>, Serializable {

  private static final int FIRST = 1 + Tagged.source().size();

  @Override
  public Iterator<Row> call(Delivery delivery) {
    DeliveryParser parser =
        DeliveryParser.open(delivery, plausible, qualifyStores, hadoop.value().value());
    return new Rows(delivery, parser);
  }

  /** The outcomes of one delivery, as rows. The parser closes its file when it comes to the end. */
  private static final class Rows implements Iterator<Row> {
    private final Delivery delivery;
    private final DeliveryParser parser;
    private final int letterAt;

    private Rows(Delivery delivery, DeliveryParser parser) {
      this.delivery = delivery;
      this.parser = parser;
      this.letterAt = FIRST + DeliveredColumns.of(delivery.file().table()).size();
    }

    @Override
    public boolean hasNext() {
      return parser.hasNext();
    }

    @Override
    public Row next() {
      if (!parser.hasNext()) {
        throw new NoSuchElementException();
      }
      Parsed parsed = parser.next();
      if (parsed instanceof Parsed.Good good) {
        @Nullable Object[] row = row(Tagged.ROW, good.line());
        System.arraycopy(good.values(), 0, row, FIRST, good.values().length);
        return RowFactory.create(row);
      }
      if (parsed instanceof Parsed.Dead dead) {
        @Nullable Object[] row = row(Tagged.DEAD_LETTER, dead.line());
        row[letterAt] = letter(dead);
        return RowFactory.create(row);
      }
      close();
      @Nullable Object[] row = row(Tagged.SUMMARY, 0);
      row[letterAt + 1] = figures((Parsed.Summary) parsed);
      return RowFactory.create(row);
    }

    private @Nullable Object[] row(int tag, long line) {
      @Nullable Object[] row = new Object[letterAt + 2];
      row[0] = tag;
      row[1] = delivery.ingestSeq();
      row[2] = delivery.file().name();
      row[3] = line;
      return row;
    }

    private Row letter(Parsed.Dead dead) {
      return RowFactory.create(
          delivery.identity().sha256(),
          dead.code().name(),
          dead.text(),
          dead.missingColumn(),
          dead.payload(),
          dead.length(),
          dead.sha256());
    }

    private static Row figures(Parsed.Summary summary) {
      return RowFactory.create(
          summary.records(),
          summary.deadLetters(),
          summary.columns().toArray(String[]::new),
          summary.remarks().stream().map(Rows::remark).toArray(Row[]::new),
          summary.newest(),
          summary.keepOriginal());
    }

    private static Row remark(Remark remark) {
      return RowFactory.create(
          remark.column(), remark.kind().word(), remark.records(), remark.example());
    }

    private void close() {
      try {
        parser.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
