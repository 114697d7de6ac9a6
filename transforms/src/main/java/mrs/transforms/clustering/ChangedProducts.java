package mrs.transforms.clustering;

import static mrs.transforms.SparkSchema.col;

import java.util.Optional;
import mrs.contracts.Products;
import mrs.transforms.Transform;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The SKUs of which clustering knows something else than when it last read {@code products}. */
public record ChangedProducts() implements Transform<ChangedProducts.Inputs, Dataset<Row>> {
  /**
   * Snapshots of {@code products}.
   *
   * @param before the one that clustering read; empty where it never did
   * @param now the one that it reads
   */
  public record Inputs(Optional<Dataset<Row>> before, Dataset<Row> now) {}

  /** (sku), each once; those that are gone are among them. */
  @Override
  public Dataset<Row> apply(Inputs in) {
    Dataset<Row> now = known(in.now());
    Dataset<Row> changed =
        in.before()
            .map(ChangedProducts::known)
            .map(before -> now.except(before).union(before.except(now)))
            .orElse(now);
    return changed.select(col(Products.SKU)).distinct();
  }

  /** All that a pattern depends on. */
  private static Dataset<Row> known(Dataset<Row> products) {
    Column[] columns = {col(Products.SKU), col(Products.CATEGORY_1)};
    return products.select(columns);
  }
}
