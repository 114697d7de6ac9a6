package mrs.jobs.warehouse.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** The files that commits added to an append-only table, told from the commits themselves. */
final class AppendedFiles {
  private static final Logger LOG = LogManager.getLogger(AppendedFiles.class);

  private AppendedFiles() {}

  /**
   * Those of the commits after {@code version} up to {@code last}, without those that compaction
   * put in the place of others; empty where one of those commits is not there any more.
   */
  static Optional<List<DataFile>> between(DeltaLog log, long version, long last) {
    List<DataFile> added = new ArrayList<>();
    if (version > last) {
      return Optional.empty();
    }
    long seen = version;
    try {
      Iterator<Tuple2<Object, Seq<Action>>> commits = log.getChanges(version + 1, false);
      while (seen < last && commits.hasNext()) {
        Tuple2<Object, Seq<Action>> commit = commits.next();
        if ((Long) commit._1() != seen + 1) {
          return Optional.empty();
        }
        seen++;
        for (Action action : JavaConverters.seqAsJavaList(commit._2())) {
          if (action instanceof AddFile file && file.dataChange()) {
            added.add(new DataFile(file));
          }
        }
      }
    } catch (Exception e) {
      // Delta throws checked exceptions that its Java signatures do not declare.
      LOG.warn("commits after version {} of {} cannot be read", version, log.dataPath(), e);
      return Optional.empty();
    }
    return seen == last ? Optional.of(added) : Optional.empty();
  }
}
