package mrs.resilience.spool;

import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import mrs.resilience.folder.Folder;
import mrs.resilience.spool.segment.SpoolRecord;

/**
 * A queue of byte records in a folder. What holds, also through a kill or a power cut at any
 * moment:
 *
 * <ul>
 *   <li>A record whose {@code append} has returned is handed out until it is acknowledged, or a
 *       {@link SpoolEvent.Gap} says that it is lost (where the policy lets records be in memory
 *       alone, this holds from the moment they are on the disk).
 *   <li>A record that is acknowledged is not handed out again, unless {@code acknowledge} failed or
 *       a file with positions broke, which {@link SpoolEvent.PositionDamaged} says.
 *   <li>Numbers rise in the order of acceptance, and no two records that were handed out have the
 *       same: who remembers the last number, or all, takes each record exactly once.
 *   <li>A record whose {@code append} failed may be there nevertheless, once.
 * </ul>
 *
 * Many threads may append; one at a time hands out and acknowledges.
 */
public final class Spool implements Closeable {
  private static final String LOCK = "lock";

  private final SpoolParts parts;
  private final Closeable lock;
  private final QueueState state;
  private final HandOutRecords handOut;
  private final AcceptRecords accept;

  private Spool(SpoolParts parts, RandomGenerator random, Closeable lock) throws IOException {
    this.parts = parts;
    this.lock = lock;
    RecoverSpool recovery = RecoverSpool.in(parts);
    SegmentLog log = new SegmentLog(parts.folder(), parts.policy(), random, parts.segments());
    this.state = recovery.state();
    this.handOut = new HandOutRecords(parts, state, log, recovery.positions());
    this.accept =
        new AcceptRecords(parts, state, new WriteRecords(parts, state, log, handOut), handOut);
    handOut.begin();
  }

  /**
   * Opens the spool in a folder, which is its own. What waits there is the backlog.
   *
   * @param random for the salts of the checksums
   * @param events told of spills and losses; see {@link SpoolEvent}
   * @throws SpoolTaken if somebody else has it open
   * @throws IOException if the disk fails, or a later version of this program wrote the files; what
   *     is damaged is no reason
   */
  public static Spool open(
      Folder folder,
      SpoolPolicy policy,
      InstantSource clock,
      RandomGenerator random,
      Consumer<SpoolEvent> events)
      throws IOException {
    Optional<Closeable> lock = folder.lock(LOCK);
    if (lock.isEmpty()) {
      throw new SpoolTaken(folder);
    }
    try {
      BadSegments bad = BadSegments.in(folder, policy);
      SegmentList segments = new SegmentList(folder, bad);
      SpoolParts parts =
          new SpoolParts(folder, policy, segments, bad, clock, events, new SpoolCounts());
      return new Spool(parts, random, lock.get());
    } catch (IOException | RuntimeException e) {
      lock.get().close();
      throw e;
    }
  }

  /**
   * Accepts a record: on the disk when this returns, or in memory where the policy has it so.
   *
   * @param who whose it is
   * @param payload not copied, so not to be changed
   * @return its number
   * @throws SpoolFull if there is no room for it
   * @throws IOException if nobody knows whether it is kept
   */
  public long append(String who, byte[] payload) throws IOException {
    return appendAll(who, List.of(payload));
  }

  /**
   * Accepts several records that follow each other, of at most 8 MiB together (in a small spool, of
   * half its size): after a kill the first of them may be there without the others.
   *
   * @return the number of the first
   * @throws IOException as {@link #append}
   */
  public long appendAll(String who, List<byte[]> payloads) throws IOException {
    if (payloads.isEmpty()) {
      throw new IllegalArgumentException("nothing to append: give at least one record");
    }
    return accept.accept(
        payloads.stream()
            .map(payload -> new SpoolRecord(0, who, parts.clock().instant(), payload))
            .toList());
  }

  /**
   * The next records of a lane, in order: the same again until they are acknowledged. There may be
   * more of them than are handed out at once.
   *
   * @throws IOException if the disk cannot be read; what is damaged is told as a gap instead
   */
  public SpoolBatch peek(Lane lane, int most) throws IOException {
    return handOut.peek(lane, most);
  }

  /** The next records, those that wait longest first, for a consumer that knows no lanes. */
  public SpoolBatch peek(int most) throws IOException {
    SpoolBatch backlog = handOut.peek(Lane.BACKLOG, most);
    return backlog.isEmpty() ? handOut.peek(Lane.LIVE, most) : backlog;
  }

  /**
   * All records of a batch are done with, and are not handed out again.
   *
   * @throws IOException if that could not be noted: they are handed out again
   */
  public void acknowledge(SpoolBatch batch) throws IOException {
    acknowledge(batch, batch.lastSeq());
  }

  /** The records of a batch up to {@code upToSeq} are done with; as {@link #acknowledge}. */
  public void acknowledge(SpoolBatch batch, long upToSeq) throws IOException {
    handOut.acknowledge(batch, upToSeq);
  }

  /**
   * Nothing can be sent: what arrives waits on the disk.
   *
   * @throws IOException if what is in memory alone could not be written out; it still is in memory
   */
  public void targetAway() throws IOException {
    accept.goAway();
  }

  /** What waits is the backlog now, and what arrives from here on is live. */
  public void targetBack() throws IOException {
    accept.comeBack();
  }

  /**
   * How many records of a lane wait, those included of which nobody knows yet that they are lost.
   */
  public long waiting(Lane lane) {
    return state.waiting(lane);
  }

  /** How it does; may read the oldest record from the disk. */
  public SpoolStatistics statistics() throws IOException {
    handOut.peek(Lane.BACKLOG, 1);
    handOut.peek(Lane.LIVE, 1);
    return SpoolStatistics.of(parts, state);
  }

  /** Takes no more records, and lets another process open the spool. */
  @Override
  public void close() throws IOException {
    try (lock) {
      accept.close();
    }
  }
}
