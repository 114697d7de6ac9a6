package mrs.transforms.detection;

import java.util.Collections;
import java.util.Iterator;
import mrs.contracts.Method;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;

/**
 * Judges the region whose {@link RegionFacts} come in by one task, and gives {@link RegionOutcome}
 * rows. Reading them may fail the task; judging them fails the region alone.
 *
 * @param method whether the model or the heuristic judges
 * @param graceOverTo last day of which absent cells are known to be missing, in days since
 *     1970-01-01
 */
record JudgeRegions(Method method, long graceOverTo)
    implements FlatMapGroupsFunction<String, Row, Row> {

  @Override
  public Iterator<Row> call(String region, Iterator<Row> facts) {
    RegionInput input = new RegionInput(facts);
    if (!input.toBeJudged()) {
      return Collections.emptyIterator();
    }
    RegionPart whole = RegionPart.whole(region);
    GuardedWork work =
        new GuardedWork(whole, method, new RegionTask(whole, method, graceOverTo, input), input);
    work.alone();
    return work.outcome().iterator();
  }
}
