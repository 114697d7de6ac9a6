package mrs.transforms;

/**
 * The transform of a stage, of which several outputs come from the same datasets.
 *
 * @param <I> as in {@link Transform}
 * @param <O> as in {@link Transform}
 */
public interface StageTransform<I, O> extends Transform<I, O> {
  /** The outputs, with what they share computed {@code once}. */
  O apply(I inputs, Once once);

  @Override
  default O apply(I inputs) {
    return apply(inputs, Once.DESCRIBED);
  }
}
