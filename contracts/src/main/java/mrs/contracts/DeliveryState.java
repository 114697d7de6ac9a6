package mrs.contracts;

/** Where a delivery stands that could not be brought in. */
public enum DeliveryState implements Words {
  /** It failed; the next ingest tries it again. */
  FAILED,
  /** It failed too often, or is gone after its rows came in; it is left alone until asked for. */
  PARKED,
  /** Somebody asked for it; it is an ordinary delivery again. */
  RETRIED
}
