package mrs.transforms.attribution;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.util.List;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.ContextualEvents;
import mrs.hydrate.consolidation.LogBook;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What was received up to day 5 was read before. */
class ChangedContextTest extends SparkTest {
  private static List<String> changed(ToldContext... told) {
    Dataset<Row> context =
        rows(
            ContextualEvents.TABLE, Stream.of(told).map(ToldContext::row).toArray(Object[][]::new));
    Dataset<Row> unseen =
        context.where(col(ContextualEvents.RECEIVED_AT).gt(Timestamp.from(LogBook.at(5))));
    return new ChangedContext()
        .apply(new ChangedContext.Inputs(context, unseen)).collectAsList().stream()
            .map(r -> r.getAs("kind") + " " + r.getAs("starts_on") + " " + r.getAs("magnitude"))
            .sorted()
            .toList();
  }

  @Test
  void whatIsNewIsGivenAndWhatIsKnownIsNot() {
    assertThat(
            changed(
                ToldContext.of("known", 1, 1).received(5), ToldContext.of("new", 1, 1).received(6)))
        .containsExactly("new 2024-03-05 null");
  }

  @Test
  void whatIsSentAgainAsItWasIsNotGiven() {
    ToldContext one = ToldContext.of("same", 1, 1).at("R1", null, "K1").magnitude(2);

    assertThat(changed(one.received(5), one.received(6), one.received(7))).isEmpty();
  }

  @Test
  void whatMovedIsGivenWhereItWasAndWhereItIs() {
    assertThat(
            changed(
                ToldContext.of("first", 1, 1).id("x").received(2),
                ToldContext.of("stood", 2, 2).id("x").received(3),
                ToldContext.of("passed", 3, 3).id("x").received(6),
                ToldContext.of("is", 4, 4).id("x").received(7)))
        .containsExactly("is 2024-03-08 null", "stood 2024-03-06 null");
  }

  @Test
  void whatArrivesLateAndIsOlderThanWhatStandsChangesNothing() {
    Dataset<Row> context =
        rows(
            ContextualEvents.TABLE,
            ToldContext.of("stands", 1, 1).id("x").received(4).row(),
            ToldContext.of("older", 2, 2).id("x").received(3).row());
    Dataset<Row> late = context.where(col(ContextualEvents.KIND).equalTo("older"));

    assertThat(new ChangedContext().apply(new ChangedContext.Inputs(context, late)).collectAsList())
        .isEmpty();
  }
}
