package mrs.transforms.detection;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import mrs.contracts.Method;
import org.apache.spark.HashPartitioner;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Judges regions that are too big for one task, each by several tasks that have some of its stores.
 * They go on pass by pass. What the tasks of a region say is brought together by a task of its own
 * and goes back to all of them; what each has learnt so far stays where it is.
 *
 * @param method whether the model or the heuristic judges
 * @param graceOverTo last day of which absent cells are known to be missing, in days since
 *     1970-01-01
 */
record JudgeSharedRegions(Method method, long graceOverTo, SharedRegions regions)
    implements Serializable {

  /** A task after it has said something; nothing when it is through. */
  private record Turn(RegionPart part, RegionTask task, @Nullable Tally said)
      implements Serializable {

    static Turn of(RegionPart part, RegionTask task) {
      return new Turn(part, task, task.waits() ? task.say() : null);
    }

    boolean waits() {
      return said != null;
    }

    Iterator<Row> outcome(RegionInput facts) {
      task.resume(facts);
      return task.outcome().iterator();
    }
  }

  /** A task that hears what all said; nothing when it is through. */
  private record Hearing(Turn turn, @Nullable Tally all) {

    Turn next(RegionInput facts) {
      if (all == null) {
        return turn;
      }
      turn.task.resume(facts);
      turn.task.hear(all);
      return Turn.of(turn.part, turn.task);
    }
  }

  /** {@link RegionOutcome} rows of all {@link RegionFacts} of these regions. */
  Dataset<Row> of(Dataset<Row> facts) {
    Partitioner tasks = new HashPartitioner(regions.tasks());
    JavaPairRDD<RegionPart, RegionInput> inputs =
        facts
            .javaRDD()
            .flatMap(new HandOut(regions))
            .mapToPair(fact -> new Tuple2<>(part(fact), fact))
            .groupByKey(tasks)
            .mapValues(own -> new RegionInput(own.iterator()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    JavaRDD<Turn> turns = kept(inputs.map(in -> Turn.of(in._1, task(in._1, in._2))));
    long waiting = turns.filter(Turn::waits).count();
    while (waiting > 0) {
      JavaRDD<Turn> before = turns;
      turns = kept(next(before, inputs, tasks));
      waiting = turns.filter(Turn::waits).count();
      before.unpersist(false);
    }
    JavaRDD<Row> outcome =
        turns.zipPartitions(
            inputs,
            (ends, own) -> {
              Map<RegionPart, RegionInput> of = byPart(own);
              List<Row> rows = new ArrayList<>();
              ends.forEachRemaining(
                  end -> end.outcome(of(of, end.part())).forEachRemaining(rows::add));
              return rows.iterator();
            });
    return facts.sparkSession().createDataFrame(outcome, RegionOutcome.SCHEMA);
  }

  private RegionPart part(Row fact) {
    String region = fact.getAs(RegionFacts.REGION);
    return new RegionPart(region, fact.<Integer>getAs(RegionFacts.PART), regions.partsOf(region));
  }

  private RegionTask task(RegionPart part, RegionInput facts) {
    return new RegionTask(part, method, graceOverTo, facts);
  }

  /**
   * The next turn of each task. All of these have the same partitions, so that only what is said is
   * moved.
   */
  private JavaRDD<Turn> next(
      JavaRDD<Turn> turns, JavaPairRDD<RegionPart, RegionInput> inputs, Partitioner tasks) {
    JavaPairRDD<RegionPart, Tally> said =
        turns
            .filter(Turn::waits)
            .mapToPair(t -> new Tuple2<>(t.part().region(), t.said()))
            .groupByKey(regions.parts().size())
            .flatMapToPair(t -> toAll(t._1, together(t._2)))
            .partitionBy(tasks);
    return turns
        .zipPartitions(
            said,
            (own, all) -> {
              Map<RegionPart, Tally> of = byPart(all);
              List<Hearing> hearings = new ArrayList<>();
              own.forEachRemaining(t -> hearings.add(new Hearing(t, of.get(t.part()))));
              return hearings.iterator();
            })
        .zipPartitions(
            inputs,
            (hearings, own) -> {
              Map<RegionPart, RegionInput> of = byPart(own);
              List<Turn> next = new ArrayList<>();
              hearings.forEachRemaining(h -> next.add(h.next(of(of, h.turn.part()))));
              return next.iterator();
            });
  }

  private static RegionInput of(Map<RegionPart, RegionInput> inputs, RegionPart part) {
    return Objects.requireNonNull(inputs.get(part), part::toString);
  }

  private static <T> Map<RegionPart, T> byPart(Iterator<Tuple2<RegionPart, T>> pairs) {
    Map<RegionPart, T> byPart = new HashMap<>();
    pairs.forEachRemaining(p -> byPart.put(p._1, p._2));
    return byPart;
  }

  private static Tally together(Iterable<Tally> said) {
    List<Tally> tallies = new ArrayList<>();
    said.forEach(tallies::add);
    return Tally.together(tallies);
  }

  private Iterator<Tuple2<RegionPart, Tally>> toAll(String region, Tally all) {
    int count = regions.partsOf(region);
    return IntStream.range(0, count)
        .mapToObj(p -> new Tuple2<>(new RegionPart(region, p, count), all))
        .iterator();
  }

  /** Kept as bytes, so that no task ever goes on from what another attempt has changed. */
  private static JavaRDD<Turn> kept(JavaRDD<Turn> turns) {
    JavaRDD<Turn> kept = turns.persist(StorageLevel.MEMORY_AND_DISK_SER());
    kept.rdd().localCheckpoint();
    return kept;
  }
}
