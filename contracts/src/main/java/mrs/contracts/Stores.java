package mrs.contracts;

import java.util.List;
import java.util.Optional;

/** {@code stores} (optional): each delivery is a full snapshot; the latest wins. */
public final class Stores {
  /** The store. */
  public static final Field STORE_ID = Field.string("store_id", "The store.").required();

  /** The region that the store is judged with. */
  public static final Field REGION =
      Field.string("region", "The region it is judged with.").required();

  /** A finer group of stores, such as a supply depot's. */
  public static final Field STORE_GROUP =
      Field.string("store_group", "A finer group of stores; NULL where there is none.");

  /** The table. */
  public static final Table TABLE =
      new Table(
          "stores",
          Table.Kind.INPUT,
          "The stores and their regions, a full snapshot a delivery.",
          List.of(
              STORE_ID,
              REGION,
              STORE_GROUP,
              SourceColumns.INGEST_SEQ,
              SourceColumns.SOURCE_FILE,
              SourceColumns.SOURCE_LINE,
              LogColumns.CONTENT_HASH),
          List.of(STORE_ID, SourceColumns.INGEST_SEQ),
          Optional.empty());

  private Stores() {}
}
