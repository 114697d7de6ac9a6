/** Tests of {@code mrs.resilience.retry}. */
@NullMarked
package mrs.resilience.retry;

import org.jspecify.annotations.NullMarked;
