package mrs.jobs.sql;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.MultiAlias;
import org.apache.spark.sql.catalyst.analysis.RelationTimeTravel;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAlias;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedExtractValue;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedHaving;
import org.apache.spark.sql.catalyst.analysis.UnresolvedInlineTable;
import org.apache.spark.sql.catalyst.analysis.UnresolvedOrdinal;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRegex;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedStar;
import org.apache.spark.sql.catalyst.analysis.UnresolvedSubqueryColumnAliases;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTVFAliases;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.CallMethodViaReflection;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Except;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.Intersect;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LateralJoin;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Pivot;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.RepartitionByExpression;
import org.apache.spark.sql.catalyst.plans.logical.Sample;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.Unpivot;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedHint;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.plans.logical.WithWindowDefinition;
import org.apache.spark.sql.types.DataType;
import scala.Product;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.Seq;

/**
 * Checks a parsed query against what may be in one: every plan node and every expression, wherever
 * it hangs, is of a class that is listed here, every function one that {@link AllowedFunctions}
 * lists. What is not listed is refused, so that what a later Spark learns to parse is refused too.
 *
 * <p>It walks the fields of the nodes rather than their children: window definitions and hints hold
 * expressions that are no children.
 */
final class CheckQuery {
  private static final Set<Class<?>> PLANS =
      Set.of(
          Aggregate.class,
          Distinct.class,
          Except.class,
          Filter.class,
          Generate.class,
          GlobalLimit.class,
          Intersect.class,
          Join.class,
          LateralJoin.class,
          LocalLimit.class,
          Offset.class,
          OneRowRelation.class,
          Pivot.class,
          Project.class,
          RepartitionByExpression.class,
          Sample.class,
          Sort.class,
          SubqueryAlias.class,
          Union.class,
          Unpivot.class,
          UnresolvedHaving.class,
          UnresolvedHint.class,
          UnresolvedInlineTable.class,
          UnresolvedRelation.class,
          UnresolvedSubqueryColumnAliases.class,
          UnresolvedTableValuedFunction.class,
          UnresolvedTVFAliases.class,
          UnresolvedWith.class,
          WithWindowDefinition.class);

  private static final Set<Class<?>> UNRESOLVED =
      Set.of(
          MultiAlias.class,
          UnresolvedAlias.class,
          UnresolvedAttribute.class,
          UnresolvedExtractValue.class,
          UnresolvedFunction.class,
          UnresolvedGenerator.class,
          UnresolvedOrdinal.class,
          UnresolvedRegex.class,
          UnresolvedStar.class);

  /** What the parser itself makes of operators, literals, casts, windows and subqueries. */
  private static final String EXPRESSIONS = Expression.class.getPackageName();

  private final Set<String> relations = new HashSet<>();
  private final Set<String> defined = new HashSet<>();

  private CheckQuery() {}

  /** Whether {@code plan}, the root of a statement, is a query at all. */
  static boolean isQuery(LogicalPlan plan) {
    return PLANS.contains(plan.getClass()) || plan instanceof RelationTimeTravel;
  }

  /** The names in {@code query}; throws a refusal at the first thing that is not allowed. */
  static Statement.Names names(LogicalPlan query) {
    CheckQuery check = new CheckQuery();
    check.walk(query);
    return new Statement.Names(Set.copyOf(check.relations), Set.copyOf(check.defined));
  }

  private void walk(Object part) {
    if (part instanceof LogicalPlan plan) {
      plan(plan);
    } else if (part instanceof Expression expression) {
      expression(expression);
    }
    if (part instanceof Iterable<?> java) {
      java.forEach(this::walk);
    } else if (part instanceof scala.collection.Iterable<?> scala && !(part instanceof DataType)) {
      fields(scala.iterator());
    } else if (part instanceof Product product && !(part instanceof DataType)) {
      fields(product.productIterator());
    }
  }

  private void fields(Iterator<?> each) {
    while (each.hasNext()) {
      walk(each.next());
    }
  }

  private void plan(LogicalPlan plan) {
    if (plan instanceof RelationTimeTravel) {
      throw SqlRefusals.timeTravel();
    } else if (!PLANS.contains(plan.getClass())) {
      throw SqlRefusals.part(plan.getClass().getSimpleName());
    } else if (plan instanceof UnresolvedRelation relation) {
      relation(relation);
    } else if (plan instanceof UnresolvedTableValuedFunction function) {
      AllowedFunctions.checkTableFunction(function.name());
    } else if (plan instanceof UnresolvedWith with) {
      for (Iterator<Tuple2<String, SubqueryAlias>> each = with.cteRelations().iterator();
          each.hasNext(); ) {
        defined.add(each.next()._1().toLowerCase(Locale.ROOT));
      }
    }
  }

  private void relation(UnresolvedRelation relation) {
    Seq<String> name = relation.multipartIdentifier();
    if (name.size() != 1) {
      throw SqlRefusals.qualified(name.mkString("."));
    }
    if (relation.isStreaming()) {
      throw SqlRefusals.stream(name.mkString("."));
    }
    relations.add(name.apply(0).toLowerCase(Locale.ROOT));
  }

  private static void expression(Expression expression) {
    boolean known =
        UNRESOLVED.contains(expression.getClass())
            || expression.getClass().getPackageName().startsWith(EXPRESSIONS);
    if (!known || expression instanceof CallMethodViaReflection) {
      throw SqlRefusals.part(expression.getClass().getSimpleName());
    }
    if (expression instanceof UnresolvedFunction function) {
      AllowedFunctions.check(function.nameParts());
    } else if (expression instanceof UnresolvedGenerator generator) {
      AllowedFunctions.checkTableFunction(generator.name().nameParts());
    }
  }
}
