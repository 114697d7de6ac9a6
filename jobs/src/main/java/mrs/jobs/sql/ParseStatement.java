package mrs.jobs.sql;

import java.util.Optional;
import mrs.jobs.messages.Problem;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedNamespace;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.DescribeColumn;
import org.apache.spark.sql.catalyst.plans.logical.DescribeRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ShowColumns;
import org.apache.spark.sql.catalyst.plans.logical.ShowTables;
import scala.collection.Seq;

/** Turns text into a statement that may be answered, by what Spark's parser makes of it. */
final class ParseStatement {
  private ParseStatement() {}

  /**
   * Parses and checks {@code sql}; nothing is read or resolved yet.
   *
   * @throws Problem if it is no statement, several, or one that is not answered
   */
  static Statement of(SparkSession session, String sql) {
    LogicalPlan plan = parsed(session, sql);
    if (CheckQuery.isQuery(plan)) {
      return new Statement.Query(sql, CheckQuery.names(plan));
    } else if (plan instanceof ShowTables show && isHere(show.namespace())) {
      return new Statement.ShowTables(
          show.pattern().isEmpty() ? Optional.empty() : Optional.of(show.pattern().get()));
    } else if (plan instanceof ShowColumns show) {
      return new Statement.ShowColumns(plain(show.child()));
    } else if (plan instanceof DescribeRelation describe && describe.partitionSpec().isEmpty()) {
      return new Statement.Describe(plain(describe.relation()), Optional.empty());
    } else if (plan instanceof DescribeColumn describe
        && describe.column() instanceof UnresolvedAttribute column) {
      return new Statement.Describe(
          plain(describe.relation()), Optional.of(column.nameParts().mkString(".")));
    }
    throw SqlRefusals.statement(plan.getClass().getSimpleName());
  }

  private static LogicalPlan parsed(SparkSession session, String sql) {
    try {
      return session.sessionState().sqlParser().parsePlan(sql);
    } catch (ParseException e) {
      throw SqlRefusals.unparsed(e);
    }
  }

  private static boolean isHere(LogicalPlan namespace) {
    return namespace instanceof UnresolvedNamespace there && there.multipartIdentifier().isEmpty();
  }

  private static String plain(LogicalPlan relation) {
    if (relation instanceof UnresolvedTableOrView named) {
      Seq<String> name = named.multipartIdentifier();
      if (name.size() == 1) {
        return name.apply(0);
      }
      throw SqlRefusals.qualified(name.mkString("."));
    }
    throw SqlRefusals.part(relation.getClass().getSimpleName());
  }
}
