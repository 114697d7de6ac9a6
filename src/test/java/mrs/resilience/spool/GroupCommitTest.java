package mrs.resilience.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads that commit together: nobody returns early, nobody is forgotten. */
class GroupCommitTest {
  private final ExecutorService threads = Executors.newFixedThreadPool(8);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void commitsInOneGroupWhatGathersMeanwhile() throws Exception {
    List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch gathered = new CountDownLatch(1);
    GroupCommit<Integer> commit =
        new GroupCommit<>(
            group -> {
              groups.add(List.copyOf(group));
              first.countDown();
              await(gathered);
            },
            1000);
    List<Future<Boolean>> all = new ArrayList<>();
    all.add(threads.submit(submitting(commit, 0)));
    await(first);
    for (int i = 1; i < 5; i++) {
      all.add(threads.submit(submitting(commit, i)));
    }
    whileWaiting(commit, 4);
    assertThat(all).noneMatch(Future::isDone);
    gathered.countDown();

    for (Future<Boolean> each : all) {
      assertThat(each.get()).isTrue();
    }
    assertThat(groups).hasSize(2);
    assertThat(groups.get(0)).containsExactly(0);
    assertThat(groups.get(1)).containsExactlyInAnyOrder(1, 2, 3, 4);
  }

  @Test
  void closesAGroupThatIsFull() throws Exception {
    List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch gathered = new CountDownLatch(1);
    GroupCommit<Integer> commit =
        new GroupCommit<>(
            group -> {
              sizes.add(group.size());
              first.countDown();
              await(gathered);
            },
            20);
    List<Future<Boolean>> all = new ArrayList<>();
    all.add(threads.submit(submitting(commit, 0)));
    await(first);
    for (int i = 1; i < 6; i++) {
      all.add(threads.submit(submitting(commit, i)));
    }
    whileWaiting(commit, 5);
    gathered.countDown();

    for (Future<Boolean> each : all) {
      assertThat(each.get()).isTrue();
    }
    assertThat(sizes).containsExactly(1, 2, 2, 1);
  }

  @Test
  void failsForAllOfAGroupAndForNobodyElse() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch gathered = new CountDownLatch(1);
    GroupCommit<Integer> commit =
        new GroupCommit<>(
            group -> {
              first.countDown();
              await(gathered);
              if (group.contains(2)) {
                throw new IOException("broken");
              }
            },
            1000);
    Future<Boolean> alone = threads.submit(submitting(commit, 0));
    await(first);
    List<Future<Boolean>> together =
        IntStream.range(1, 4).mapToObj(i -> threads.submit(submitting(commit, i))).toList();
    whileWaiting(commit, 3);
    gathered.countDown();

    assertThat(alone.get()).isTrue();
    for (Future<Boolean> each : together) {
      assertThat(each.get()).isFalse();
    }
    assertThat(submitting(commit, 7).call()).isTrue();
  }

  @Test
  void goesOnAfterALeaderThatDied() {
    AtomicInteger commits = new AtomicInteger();
    GroupCommit<Integer> commit =
        new GroupCommit<>(
            group -> {
              if (commits.incrementAndGet() == 1) {
                throw new IllegalStateException("died");
              }
            },
            1000);

    assertThatThrownBy(() -> commit.submit(1, 1, () -> false)).hasMessage("died");
    assertThat(submits(commit, 2)).isTrue();
    assertThat(commits).hasValue(2);
  }

  @Test
  void leavesNobodyWaitingUnderLoad() throws Exception {
    AtomicInteger committed = new AtomicInteger();
    AtomicInteger groups = new AtomicInteger();
    AtomicInteger busy = new AtomicInteger();
    GroupCommit<Integer> commit =
        new GroupCommit<>(
            group -> {
              assertThat(busy.incrementAndGet()).isOne();
              committed.addAndGet(group.size());
              groups.incrementAndGet();
              busy.decrementAndGet();
            },
            1000);
    List<Future<?>> all = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      all.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 2000; i++) {
                  assertThat(submits(commit, i)).isTrue();
                }
              }));
    }
    for (Future<?> each : all) {
      each.get();
    }
    assertThat(committed).hasValue(16_000);
    assertThat(groups.get()).isLessThanOrEqualTo(16_000);
  }

  private static Callable<Boolean> submitting(GroupCommit<Integer> commit, int item) {
    return () -> submits(commit, item);
  }

  private static boolean submits(GroupCommit<Integer> commit, int item) {
    try {
      commit.submit(item, 10, () -> false);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Goes on when so many threads have joined a group that is not led yet. */
  private static void whileWaiting(GroupCommit<Integer> commit, int items) {
    while (commit.gathered() < items) {
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
