package mrs.transforms.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.Products;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/**
 * Whose row is written when: groups that change, are withdrawn or wait, and SKUs that are known
 * later.
 */
class ClusterMembersTest extends ClusteringNights {
  @Test
  void membersOfAGroupThatLooksDifferentNowAreWrittenAgain() {
    LogBook book = slump(slump(new LogBook(), "S1", 3), "S2", 3);
    night(book, stamp(3));
    LocalDate day = LogBook.START.plusDays(2);

    book.detected("S1K1", 4, cell("S1", "K1", day, day.plusDays(1), 10, 20));
    AssignClusters.Clustered next = night(book, stamp(4));

    assertThat(clusters(next.rows())).isEqualTo(Map.of("S1K1", "-", "S1K2", "-"));
    assertThat(next.models().head().<String>getAs("cluster_name"))
        .isEqualTo("moderate fall · several SKUs of one store · 2-4 days");
  }

  @Test
  void withProductsItTellsWhetherSkusShareACategory() {
    LogBook book = slump(slump(new LogBook(), "S1", 3), "S2", 3);
    Dataset<Row> products =
        rows(
            Products.TABLE,
            row("K1", "dairy", "milk", null, 1L, "products.csv", 1L, 0L),
            row("K2", "dairy", "cheese", null, 1L, "products.csv", 2L, 0L));

    AssignClusters.Clustered clustered =
        assign(book.dataset(Contributor.MRDL), stamp(3), Optional.of(model), Optional.of(products));

    assertThat(clusters(clustered.rows()).values())
        .containsOnly("moderate fall · SKUs of one category in one store · 1 day");
  }

  @Test
  void skusThatAreKnownLaterTakeUpTheGroupsThatHaveThemAndNoOthers() {
    LogBook book = slump(slump(slump(new LogBook(), "S1", 3), "S2", 3), "S3", 3);
    LocalDate day = LogBook.START.plusDays(2);
    book.detected("S4K1", 3, cell("S4", "K1", day, day, 5, 10));
    book.detected("S4K3", 3, cell("S4", "K3", day, day, 5, 10));
    book.detected("S5K3", 3, cell("S5", "K3", day, day, 5, 10));
    night(book, stamp(3));
    Dataset<Row> products =
        rows(
            Products.TABLE,
            row("K1", "dairy", "milk", null, 2L, "products.csv", 1L, 0L),
            row("K2", "dairy", "cheese", null, 2L, "products.csv", 2L, 0L));
    Dataset<Row> reports = book.dataset(Contributor.MRDL);

    assertThat(assign(reports, stamp(4), Optional.of(model), Optional.of(products)).rows().count())
        .isZero();
    changed =
        Optional.of(
            new ChangedProducts().apply(new ChangedProducts.Inputs(Optional.empty(), products)));
    AssignClusters.Clustered again =
        assign(reports, stamp(4), Optional.of(model), Optional.of(products));

    assertThat(clusters(again.rows()).keySet())
        .containsExactly("S1K1", "S1K2", "S2K1", "S2K2", "S3K1", "S3K2");
    assertThat(clusters(again.rows()).values())
        .containsOnly("moderate fall · SKUs of one category in one store · 1 day");
  }

  @Test
  void onlySkusOfWhichSomethingElseIsKnownHaveChanged() {
    Dataset<Row> before =
        rows(
            Products.TABLE,
            row("same", "dairy", "milk", null, 1L, "products.csv", 1L, 0L),
            row("moved", "dairy", "milk", null, 1L, "products.csv", 2L, 0L),
            row("gone", null, null, null, 1L, "products.csv", 3L, 0L));
    Dataset<Row> now =
        rows(
            Products.TABLE,
            row("same", "dairy", "cheese", null, 2L, "products.csv", 1L, 0L),
            row("moved", null, null, null, 2L, "products.csv", 2L, 0L),
            row("new", "meat", null, null, 2L, "products.csv", 3L, 0L));

    assertThat(
            new ChangedProducts()
                .apply(new ChangedProducts.Inputs(Optional.of(before), now))
                .collectAsList())
        .extracting(r -> r.getString(0))
        .containsExactlyInAnyOrder("moved", "gone", "new");
  }

  @Test
  void aWithdrawnGroupGetsRowsAndIsNotCounted() {
    LogBook book = slump(new LogBook(), "S1", 3);
    LocalDate day = LogBook.START.plusDays(2);
    for (String sku : List.of("K1", "K2")) {
      book.withdrawn("S1" + sku, 4, "restated", cell("S1", sku, day, day, 5, 10));
    }

    AssignClusters.Clustered clustered = night(book, stamp(4));

    assertThat(clusters(clustered.rows())).isEqualTo(Map.of("S1K1", "-", "S1K2", "-"));
    assertThat(clustered.models().count()).isZero();
  }

  @Test
  void whatIsBeyondTheCapWaits() {
    LogBook book = slump(slump(new LogBook(), "S1", 3), "S2", 4);
    cap = 3;

    AssignClusters.Clustered first = night(book, stamp(4));
    assertThat(clusters(first.rows()).keySet()).containsExactly("S1K1", "S1K2", "S2K1");
    assertThat(first.dropped().collectAsList())
        .extracting(r -> r.mkString(" "))
        .containsExactly("waiting for a later run 1");

    AssignClusters.Clustered second = night(book, stamp(5));
    assertThat(clusters(second.rows())).isEqualTo(Map.of("S2K2", SLUMP_NAME));
    assertThat(dropped(second)).isZero();
  }
}
