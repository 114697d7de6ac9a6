package mrs.transforms.detection;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
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
  private record Turn(RegionTask task, @Nullable Tally said) implements Serializable {

    static Turn of(RegionTask task) {
      return new Turn(task, task.waits() ? task.say() : null);
    }

    boolean waits() {
      return said != null;
    }

    Turn next(RegionInput facts, Tally all) {
      task.resume(facts);
      task.hear(all);
      return of(task);
    }

    List<Row> outcome(RegionInput facts) {
      task.resume(facts);
      return task.outcome();
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
    JavaPairRDD<RegionPart, Turn> turns = settled(started(inputs));
    while (!turns.filter(t -> t._2.waits()).isEmpty()) {
      JavaPairRDD<RegionPart, Turn> before = turns;
      turns = settled(next(before, inputs, tasks));
      before.unpersist(false);
    }
    JavaRDD<Row> outcome =
        turns.join(inputs, tasks).flatMap(t -> t._2._1.outcome(t._2._2).iterator());
    return facts.sparkSession().createDataFrame(outcome, RegionOutcome.SCHEMA);
  }

  private RegionPart part(Row fact) {
    String region = fact.getAs(RegionFacts.REGION);
    return new RegionPart(region, fact.<Integer>getAs(RegionFacts.PART), regions.partsOf(region));
  }

  private JavaPairRDD<RegionPart, Turn> started(JavaPairRDD<RegionPart, RegionInput> inputs) {
    return inputs.mapPartitionsToPair(
        own -> {
          List<Tuple2<RegionPart, Turn>> turns = new ArrayList<>();
          own.forEachRemaining(
              in ->
                  turns.add(
                      new Tuple2<>(
                          in._1, Turn.of(new RegionTask(in._1, method, graceOverTo, in._2)))));
          return turns.iterator();
        },
        true);
  }

  private JavaPairRDD<RegionPart, Turn> next(
      JavaPairRDD<RegionPart, Turn> turns,
      JavaPairRDD<RegionPart, RegionInput> inputs,
      Partitioner tasks) {
    JavaPairRDD<RegionPart, Tally> heard =
        turns
            .filter(t -> t._2.waits())
            .mapToPair(t -> new Tuple2<>(t._1.region(), t._2.said()))
            .groupByKey()
            .flatMapToPair(said -> toAll(said._1, together(said._2)).iterator());
    return turns
        .join(inputs, tasks)
        .leftOuterJoin(heard, tasks)
        .mapValues(t -> t._2.isPresent() ? t._1._1.next(t._1._2, t._2.get()) : t._1._1);
  }

  private static Tally together(Iterable<Tally> said) {
    List<Tally> tallies = new ArrayList<>();
    said.forEach(tallies::add);
    return Tally.together(tallies);
  }

  private List<Tuple2<RegionPart, Tally>> toAll(String region, Tally all) {
    int count = regions.partsOf(region);
    return IntStream.range(0, count)
        .mapToObj(p -> new Tuple2<>(new RegionPart(region, p, count), all))
        .toList();
  }

  /**
   * Takes the turns now, and keeps them as bytes, so that no task ever goes on from what another
   * attempt has changed.
   */
  private static JavaPairRDD<RegionPart, Turn> settled(JavaPairRDD<RegionPart, Turn> turns) {
    JavaPairRDD<RegionPart, Turn> kept = turns.persist(StorageLevel.MEMORY_AND_DISK_SER());
    kept.rdd().localCheckpoint();
    kept.count();
    return kept;
  }
}
