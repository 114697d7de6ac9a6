package mrs.contracts;

import java.util.List;
import java.util.Optional;

/** {@code products} (optional): each delivery is a full snapshot; the latest wins. */
public final class Products {
  /** The SKU. */
  public static final Field SKU = Field.string("sku", "The SKU (stock keeping unit).").required();

  /** Widest category. */
  public static final Field CATEGORY_1 = Field.string("category_1", "Widest category.");

  /** Middle category. */
  public static final Field CATEGORY_2 = Field.string("category_2", "Middle category.");

  /** Narrowest category. */
  public static final Field CATEGORY_3 = Field.string("category_3", "Narrowest category.");

  /** The table. */
  public static final Table TABLE =
      new Table(
          "products",
          Table.Kind.INPUT,
          "The SKUs and their categories, a full snapshot a delivery.",
          List.of(
              SKU,
              CATEGORY_1,
              CATEGORY_2,
              CATEGORY_3,
              SourceColumns.INGEST_SEQ,
              SourceColumns.SOURCE_FILE,
              SourceColumns.SOURCE_LINE,
              LogColumns.CONTENT_HASH),
          List.of(SKU, SourceColumns.INGEST_SEQ),
          Optional.empty());

  private Products() {}
}
