package mrs.jobs.ingest.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import mrs.jobs.ingest.feed.FeedFile;
import mrs.jobs.ingest.feed.FeedScan;
import mrs.jobs.ingest.remote.ListRemote.Listed;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Lists a feed folder that lies elsewhere and puts those of its files on this machine that are not
 * known to be in. What cannot be had is left, by name; where the folder cannot be listed, the
 * copies of what was pending before stand in for it.
 *
 * <p>One use only.
 */
final class ReadRemote {
  private static final Logger LOG = LogManager.getLogger(ReadRemote.class);

  /** A copy that was not at rest is not to be remembered as what lies there: it never was. */
  private static final long NOT_AT_REST = Long.MAX_VALUE;

  /** Bytes that the cache needs for a file beside its content, at most. */
  private static final long OVERHEAD = 1024;

  private final RemoteFolder folder;
  private final ListRemote list;
  private final CopyFiles copying;
  private final Consumer<String> people;
  private final Map<FeedFile, RemoteFile> staged = new LinkedHashMap<>();
  private final Map<FeedFile, Long> modified = new HashMap<>();
  private final List<FeedFile> files = new ArrayList<>();
  private final LeftFiles left = new LeftFiles();
  private final List<String> hints = new ArrayList<>();
  private long room;
  private int direct;

  /**
   * @param room bytes that may be copied; what is beyond it is read where it lies
   */
  ReadRemote(
      RemoteFolder folder, ListRemote list, CopyFiles copying, long room, Consumer<String> people) {
    this.folder = folder;
    this.list = list;
    this.copying = copying;
    this.room = room;
    this.people = people;
  }

  /**
   * The feed, each of its files as it can be read.
   *
   * @throws mrs.jobs.messages.Problem if it is no feed, or can neither be listed nor stood in for
   */
  FeedScan apply(BiPredicate<FeedScan, FeedFile> isIn) {
    Listed listed = list.apply();
    return listed.scan().isPresent() ? fromOrigin(listed.scan().get(), isIn) : fromCache(listed);
  }

  /** The copies and what they are of. */
  Map<FeedFile, RemoteFile> staged() {
    return staged;
  }

  /** How many files are read where they lie, for want of room. */
  int direct() {
    return direct;
  }

  private FeedScan fromOrigin(FeedScan scan, BiPredicate<FeedScan, FeedFile> isIn) {
    Map<FeedFile, RemoteFile> pending = new LinkedHashMap<>();
    for (FeedFile file : scan.files()) {
      if (!isIn.test(scan, file)) {
        pending.put(file, RemoteFile.of(file, scan.modifiedNanos(file)));
      }
    }
    CachedCopies copies = copying.copies();
    Set<RemoteFile> still = Set.copyOf(pending.values());
    copies.pending(folder.address()).stream()
        .filter(before -> !still.contains(before))
        .forEach(copies::evict);
    copies.putPending(folder.address(), List.copyOf(pending.values()));
    if (!pending.isEmpty()) {
      people.accept(
          "copying "
              + pending.size()
              + (pending.size() == 1 ? " file from " : " files from ")
              + folder.address());
    }
    for (FeedFile file : scan.files()) {
      if (pending.containsKey(file)) {
        take(pending.get(file));
      } else {
        add(file, scan.modifiedNanos(file));
      }
    }
    return result(scan.ignored(), scan.closed(), List.of());
  }

  private FeedScan fromCache(Listed listed) {
    for (RemoteFile file : copying.copies().pending(folder.address())) {
      Optional<Path> copy = copy(file, false);
      boolean atRest = copying.copies().manifest(file).map(Manifest::atRest).orElse(false);
      copy.ifPresentOrElse(
          path -> stage(file, path, atRest ? file.modifiedNanos() : NOT_AT_REST),
          () -> left.add(file, listed.why()));
    }
    if (files.isEmpty()) {
      throw listed.problem().orElseThrow();
    }
    String note =
        "the feed folder "
            + folder.address()
            + " is not read, as "
            + listed.why()
            + "; "
            + files.size()
            + " deliveries that were copied before stand in for it";
    return result(List.of(), List.of(), List.of(note));
  }

  private void take(RemoteFile file) {
    long needed = file.bytes() + OVERHEAD;
    if (needed > room) {
      readDirectly(file);
      return;
    }
    room -= needed;
    try {
      Optional<Path> copy = copy(file, true);
      stage(file, copy.isPresent() ? copy.get() : copying.fromOrigin(file), file.modifiedNanos());
    } catch (StagedFile.Unwritable e) {
      LOG.warn("{} is read directly", file.name(), e);
      readDirectly(file);
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} is left for the next ingest", file.name(), e);
      left.add(file, Reason.of(e));
    }
  }

  private Optional<Path> copy(RemoteFile file, boolean onlyAtRest) {
    try {
      return copying.fromCache(file, onlyAtRest);
    } catch (StagedFile.Unwritable e) {
      LOG.warn("the copy of {} in the cache cannot be used", file.name(), e);
      return Optional.empty();
    }
  }

  private void stage(RemoteFile file, Path path, long modifiedNanos) {
    FeedFile copy = file.at(path.toUri().toString());
    staged.put(copy, file);
    add(copy, modifiedNanos);
  }

  private void readDirectly(RemoteFile file) {
    direct++;
    add(file.at(file.uri()), file.modifiedNanos());
  }

  private void add(FeedFile file, long modifiedNanos) {
    files.add(file);
    modified.put(file, modifiedNanos);
  }

  private FeedScan result(List<String> ignored, List<String> closed, List<String> notes) {
    if (direct > 0) {
      hints.add(
          direct
              + (direct == 1 ? " file is" : " files are")
              + " beyond what the cache takes (cache.low_bytes) and read where they lie, so that "
              + folder.address()
              + " has to stay there until the ingest ends");
    }
    List<String> all = new ArrayList<>(notes);
    all.addAll(left.lines());
    Map<FeedFile, String> addresses = new HashMap<>();
    staged.forEach((copy, file) -> addresses.put(copy, file.uri()));
    return new FeedScan(
        files,
        ignored,
        closed,
        modified,
        addresses,
        new FeedScan.Beside(left.byName(), all, hints));
  }
}
