package mrs.jobs.intake.receive;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import mrs.jobs.intake.delivery.UploadId;

/** The uploads that a connection feeds now. */
public final class ActiveUploads {
  private final long process;
  private final Set<UploadId> active = new HashSet<>();
  private long last;

  /** Draws what tells this process' uploads from those of others. */
  public ActiveUploads(RandomGenerator random) {
    this.process = random.nextLong();
  }

  synchronized UploadId begin() {
    last++;
    UploadId id = new UploadId(process, last);
    active.add(id);
    return id;
  }

  /** Nothing more comes of it: what there is of it is in the spool. */
  synchronized void end(UploadId id) {
    active.remove(id);
  }

  /** Those that are active now. */
  public synchronized Set<UploadId> now() {
    return Set.copyOf(active);
  }
}
