/**
 * Finalisation: what people decided and how events ended, as consolidated records for re-review.
 */
@NullMarked
package mrs.hydrate.finalisation;

import org.jspecify.annotations.NullMarked;
