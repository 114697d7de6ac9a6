package mrs.jobs.ingest;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import mrs.contracts.KnownFiles;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.jobs.ingest.feed.Content;
import mrs.jobs.ingest.feed.FeedFile;
import mrs.jobs.ingest.feed.FeedScan;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.StageRun;
import mrs.jobs.spark.Actions;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import org.apache.spark.sql.Row;

/**
 * Files whose content is known to be in, by where they lie, their size and their time of
 * modification, so that a night does not read every old file again.
 *
 * <p>A file is remembered only if it was at rest when it was hashed, its last change well past: one
 * that is still being written may get more bytes within the grain of its time. What was remembered
 * after an ingest counts only while that ingest is in the ledger.
 */
final class FileMemory {
  static final Duration AT_REST = FeedScan.AT_REST;

  private final Map<String, Remembered> files;

  private FileMemory(Map<String, Remembered> files) {
    this.files = files;
  }

  private record Remembered(long bytes, long modifiedNanos, Instant hashedAt, Content content) {}

  /** What is remembered of the warehouse's feeds, where {@code wanted} accepts the content. */
  static FileMemory load(RunContext context, Predicate<Content> wanted) {
    if (!context.warehouse().has(KnownFiles.TABLE)) {
      return new FileMemory(Map.of());
    }
    Map<String, Remembered> files = new HashMap<>();
    for (Row row :
        Actions.rows(
            CommittedRows.newest(context.warehouse(), context.ledger())
                .writtenBy(Stage.INGEST, KnownFiles.TABLE))) {
      Remembered file = remembered(row);
      if (wanted.test(file.content())) {
        files.merge(row.getAs(KnownFiles.SOURCE_URI.name()), file, FileMemory::later);
      }
    }
    return new FileMemory(files);
  }

  private static Remembered later(Remembered one, Remembered other) {
    return other.hashedAt().isAfter(one.hashedAt()) ? other : one;
  }

  private static Remembered remembered(Row row) {
    return new Remembered(
        row.<Long>getAs(KnownFiles.BYTES.name()),
        row.<Long>getAs(KnownFiles.MODIFIED_NANOS.name()),
        row.<Timestamp>getAs(KnownFiles.HASHED_AT.name()).toInstant(),
        new Content(
            row.getAs(KnownFiles.TABLE_NAME.name()), row.getAs(KnownFiles.SOURCE_HASH.name())));
  }

  /** The content of {@code file}, which is in, if it is the one that is remembered. */
  Optional<Content> content(FeedFile file, FeedScan scan) {
    return Optional.ofNullable(files.get(scan.address(file)))
        .filter(f -> f.bytes() == file.bytes() && f.modifiedNanos() == scan.modifiedNanos(file))
        .map(Remembered::content)
        .filter(c -> c.tableName().equals(file.tableName()));
  }

  /**
   * Remembers those files of {@code feed} that were read just now and at rest, and whose content is
   * in. At most one commit.
   *
   * @param in tells which of some contents are in
   */
  void add(RunContext context, IdentifiedFeed feed, KnownDeliveries in) {
    Optional<String> ingest = newestIngest(context);
    List<FeedFile> atRest = feed.hashed().stream().filter(f -> isNewAndAtRest(f, feed)).toList();
    if (ingest.isEmpty() || atRest.isEmpty()) {
      return;
    }
    Set<Content> known = in.among(atRest.stream().map(feed::content).toList());
    TableRows rows = new TableRows(KnownFiles.TABLE);
    List<FeedFile> added = atRest.stream().filter(f -> known.contains(feed.content(f))).toList();
    for (FeedFile file : added) {
      rows.add(
          Map.of(
              KnownFiles.SOURCE_URI,
              feed.scan().address(file),
              KnownFiles.BYTES,
              file.bytes(),
              KnownFiles.MODIFIED_NANOS,
              feed.scan().modifiedNanos(file),
              KnownFiles.HASHED_AT,
              feed.readAt(),
              KnownFiles.TABLE_NAME,
              file.tableName(),
              KnownFiles.SOURCE_HASH,
              feed.identity(file).sha256(),
              KnownFiles.RUN_ID,
              ingest.get()));
    }
    if (!added.isEmpty()) {
      Append.to(context.warehouse(), KnownFiles.TABLE)
          .append(rows.dataset(context.warehouse().spark()));
    }
  }

  private boolean isNewAndAtRest(FeedFile file, IdentifiedFeed feed) {
    Instant modified = Instant.EPOCH.plusNanos(feed.scan().modifiedNanos(file));
    Optional<Content> before = content(file, feed.scan());
    return !modified.isAfter(feed.readAt().minus(AT_REST))
        && !before.equals(Optional.of(feed.content(file)));
  }

  private static Optional<String> newestIngest(RunContext context) {
    return context.ledger().attempts(Stage.INGEST).stream()
        .filter(a -> a.state() == StageState.COMMITTED)
        .max(Comparator.comparing(StageRun::logicalTime))
        .map(StageRun::runId);
  }

  /** Those files of {@code feed} that hold something else now, unseen by their size and time. */
  List<FeedFile> changedUnseen(IdentifiedFeed feed) {
    return feed.hashed().stream()
        .filter(
            f ->
                content(f, feed.scan())
                    .filter(c -> !Objects.equals(c, feed.content(f)))
                    .isPresent())
        .toList();
  }
}
