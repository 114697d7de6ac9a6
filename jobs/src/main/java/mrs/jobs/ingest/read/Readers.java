package mrs.jobs.ingest.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import mrs.contracts.ErrorCode;
import mrs.contracts.Field;
import mrs.jobs.ingest.feed.DeliveredColumns;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.ingest.feed.DeliveryBytes;
import mrs.jobs.ingest.feed.FeedFormat;
import mrs.jobs.ingest.feed.ForeignContent;
import mrs.jobs.ingest.feed.Integrity;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Opens the reader that a delivery needs. */
public final class Readers {
  private static final int MAGIC_BYTES = 16;

  private Readers() {}

  /** The reader of {@code delivery}'s format; of a file that cannot be read, one that says why. */
  public static RecordReader open(Delivery delivery, Configuration hadoop) {
    if (delivery.identity().integrity() == Integrity.UNREADABLE) {
      return unreadable(delivery, delivery.identity().problem(), hadoop);
    }
    List<Field> contract = DeliveredColumns.of(delivery.file().table());
    return delivery.file().format() == FeedFormat.PARQUET
        ? parquet(delivery, contract, hadoop)
        : lines(delivery, contract, hadoop);
  }

  private static RecordReader parquet(
      Delivery delivery, List<Field> contract, Configuration hadoop) {
    try {
      return ParquetRows.open(delivery.file(), contract, hadoop);
    } catch (IOException | RuntimeException e) {
      Optional<String> foreign = ParquetFaults.foreignColumn(delivery.file(), hadoop);
      return foreign.isPresent()
          ? fault(foreign.get())
          : unreadable(delivery, ParquetRows.firstLine(e), hadoop);
    }
  }

  private static RecordReader lines(Delivery delivery, List<Field> contract, Configuration hadoop) {
    try {
      InputStream content = DeliveryBytes.content(delivery.file(), hadoop);
      LineReader lines = new LineReader(new CheckedContent(content, delivery));
      Optional<String> fault = HeadFaults.of(delivery.file(), lines.head());
      if (fault.isPresent()) {
        lines.close();
        return fault(fault.get());
      }
      return delivery.file().format() == FeedFormat.CSV
          ? new CsvReader(lines, contract)
          : new JsonReader(lines, contract);
    } catch (EOFException e) {
      Line nothing = new Line(1, Raw.NONE, Line.Ending.TORN);
      return new OneFault(SourceRecord.Broken.torn(nothing));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says what the file is if its first bytes tell, else what its reader found wrong. */
  private static RecordReader unreadable(Delivery delivery, String problem, Configuration hadoop) {
    String plain = "the file cannot be read (" + problem + "); deliver it again";
    try {
      byte[] head = DeliveryBytes.head(delivery.file(), MAGIC_BYTES, hadoop);
      return fault(
          ForeignContent.of(head)
              .filter(c -> c != ForeignContent.PARQUET)
              .map(ForeignContent::fault)
              .orElse(plain));
    } catch (IOException e) {
      return fault(plain);
    }
  }

  private static RecordReader fault(String text) {
    return new OneFault(SourceRecord.Broken.wholeFile(Raw.NONE, ErrorCode.UNREADABLE_FILE, text));
  }

  /** A file of which nothing but one fault is known. */
  private static final class OneFault implements RecordReader {
    private final SourceRecord fault;
    private boolean told;

    private OneFault(SourceRecord fault) {
      this.fault = fault;
    }

    @Override
    public @Nullable SourceRecord next() {
      SourceRecord next = told ? null : fault;
      told = true;
      return next;
    }

    @Override
    public List<String> columns() {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
