package mrs.resilience.spool;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets many threads commit together. Of the threads that want to, one leads: it commits for all of
 * its group, while those that come meanwhile gather for the next, which then is led by one of its
 * own. There is no thread in the background, and nobody returns before what he brought is
 * committed.
 *
 * @param <T> what a thread brings
 */
final class GroupCommit<T> {
  /** Makes what a group brought durable; called by one thread at a time. */
  @FunctionalInterface
  interface Commit<T> {
    void commit(List<T> group) throws IOException;
  }

  /** What is done while nobody commits. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  private final Commit<T> commit;
  private final long mostBytes;
  private final ReentrantLock lock = new ReentrantLock();

  /** Groups that are not led yet; empty unless one is. */
  private final Deque<Group> waiting = new ArrayDeque<>();

  private boolean led;

  /**
   * Commits with {@code commit}.
   *
   * @param mostBytes a group with so much in it is closed
   */
  GroupCommit(Commit<T> commit, long mostBytes) {
    this.commit = commit;
    this.mostBytes = mostBytes;
  }

  /**
   * Returns when {@code item} is committed, or when {@code direct} said that it need not be: that
   * is asked only while nobody commits or waits to.
   *
   * @throws IOException if the commit failed, for every one of the group
   */
  void submit(T item, long bytes, BooleanSupplier direct) throws IOException {
    Group group;
    lock.lock();
    try {
      if (!led && direct.getAsBoolean()) {
        return;
      }
      Group last = waiting.peekLast();
      group = last != null && last.takes(bytes) ? last : enqueue(new Group(null));
      group.add(item, bytes);
      if (!leads(group)) {
        group.rethrow();
        return;
      }
    } finally {
      lock.unlock();
    }
    lead(group);
  }

  /** Does something after what waits by now, and while nobody commits. */
  void alone(Action action) throws IOException {
    Group group;
    lock.lock();
    try {
      group = enqueue(new Group(action));
      if (!leads(group)) {
        group.rethrow();
        return;
      }
    } finally {
      lock.unlock();
    }
    lead(group);
  }

  /** How many items wait for a leader. */
  int gathered() {
    lock.lock();
    try {
      return waiting.stream().mapToInt(each -> each.items.size()).sum();
    } finally {
      lock.unlock();
    }
  }

  private Group enqueue(Group group) {
    waiting.add(group);
    return group;
  }

  /** Waits until the group is done (then false) or this thread is to lead it. */
  private boolean leads(Group group) {
    if (led) {
      while (!group.done && !group.wantsLeader) {
        group.changed.awaitUninterruptibly();
      }
      if (group.done) {
        return false;
      }
      group.wantsLeader = false;
    }
    led = true;
    waiting.remove(group);
    return true;
  }

  private void lead(Group group) throws IOException {
    Throwable failure = new IllegalStateException("the commit ended without a word");
    try {
      group.commit();
      failure = null;
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
      throw e;
    } finally {
      handOver(group, failure);
    }
  }

  private void handOver(Group group, @Nullable Throwable failure) {
    lock.lock();
    try {
      group.done = true;
      group.failure = failure;
      group.changed.signalAll();
      Group next = waiting.peekFirst();
      led = next != null;
      if (next != null) {
        next.wantsLeader = true;
        next.changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Those that commit together; all fields are guarded by the lock until it is led. */
  private final class Group {
    private final List<T> items = new ArrayList<>();
    private final @Nullable Action action;
    private final Condition changed = lock.newCondition();
    private long bytes;
    private boolean wantsLeader;
    private boolean done;
    private @Nullable Throwable failure;

    private Group(@Nullable Action action) {
      this.action = action;
    }

    private boolean takes(long more) {
      return action == null && bytes + more <= mostBytes;
    }

    private void add(T item, long more) {
      items.add(item);
      bytes += more;
    }

    private void commit() throws IOException {
      if (action == null) {
        commit.commit(items);
      } else {
        action.run();
      }
    }

    private void rethrow() throws IOException {
      if (failure instanceof SpoolFull full) {
        throw new SpoolFull(full);
      }
      if (failure != null) {
        throw new IOException(
            "the records of several threads could not be kept together: " + failure.getMessage(),
            failure);
      }
    }
  }
}
