package mrs.transforms.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import mrs.contracts.Method;
import mrs.transforms.detection.passes.Contribution;
import mrs.transforms.detection.passes.Message;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class GuardedWorkTest {

  private static final int PASSES = 3;
  private static final Row DONE = RowFactory.create("done");

  /** The message of a pass in which nothing is counted. */
  private record Nothing() implements Message<Nothing> {
    @Override
    public void merge(Nothing other) {}
  }

  /** Goes through some passes, and does as it is told at one of its steps. */
  private static final class Scripted implements RegionWork {

    private final String step;
    private final Supplier<RuntimeException> fault;
    private int received;

    private Scripted(String step, Supplier<RuntimeException> fault) {
      this.step = step;
      this.fault = fault;
    }

    private void at(String now) {
      if (now.equals(step)) {
        throw fault.get();
      }
    }

    @Override
    public void resume(RegionInput facts) {
      at("resume");
    }

    @Override
    public boolean waits() {
      return received < PASSES;
    }

    @Override
    public Contribution contribute() {
      at("contribute " + received);
      return new Contribution.Given<>(Nothing.class, new Nothing());
    }

    @Override
    public void receive(Contribution all) {
      at("receive " + received);
      received++;
    }

    @Override
    public List<Row> outcome() {
      at("outcome");
      return List.of(DONE);
    }
  }

  private static GuardedWork part(int number, String step, Supplier<RuntimeException> fault) {
    return new GuardedWork(
        new RegionPart("R1", number, 3),
        Method.BASELINE_MODEL,
        new Scripted(step, fault),
        new RegionInput(Collections.emptyIterator()));
  }

  private static RuntimeException broken() {
    return new IllegalStateException("a poison series");
  }

  /** What three parts give, of which the second fails at a step. */
  private static List<Row> judged(String step, Supplier<RuntimeException> fault) {
    List<GuardedWork> parts = List.of(part(0, "", fault), part(1, step, fault), part(2, "", fault));
    for (int round = 0; parts.get(0).waits(); round++) {
      assertThat(round).isLessThanOrEqualTo(PASSES);
      assertThat(parts).allMatch(GuardedWork::waits);
      if (step.equals("resume")) {
        parts.get(1).resume(new RegionInput(Collections.emptyIterator()));
      }
      Contribution all =
          Contribution.together(parts.stream().map(GuardedWork::contribute).toList());
      parts.forEach(p -> p.receive(all));
    }
    assertThat(parts).noneMatch(GuardedWork::waits);
    return parts.stream().flatMap(p -> p.outcome().stream()).toList();
  }

  @Test
  void givesWhatTheWorkGives() {
    assertThat(judged("", GuardedWorkTest::broken)).containsExactly(DONE, DONE, DONE);
  }

  @Test
  void allPartsFailTogetherWhereverOneFails() {
    for (String step :
        List.of("contribute 0", "contribute 2", "receive 0", "receive 2", "outcome", "resume")) {
      List<Row> rows = judged(step, GuardedWorkTest::broken);
      assertThat(rows).as(step).doesNotContain(DONE);
      assertThat(rows.stream().filter(r -> !r.isNullAt(4)).map(r -> r.<Row>getAs(4)))
          .as(step)
          .singleElement()
          .satisfies(
              failed -> {
                assertThat(failed.getString(0)).isEqualTo("R1");
                assertThat(failed.getString(2)).contains("IllegalStateException: a poison series");
              });
    }
  }

  @Test
  void aStackThatJudgingUsesUpFailsTheRegion() {
    assertThat(
            judged(
                "receive 1",
                () -> {
                  throw new StackOverflowError();
                }))
        .doesNotContain(DONE);
  }

  @Test
  void whatConcernsMoreThanTheRegionIsThrownOn() {
    List<Supplier<RuntimeException>> faults =
        List.of(
            () -> new UncheckedIOException(new IOException("disk")),
            () -> new IllegalStateException(new InterruptedException()),
            () -> new IllegalStateException(new OutOfMemoryError()),
            () -> new IllegalStateException(new org.apache.spark.SparkException("lost")),
            () -> {
              throw new OutOfMemoryError("heap");
            });
    for (Supplier<RuntimeException> fault : faults) {
      assertThatThrownBy(() -> judged("receive 1", fault)).isInstanceOf(Throwable.class);
    }
  }
}
