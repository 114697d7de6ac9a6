package mrs.contracts;

import java.util.List;

/**
 * {@code contextual_events} (optional): what was known to happen, from any feed that knows it.
 *
 * <p>A NULL region, store or SKU means "all of them". The latest {@code received_at} of an event
 * wins.
 */
public final class ContextualEvents {
  /** Name of the feed that told it. */
  public static final Field FEED =
      Field.string("feed", "The feed that told it; NULL when unnamed.");

  /** The feed's own id of the event. */
  public static final Field EVENT_ID =
      Field.string("event_id", "The feed's own id of the event.").required();

  /** {@link ContextKind}, or another word of the feed's. */
  public static final Field KIND =
      Field.string("kind", "promotion, holiday, weather, stock_out, social or another word.")
          .required();

  /** The region concerned. */
  public static final Field REGION = Field.string("region", "The region; NULL = all.");

  /** The store concerned. */
  public static final Field STORE_ID = Field.string("store_id", "The store; NULL = all.");

  /** The SKU concerned. */
  public static final Field SKU = Field.string("sku", "The SKU; NULL = all.");

  /** First day. */
  public static final Field STARTS_ON = Field.date("starts_on", "First day.").required();

  /** Last day, inclusive. */
  public static final Field ENDS_ON = Field.date("ends_on", "Last day, inclusive.").required();

  /** How much of it, in the kind's unit: millimetres of rain, mentions, share of discount. */
  public static final Field MAGNITUDE =
      Field.real(
          "magnitude", "How much, in the kind's unit (mm of rain, mentions); NULL = not said.");

  /** When it was told (UTC). */
  public static final Field RECEIVED_AT =
      Field.timestamp("received_at", "When it was told (UTC).").required();

  /** The table. */
  public static final Table TABLE =
      Table.partitioned(
          "contextual_events",
          Table.Kind.INPUT,
          "Promotions, holidays, weather, stock-outs, social mentions: what may explain sales.",
          List.of(
              FEED,
              EVENT_ID,
              KIND,
              REGION,
              STORE_ID,
              SKU,
              STARTS_ON,
              ENDS_ON,
              MAGNITUDE,
              RECEIVED_AT,
              SourceColumns.INGEST_SEQ,
              SourceColumns.SOURCE_FILE,
              SourceColumns.SOURCE_LINE,
              LogColumns.CONTENT_HASH,
              LogColumns.WEEK_START),
          List.of(EVENT_ID, RECEIVED_AT, LogColumns.CONTENT_HASH),
          LogColumns.WEEK_START);

  private ContextualEvents() {}
}
