package mrs.transforms.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import mrs.contracts.Method;
import mrs.transforms.detection.judging.CellAccount;
import mrs.transforms.detection.passes.Contribution;
import mrs.transforms.detection.passes.Fault;
import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.PassByPass;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Work on a region behind a bulkhead: what judging it throws fails the region, and no other one. A
 * region is judged whole or not at all. A part that fails contributes that instead of what it would
 * have contributed, and all parts give their work up; after the last pass there is one more, in
 * which each part contributes whether its outcome is ready. Of a failed region nothing is reported,
 * withdrawn or remembered; its cells are accounted for as not judged.
 */
final class GuardedWork implements PassByPass {

  private final RegionPart part;
  private final Method method;
  private @Nullable RegionWork work;
  private @Nullable ArrayList<Row> outcome;
  private @Nullable Fault fault;
  private boolean over;
  private transient @Nullable RegionInput facts;

  GuardedWork(RegionPart part, Method method, RegionWork work, RegionInput facts) {
    this.part = part;
    this.method = method;
    this.work = work;
    this.facts = facts;
  }

  /** Gives the facts again to work that was put aside: it does not keep them. */
  void resume(RegionInput again) {
    facts = again;
    if (work != null && fault == null) {
      RegionWork resumed = work;
      guarded(
          () -> {
            resumed.resume(again);
            return resumed;
          });
    }
  }

  @Override
  public boolean waits() {
    return !over;
  }

  @Override
  public Contribution contribute() {
    Optional<Contribution> given = fault == null ? guarded(this::next) : Optional.empty();
    return fault == null ? given.orElseThrow() : new Contribution.Failed(fault);
  }

  private Contribution next() {
    RegionWork next = Objects.requireNonNull(work);
    if (next.waits()) {
      return next.contribute();
    }
    outcome = new ArrayList<>(next.outcome());
    work = null;
    return new Contribution.Given<>(Ready.class, new Ready());
  }

  /** The outcome of a part is ready. */
  private record Ready() implements Message<Ready> {
    @Override
    public void merge(Ready other) {}
  }

  @Override
  public void receive(Contribution all) {
    if (all.fault().isPresent()) {
      fault = all.fault().get();
      work = null;
      outcome = null;
      over = true;
    } else if (work == null) {
      over = true;
    } else {
      RegionWork next = work;
      guarded(
          () -> {
            next.receive(all);
            return next;
          });
    }
  }

  private <T> Optional<T> guarded(Supplier<T> judging) {
    Fault.Judged<T> judged = Fault.guarded(judging);
    fault = judged.fault().orElse(fault);
    return Optional.ofNullable(judged.value());
  }

  /** {@link RegionOutcome} rows, when it waits for nothing any more. */
  List<Row> outcome() {
    return fault == null ? Objects.requireNonNull(outcome) : failed(fault);
  }

  private List<Row> failed(Fault why) {
    RegionInput own = Objects.requireNonNull(facts);
    List<Row> rows = new ArrayList<>();
    long notJudged = own.rows(RegionTask.accountedFrom(method, own));
    rows.add(RegionOutcome.cells(CellAccount.Fate.REGION_FAILED, notJudged));
    if (part.part() == 0) {
      rows.add(RegionOutcome.failed(part.region(), own.start(), why.message()));
    }
    return rows;
  }
}
