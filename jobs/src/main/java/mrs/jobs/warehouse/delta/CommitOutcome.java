package mrs.jobs.warehouse.delta;

import java.util.Iterator;
import java.util.OptionalLong;
import mrs.jobs.messages.Problem;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.CommitInfo;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * What became of a commit that ended with an exception. It may have been thrown after the commit
 * was made, so the log is asked, and nothing that the commit may name is ever deleted here.
 */
final class CommitOutcome {
  private static final Logger LOG = LogManager.getLogger(CommitOutcome.class);

  private CommitOutcome() {}

  /**
   * The version of {@code transaction}'s commit, if it was made all the same.
   *
   * @throws Problem if it was made and may yet be lost, or if the log cannot be read
   */
  static OptionalLong after(Exception failure, OptimisticTransaction transaction, DeltaLog log) {
    OptionalLong version = version(log, transaction, failure);
    if (version.isPresent() && inDoubt(failure)) {
      throw Problem.failed(
          "a commit to " + log.dataPath() + " is made, but may not be on the disk",
          "check the disk, then start the command again: rows that are there are not added twice",
          failure);
    }
    version.ifPresent(
        v -> LOG.warn("commit {} of {} is made; what follows failed", v, log.dataPath(), failure));
    return version;
  }

  private static OptionalLong version(
      DeltaLog log, OptimisticTransaction transaction, Exception failure) {
    try {
      Iterator<Tuple2<Object, Seq<Action>>> commits =
          JavaConverters.asJavaIterator(
              log.getChanges(transaction.snapshot().version() + 1, false));
      while (commits.hasNext()) {
        Tuple2<Object, Seq<Action>> commit = commits.next();
        for (Action action : JavaConverters.seqAsJavaList(commit._2())) {
          if (action instanceof CommitInfo info && info.txnId().contains(transaction.txnId())) {
            return OptionalLong.of((Long) commit._1());
          }
        }
      }
      return OptionalLong.empty();
    } catch (Exception e) {
      failure.addSuppressed(e);
      throw Problem.failed(
          "whether a commit to " + log.dataPath() + " was made is not known: " + e,
          "check the disk, then start the command again: rows that are there are not added twice",
          failure);
    }
  }

  private static boolean inDoubt(Exception failure) {
    for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof LocalLogStore.CommitInDoubt) {
        return true;
      }
    }
    return false;
  }
}
