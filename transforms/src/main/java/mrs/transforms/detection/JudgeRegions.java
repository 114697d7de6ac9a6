package mrs.transforms.detection;

import java.util.Collections;
import java.util.Iterator;
import mrs.contracts.Method;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;

/**
 * Judges the region whose {@link RegionFacts} come in by one task, and gives {@link RegionOutcome}
 * rows.
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
    RegionTask task = new RegionTask(RegionPart.whole(region), method, graceOverTo, input);
    task.alone();
    return task.outcome().iterator();
  }
}
