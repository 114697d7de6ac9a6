package mrs.transforms;

/**
 * A pure function from named datasets to named datasets. Implementations are records: their fields
 * are their configuration; what is many comes in through {@code I}.
 *
 * @param <I> a record of the datasets that it reads; {@code Optional} where it can do without
 * @param <O> a record of the datasets that it gives
 */
@FunctionalInterface
public interface Transform<I, O> {
  /** Describes the outputs; nothing is computed until they are written. */
  O apply(I inputs);
}
