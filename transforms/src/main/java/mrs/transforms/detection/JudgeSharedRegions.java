package mrs.transforms.detection;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import mrs.contracts.Method;
import mrs.transforms.Rounds;
import mrs.transforms.detection.passes.Contribution;
import mrs.transforms.detection.passes.Parcel;
import org.apache.spark.HashPartitioner;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Judges regions that are too big for one task, each by several tasks that have some of its stores.
 * They go on pass by pass, a round each. What the tasks of a region contribute is merged by a task
 * of its own and goes back to all of them; the facts of each, and what it has learnt so far, stay
 * where they are, in the partition of its number.
 *
 * @param method whether the model or the heuristic judges
 * @param graceOverTo last day of which absent cells are known to be missing, in days since
 *     1970-01-01
 */
record JudgeSharedRegions(Method method, long graceOverTo, SharedRegions regions)
    implements Serializable {

  /**
   * A task after it has contributed to a pass. Both are bytes, so that no attempt goes on from what
   * another one has changed.
   */
  private static final class Turn implements Serializable {

    private static final byte[] NOTHING = {};

    private final int number;
    private final byte[] contributed;
    private final byte[] work;

    private Turn(int number, GuardedWork work) {
      this.number = number;
      this.contributed = work.waits() ? Parcel.of(work.contribute()) : NOTHING;
      this.work = Parcel.of(work);
    }

    private boolean waits() {
      return contributed.length > 0;
    }

    private GuardedWork work(RegionInput facts) {
      GuardedWork resumed = Parcel.open(work, GuardedWork.class);
      resumed.resume(facts);
      return resumed;
    }
  }

  /** A task whose turn it is to receive what all contributed; nothing when it is through. */
  private record Receiving(Turn before, byte @Nullable [] all) {

    private Turn next(RegionInput facts) {
      if (all == null) {
        return before;
      }
      GuardedWork work = before.work(facts);
      work.receive(Parcel.open(all, Contribution.class));
      return new Turn(before.number, work);
    }
  }

  /** {@link RegionOutcome} rows of all {@link RegionFacts} of these regions. */
  Dataset<Row> of(Dataset<Row> facts, Rounds rounds) {
    List<RegionPart> tasks = List.copyOf(regions.tasks());
    Partitioner byNumber = new HashPartitioner(tasks.size());
    JavaPairRDD<Integer, RegionInput> inputs =
        rounds.kept(
            facts
                .javaRDD()
                .flatMapToPair(new RouteFacts(regions))
                .groupByKey(byNumber)
                .mapValues(own -> new RegionInput(own.iterator())));
    JavaRDD<Turn> first = inputs.map(in -> new Turn(in._1, work(tasks.get(in._1), in._2)));
    JavaRDD<Turn> last =
        rounds.last(
            first,
            turns ->
                receiving(turns, tasks, byNumber)
                    .zipPartitions(inputs, (own, in) -> one(own.next().next(in.next()._2))),
            Turn::waits);
    JavaRDD<Row> outcome =
        last.zipPartitions(
            inputs, (ends, own) -> ends.next().work(own.next()._2).outcome().iterator());
    return rounds.rows(outcome, RegionOutcome.SCHEMA);
  }

  private GuardedWork work(RegionPart part, RegionInput facts) {
    return new GuardedWork(part, method, new RegionTask(part, method, graceOverTo, facts), facts);
  }

  /** Brings to each task what all tasks of its region contributed. */
  private JavaRDD<Receiving> receiving(
      JavaRDD<Turn> turns, List<RegionPart> tasks, Partitioner byNumber) {
    JavaPairRDD<Integer, byte[]> merged =
        turns
            .filter(Turn::waits)
            .mapToPair(t -> new Tuple2<>(tasks.get(t.number).region(), t.contributed))
            .groupByKey(regions.parts().size())
            .flatMapToPair(t -> toAll(t._1, Parcel.of(together(t._2))))
            .partitionBy(byNumber);
    return turns.zipPartitions(
        merged, (own, all) -> one(new Receiving(own.next(), all.hasNext() ? all.next()._2 : null)));
  }

  private static <T> Iterator<T> one(T value) {
    return List.of(value).iterator();
  }

  private static Contribution together(Iterable<byte[]> contributed) {
    List<Contribution> parts = new ArrayList<>();
    contributed.forEach(c -> parts.add(Parcel.open(c, Contribution.class)));
    return Contribution.together(parts);
  }

  private Iterator<Tuple2<Integer, byte[]>> toAll(String region, byte[] all) {
    return IntStream.range(0, regions.partsOf(region))
        .mapToObj(p -> new Tuple2<>(regions.task(region, p), all))
        .iterator();
  }
}
